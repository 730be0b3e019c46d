package import FlowMsgJSON
import FlowMsgModel

/// `schema manifest`: the JSON Schema of `flowmsg.manifest.json`.
package enum ManifestDocument {
  /// The document.
  package static func value() -> JSONValue {
    let root = SchemaParts.closed([
      ("version", ["const": JSONValue(Manifest.version), "description": "the version of this format"]),
      ("outputs", SchemaParts.list(of: output, description: "one entry a file, sorted bytewise by file")),
    ])
    guard case .object(let members) = root else { return root }
    return .object(
      [
        .init("$schema", .string(SchemaParts.dialect)),
        .init("title", .string("\(Manifest.fileName): what a folder of compiled messages holds")),
      ] + members)
  }

  private static var output: JSONValue {
    SchemaParts.closed(
      [
        ("message", SchemaParts.plain("string", "the message's name")),
        ("locale", SchemaParts.nullable("the locale's tag, or null for the base")),
        (
          "tags",
          SchemaParts.list(
            of: SchemaParts.plain("string", "a tag"),
            description: "the tags that select the base, where locales are listed")
        ),
        ("root", SchemaParts.plain("string", "the way from the folder to the root of the project that it came from")),
        (
          "kind",
          SchemaParts.choice(
            ManifestEntry.Kind.allCases.map(\.rawValue), "a request body, or a body with holes for parameters")
        ),
        ("file", SchemaParts.plain("string", "the file's name in the folder")),
        (
          "sha256",
          ["type": "string", "pattern": "^[0-9a-f]{64}$", "description": "the SHA-256 of the file's bytes"]
        ),
        ("source", SchemaParts.plain("string", "the source that declares the message, below the root")),
        ("stdin", ["const": true, "description": "there where the source was standard input"]),
        ("bot", bot),
        ("type", SchemaParts.nullable(Schema[Schema.type].meaning)),
        (
          "parameters",
          SchemaParts.plain("object", "the open parameters, as a JSON Schema of the object that gives them")
        ),
      ], optional: ["tags", "root", "stdin"])
  }

  static var bot: JSONValue {
    let id = SchemaParts.closed([
      ("environment", SchemaParts.nullable("the environment, or null where there is one id for all")),
      ("id", SchemaParts.plain("string", "the id as it stands in the path of the request")),
    ])
    let object = SchemaParts.closed([
      ("name", SchemaParts.plain("string", "the bot's name in the source")),
      (
        "provider",
        SchemaParts.choice(Schema.Endpoint.providers.value, "the provider of its WhatsApp channel")
      ),
      ("ids", SchemaParts.list(of: id, description: "its ids in the order written")),
    ])
    return ["description": .string(Schema[Schema.bot].meaning), "anyOf": [object, ["type": "null"]]]
  }
}
