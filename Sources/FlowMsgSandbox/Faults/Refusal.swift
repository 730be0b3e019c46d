import FlowMsgJSON
import FlowMsgModel

/// An error that the API answers with.
struct Refusal: Error, Sendable {
  /// The HTTP status.
  var status: Int
  /// The code in the answer.
  var code: String
  /// What was found and what was expected; lower case, no final stop.
  var message: String
  /// A header field that belongs to the answer, with its value.
  var field: (name: StaticString, value: String)?

  /// A refusal whose code is the one that the API documents for `status`, or else the status's own name.
  init(_ status: Int, _ message: String, field: (StaticString, String)? = nil) {
    self.status = status
    code = Schema.errors.value.first { $0.status == status }?.code ?? HTTPStatus.code(status)
    self.message = message
    self.field = field.map { (name: $0.0, value: $0.1) }
  }

  /// A field of the request that is missing or wrong.
  static func field(_ name: String, _ message: String) -> Refusal { Refusal(422, "`\(name)` \(message)") }

  /// The content of the answer, in the shape that pages of the same API show.
  var body: [UInt8] {
    let value: JSONValue = [
      "message": [.string(message)], "statusMessage": "failed", "status": 0,
      "error": ["code": .string(code), "description": .string(message)],
    ]
    return value.bytes(.compact)
  }
}

extension HTTPReply {
  /// The answer that a refusal is.
  init(_ refusal: Refusal) {
    self = .json(refusal.status, refusal.body)
    if let field = refusal.field { fields.append(field) }
  }
}
