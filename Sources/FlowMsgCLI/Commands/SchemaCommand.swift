import FlowMsgCampaign
import FlowMsgEmit
import FlowMsgJSON

/// `flowmsg schema`: prints the JSON Schemas and the OpenAPI description.
package enum SchemaCommand: Command {
  package static let definition = CommandDefinition(
    "schema", OperandsDefinition("WHAT", 1...1, choices: documents.map(\.name)),
    summary: "prints the schema of what flowmsg writes",
    discussion: """
      Prints a JSON Schema (2020-12): of a request body, of an open form, of 'check --format json', of the manifest, \
      of the source map or of what 'send --report' writes. 'openapi' prints the OpenAPI 3.1 description of the \
      endpoint.
      """,
    options: [])

  private static let documents: [(name: String, value: @Sendable () -> JSONValue)] = [
    ("body", { BodyDocument.value() }),
    ("open", { OpenDocument.value() }),
    ("openapi", { OpenAPIDocument.value() }),
    ("diagnostics", { DiagnosticsDocument.value() }),
    ("manifest", { ManifestDocument.value() }),
    ("sourcemap", { SourceMapDocument.value() }),
    ("report", { SendReportDocument.value() }),
  ]

  package static func run(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> ExitCode {
    for document in documents where document.name == invocation.operands.first {
      try environment.print(document.value().bytes(.pretty).span.bytes)
    }
    return .done
  }
}
