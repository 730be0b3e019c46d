package import FlowMsgJSON
import FlowMsgModel

/// `schema openapi`: the endpoint as an OpenAPI 3.1 description.
package enum OpenAPIDocument {
  private static let schemas = "#/components/schemas/"

  /// The document; `version` is the program's own.
  package static func value(version: String = "1") -> JSONValue {
    let paths = [(Schema.Endpoint.path.value, ["post": operation] as JSONValue)]
    return [
      "openapi": "3.1.0", "info": info(version), "jsonSchemaDialect": .string(SchemaParts.dialect),
      "servers": [server], "security": [["basic": JSONValue.array([])]], "paths": .object(paths),
      "components": ["securitySchemes": ["basic": basic], "schemas": .object(components)],
    ]
  }

  private static var server: JSONValue {
    let fact = Schema.Endpoint.server
    return ["url": .string(fact.value), "description": .string(SchemaParts.description(of: fact))]
  }

  private static func info(_ version: String) -> JSONValue {
    [
      "title": "WhatsApp-Flow messages", "version": .string(version),
      "description": "the endpoint that takes what flowmsg compiles, as its table of the API knows it",
    ]
  }

  private static let basic: JSONValue = [
    "type": "http", "scheme": "basic", "description": "Basic and the Base64 of clientId:clientSecret",
  ]

  private static var components: [(String, JSONValue)] {
    [("FlowMessage", .object(BodyDocument.members(references: schemas)))]
      + BodyDocument.definitions(references: schemas) + [("Error", error)]
  }

  private static var operation: JSONValue {
    [
      "operationId": "sendFlowMessage", "summary": "sends one WhatsApp-Flow message to one person",
      "parameters": .array(parameters),
      "requestBody": [
        "required": true, "content": ["application/json": ["schema": ["$ref": .string("\(schemas)FlowMessage")]]],
      ],
      "responses": .object([(String(Schema.success.value.status), success)] + refusals),
    ]
  }

  private static var parameters: [JSONValue] {
    let rows = Schema.fields.compactMap { field -> JSONValue? in
      switch field.place {
      case .path(let name): parameter(name, "path", field)
      case .query(let name): parameter(name, "query", field)
      case .member, .members: nil
      }
    }
    let user: JSONValue = [
      "name": "userId", "in": "path", "required": true, "description": "the recipient's phone number",
      "schema": SchemaParts.phoneNumber,
    ]
    return rows.filter { $0["in"] == "path" } + [user] + rows.filter { $0["in"] == "query" }
  }

  private static func parameter(_ name: String, _ place: String, _ field: Field) -> JSONValue {
    [
      "name": .string(name), "in": .string(place), "required": .bool(place == "path"),
      "description": .string(SchemaParts.description(of: field)), "schema": ["type": "string", "minLength": 1],
    ]
  }

  private static var success: JSONValue {
    let description = "\(Schema.success.value.meaning): \(SchemaParts.description(of: Schema.success))"
    return ["description": .string(description), "content": ["application/json": ["schema": ["type": "object"]]]]
  }

  /// One answer for each row of the table of errors.
  private static var refusals: [(String, JSONValue)] {
    Schema.errors.value.map { error in
      let schema: JSONValue = [
        "allOf": [["$ref": .string("\(schemas)Error")]],
        "properties": ["error": ["properties": ["code": ["examples": [.string(error.code)]]]]],
      ]
      return (
        String(error.status),
        [
          "description": .string("\(error.code): \(error.meaning)"),
          "content": ["application/json": ["schema": schema]],
        ]
      )
    }
  }

  /// The shape that other pages of the same API show; this endpoint's own is not documented, so nothing is required.
  private static var error: JSONValue {
    [
      "description": .string(
        "an error, as other pages of the same API show it; for this endpoint its body is not documented"),
      "type": "object",
      "properties": [
        "message": ["type": "array", "items": ["type": "string"]], "statusMessage": ["type": "string"],
        "status": ["type": "integer"],
        "error": [
          "type": "object",
          "properties": [
            "code": ["type": "string", "examples": SchemaParts.strings(Schema.errors.value.map(\.code))],
            "description": ["type": "string"],
          ],
        ],
      ],
    ]
  }
}
