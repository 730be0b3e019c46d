import FlowMsgJSON
import FlowMsgModel

/// Holds a request body against the API's table.
///
/// Refused is what the API or the platform behind it refuses. What the compiler only warns about, such as a mark in a
/// title, passes: it may be sent.
struct BodyCheck {
  private let document: JSONDocument

  /// Checks `body`; the error names the first field that is wrong.
  static func check(_ body: [UInt8]) throws(Refusal) {
    guard !body.isEmpty else { throw Refusal(422, "there is no body, expected a JSON object") }
    let document = JSONReader.read(body, depth: Schema.nesting.value)
    if let fault = document.faults.first {
      throw Refusal(422, "the body is not JSON at byte \(fault.offset): \(fault.wording(in: body).message)")
    }
    if document.hasByteOrderMark { throw Refusal(422, "the body begins with a byte-order mark") }
    guard let root = document.root, document[root].kind == .object else {
      throw Refusal(422, "the body is not a JSON object")
    }
    try BodyCheck(document: document).checkRoot(root)
  }

  private func checkRoot(_ root: Int) throws(Refusal) {
    let parameters = "parameters"
    for member in document.members(of: root) {
      guard let value = document.value(ofMember: member) else { continue }
      if document.text(of: member, equals: parameters) {
        try checkParameters(value)
      } else if let field = BodyTable.root.first(where: { document.text(of: member, equals: $0.name) }) {
        try check(value, field, at: field.name)
      } else {
        throw Refusal.field(name(member), "is not known")
      }
    }
    try require(BodyTable.root, in: root, path: "")
    if document.member(parameters, of: root) == nil { throw Refusal.field(parameters, "is missing") }
  }

  /// Checks `parameters`, which may have further members, as long as none is null.
  private func checkParameters(_ object: Int) throws(Refusal) {
    try expect(.object, object, "parameters")
    let action = Schema.Endpoint.actionPayload.value
    for member in document.members(of: object) {
      guard let value = document.value(ofMember: member) else { continue }
      if document.text(of: member, equals: action) {
        try checkAction(value, "parameters.\(action)")
      } else if let field = BodyTable.parameters.first(where: { document.text(of: member, equals: $0.name) }) {
        try check(value, field, at: "parameters.\(field.name)")
      } else {
        try refuseNull(value, "parameters.\(name(member))")
      }
    }
    try require(BodyTable.parameters, in: object, path: "parameters.")
    try checkExchange(object, action)
  }

  /// Either the message names a screen, or it leaves that to the Flow's endpoint.
  private func checkExchange(_ object: Int, _ action: String) throws(Refusal) {
    let exchange = Schema.dataExchange.value
    let leaves = document.value(exchange.member, of: object).map {
      document[$0].kind == .string && document.text(of: $0, equals: exchange.value)
    }
    let names = document.member(action, of: object) != nil
    if leaves == true, names {
      throw Refusal.field("parameters.\(action)", "stands beside `\(exchange.member)` \"\(exchange.value)\"")
    }
    if leaves != true, !names { throw Refusal.field("parameters.\(action)", "is missing") }
  }

  private func checkAction(_ object: Int, _ path: String) throws(Refusal) {
    try expect(.object, object, path)
    for member in document.members(of: object) {
      guard let value = document.value(ofMember: member) else { continue }
      guard let field = BodyTable.action.first(where: { document.text(of: member, equals: $0.name) }) else {
        throw Refusal.field("\(path).\(name(member))", "is not known")
      }
      try check(value, field, at: "\(path).\(field.name)")
      if field.row.type == .object { try refuseNull(value, "\(path).\(field.name)") }
    }
    // A source may leave the screen out where there is but one; a body never does.
    let screen = Schema[Schema.screen].wireName
    if document.member(screen, of: object) == nil { throw Refusal.field("\(path).\(screen)", "is missing") }
  }

  private func require(_ table: [BodyField], in object: Int, path: String) throws(Refusal) {
    for field in table where field.row.isRequired && document.member(field.name, of: object) == nil {
      throw Refusal.field(path + field.name, "is missing")
    }
  }

  // MARK: Values

