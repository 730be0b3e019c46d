import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel
import Testing

@Suite struct DocumentTests {
  /// The schema of a field's value, found by where the table says it goes.
  static func schema(of field: Field) -> JSONValue? {
    let body = BodyDocument.value()["properties"]
    let parameters = body?["parameters"]?["properties"]
    return switch field.place {
    case .member(.body, let name): body?[name]
    case .member(.parameters, let name): parameters?[name]
    case .member(.actionPayload, let name): parameters?["flow_action_payload"]?["properties"]?[name]
    case .members, .query, .path: nil
    }
  }

  static func keys(_ value: JSONValue?) -> [String] {
    guard case .object(let members)? = value else { return [] }
    return members.map(\.key)
  }

  @Test func everyRowOfTheBodyIsThereWithItsLimit() throws {
    for field in Schema.fields {
      switch field.place {
      case .members, .query, .path: continue
      case .member: break
      }
      let schema = try #require(Self.schema(of: field), "\(field.wireName)")
      #expect(schema["type"] == (field.type == .object ? "object" : "string"))
      #expect(schema["maxLength"] == field.limit.map { JSONValue($0.maximum) })
      if let limit = field.limit { #expect(schema["minLength"] == JSONValue(limit.minimum)) }
    }
  }

  @Test func membersStandInTheOrderOfABody() {
    let body = BodyDocument.value()
    #expect(Self.keys(body["properties"]) == ["title", "text", "caption", "parameters", "payload"])
    #expect(body["required"] == ["title", "text", "caption", "parameters"])
    let parameters = body["properties"]?["parameters"]
    #expect(Self.keys(parameters?["properties"]) == ["flow_name", "flow_cta", "flow_action_payload"])
    #expect(parameters?["required"] == ["flow_name", "flow_cta"])
    #expect(parameters?["else"]?["required"] == ["flow_action_payload"])
    let action = parameters?["properties"]?["flow_action_payload"]
    #expect(action?["required"] == ["screen"] && action?["additionalProperties"] == false)
    #expect(body["additionalProperties"] == false)
    #expect(parameters?["additionalProperties"] == ["$ref": "#/$defs/value"])
  }

  @Test func theEndpointIsDescribedWithEveryError() {
    let document = OpenAPIDocument.value(version: "9")
    let operation = document["paths"]?[Schema.Endpoint.path.value]?["post"]
    let statuses = [String(Schema.success.value.status)] + Schema.errors.value.map { String($0.status) }
    #expect(Self.keys(operation?["responses"]) == statuses)
    #expect((0..<3).map { operation?["parameters"]?[$0]?["name"] } == ["botId", "userId", "type"])
    #expect((0..<3).map { operation?["parameters"]?[$0]?["required"] } == [true, true, false])
    #expect(document["info"]?["version"] == "9")
    #expect(document["components"]?["schemas"]?["FlowMessage"]?["required"] == BodyDocument.value()["required"])
  }

  /// Every `$ref` of a document, with where it points.
  static func references(_ value: JSONValue, _ root: JSONValue) -> [(String, JSONValue?)] {
    switch value {
    case .object(let members):
      members.flatMap { member -> [(String, JSONValue?)] in
        guard member.key == "$ref", case .string(let text) = member.value else { return references(member.value, root) }
        return [(text, text.split(separator: "/").dropFirst().reduce(root) { $0?[String($1)] })]
      }
    case .array(let items): items.flatMap { references($0, root) }
    case .string, .number, .bool, .null: []
    }
  }

  @Test func everyReferenceLeadsSomewhere() {
    let documents = [
      BodyDocument.value(), OpenAPIDocument.value(), ManifestDocument.value(), DiagnosticsDocument.value(),
      OpenDocument.value(), SourceMapDocument.value(),
    ]
    for document in documents {
      for (text, target) in Self.references(document, document) { #expect(target != nil, "\(text)") }
    }
    #expect(!Self.references(documents[1], documents[1]).isEmpty)
  }

  @Test func theManifestsSchemaNamesEveryMember() throws {
    let written = try #require(ManifestTests.single.bytesAsKeys)
    let item = ManifestDocument.value()["properties"]?["outputs"]?["items"]
    let optional = ["tags", "root", "stdin"]
    #expect(Self.keys(item?["properties"]).filter { !optional.contains($0) } == written)
    #expect(item?["required"] == .array(written.map { .string($0) }))
    let full = try #require(ManifestTests.piped.bytesAsKeys)
    #expect(Self.keys(item?["properties"]) == full)
  }

  @Test func theOpenFormsSchemaNamesItsHoles() {
    let document = OpenDocument.value()
    #expect(Self.keys(document["properties"]) == ["version", "message", "parameters", "variants"])
    #expect(document["properties"]?["version"]?["const"] == JSONValue(OpenFormat.version))
    #expect(Self.keys(document["$defs"]?["hole"]?["properties"]) == [OpenFormat.parameter])
    #expect(Self.keys(document["$defs"]?["parts"]?["properties"]) == [OpenFormat.text])
    #expect(document["properties"]?["variants"]?["items"]?["required"] == ["locale", "bot", "type", "body"])
  }

  @Test func theReportsSchemaHasThePlaceThreefold() {
    let position = DiagnosticsDocument.value()["$defs"]?["position"]
    #expect(Self.keys(position?["properties"]) == ["offset", "line", "column"])
  }
}

extension ManifestEntry {
  /// The keys of the entry as they are written.
  fileprivate var bytesAsKeys: [String]? {
    let document = JSONReader.read(Manifest([self]).bytes())
    guard let root = document.root, let outputs = document.value("outputs", of: root) else { return nil }
    return document.children(of: outputs).first { _ in true }.map {
      document.members(of: $0).map { document.string(of: $0) }
    }
  }
}