  private func check(_ value: Int, _ field: BodyField, at path: String) throws(Refusal) {
    if field.row.type == .object {
      try expect(.object, value, path)
      if document[value].next == value + 1 { throw Refusal.field(path, "is empty") }
      return
    }
    try expect(.string, value, path)
    let text = document.bytes(of: value)
    if field.row.type == .screen { return try checkScreen(text, path) }
    guard !text.isEmpty else { throw Refusal.field(path, "is empty") }
    if field.row.traits.contains(.prose) {
      let allowsLines = field.row.traits.contains(.lines)
      try text.withUnsafeBufferPointer { (text) throws(Refusal) in try checkLook(text, allowsLines: allowsLines, path) }
    }
    if let limit = field.row.limit {
      let count = text.count { $0 & 0xC0 != 0x80 }
      guard limit.minimum...limit.maximum ~= count else {
        throw Refusal.field(path, "has \(count) characters, expected \(limit.minimum) to \(limit.maximum)")
      }
    }
    if field.row.traits.contains(.prose), !field.row.traits.contains(.emoji), hasEmoji(text) {
      throw Refusal.field(path, "has an emoji")
    }
  }

  private func checkLook(
    _ text: UnsafeBufferPointer<UInt8>, allowsLines: Bool, _ path: String
  ) throws(Refusal) {
    if TextLook.isBlank(text) { throw Refusal.field(path, "is empty: nothing of it can be seen") }
    guard TextLook.mayHaveControls(text), let at = TextLook.firstControl(text, allowsLines: allowsLines) else { return }
    throw Refusal.field(path, "has \(TextLook.noun(of: text, at: at))")
  }

  private func hasEmoji(_ text: [UInt8]) -> Bool {
    // No emoji is encoded in one or two bytes.
    text.contains { $0 >= 0xE0 } && String(decoding: text, as: UTF8.self).unicodeScalars.contains(where: Schema.isEmoji)
  }

  private func checkScreen(_ text: [UInt8], _ path: String) throws(Refusal) {
    guard Schema.isScreenID(text) else {
      throw Refusal.field(path, "is not a screen id, expected letters of ASCII and underscores")
    }
    let reserved = Schema.FlowJSON.reservedScreen.value
    if text.count == reserved.utf8.count, String(decoding: text, as: UTF8.self).uppercased() == reserved {
      throw Refusal.field(path, "is the reserved screen id \(reserved)")
    }
  }

  private func expect(_ kind: JSONKind, _ value: Int, _ path: String) throws(Refusal) {
    guard document[value].kind == kind else {
      throw Refusal.field(path, "is \(document[value].kind.name), expected \(kind.name)")
    }
  }

  /// Flows have no null, at any depth.
  private func refuseNull(_ value: Int, _ path: String) throws(Refusal) {
    for node in value..<Int(document[value].next) where document[node].kind == .null {
      throw Refusal.field(path, node == value ? "is null" : "has a null in it")
    }
  }

  /// A member's name, for a message: short, on one line.
  private func name(_ member: Int) -> String {
    let scalars = document.string(of: member).unicodeScalars.prefix(40)
    let shown = scalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : Character($0) }
    return String(shown)
  }
}

/// A row of the API's table, for those that walk it at every request: a class, as to copy a row is to count a dozen
/// references.
final class BodyField: Sendable {
  /// The name on the wire.
  let name: String
  /// The row.
  let row: Field

  init(_ row: Field) {
    (name, self.row) = (row.wireName, row)
  }
}

/// The rows of the API's table that stand in a body, by the object in which they stand.
enum BodyTable {
  /// Members of the body itself, but for `parameters`.
  static let root = rows { if case .body = $0 { true } else { false } }
  /// Members of `parameters` that have a row.
  static let parameters = rows { if case .parameters = $0 { true } else { false } }
  /// Members of `parameters.flow_action_payload`.
  static let action = rows { if case .actionPayload = $0 { true } else { false } }

  private static func rows(_ isHere: (FieldPlace) -> Bool) -> [BodyField] {
    Schema.fields.filter { isHere($0.place) }.map { BodyField($0) }
  }
}

extension BodyCheck {
  /// Whether `body` is a JSON text that others will read as it was meant.
  static func isJSON(_ body: [UInt8]) -> Bool {
    let document = JSONReader.read(body)
    return document.faults.isEmpty && !document.hasByteOrderMark
  }
}
