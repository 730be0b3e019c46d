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
    try BodyCheck(document: document).check(BodyTable.body, root, path: "")
  }

  /// Checks an object of the body that is at `path`, which ends with a full stop if it is not empty.
  private func check(_ table: BodyTable, _ object: Int, path: String) throws(Refusal) {
    for member in document.members(of: object) {
      guard let value = document.value(ofMember: member) else { continue }
      if let inner = table.objects.first(where: { document.text(of: member, equals: $0.name) }) {
        try expect(.object, value, path + inner.name)
        try check(inner, value, path: "\(path)\(inner.name).")
      } else if let field = table.fields.first(where: { document.text(of: member, equals: $0.name) }) {
        try check(value, field, at: path + field.name)
        if table.container != .body, field.row.type == .object { try refuseNull(value, path + field.name) }
      } else if table.hasFurtherMembers {
        try refuseNull(value, path + name(member))
      } else {
        throw Refusal.field(path + name(member), "is not known")
      }
    }
    for name in table.required where document.member(name, of: object) == nil {
      throw Refusal.field(path + name, "is missing")
    }
    if let action = table.objects.first(where: { $0.container == .actionPayload }) {
      try checkExchange(object, action.name, path)
    }
  }

  /// Either the message names a screen, or it leaves that to the Flow's endpoint.
  private func checkExchange(_ object: Int, _ action: String, _ path: String) throws(Refusal) {
    let exchange = Schema.dataExchange.value
    let leaves = document.value(exchange.member, of: object).map {
      document[$0].kind == .string && document.text(of: $0, equals: exchange.value)
    }
    let names = document.member(action, of: object) != nil
    if leaves == true, names {
      throw Refusal.field(path + action, "stands beside `\(exchange.member)` \"\(exchange.value)\"")
    }
    if leaves != true, !names { throw Refusal.field(path + action, "is missing") }
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

/// An object of the body with what may be in it, for those that walk it at every request.
final class BodyTable: Sendable {
  /// The body itself.
  static let body = BodyTable(.body)

  /// The object.
  let container: BodyContainer
  /// Its name on the wire.
  let name: String
  /// The rows of the API's table that are its members.
  let fields: [BodyField]
  /// The objects in it.
  let objects: [BodyTable]
  /// Whether it may have members that have no row.
  let hasFurtherMembers: Bool
  /// The names of what every body has there: rows first, then objects.
  let required: [String]

  init(_ container: BodyContainer) {
    let parts = Schema.layout.parts(of: container)
    let fields = parts.compactMap { if case .field(let field) = $0 { BodyField(Schema[field]) } else { nil } }
    let objects = parts.compactMap { if case .container(let inner) = $0 { BodyTable(inner) } else { nil } }
    required = fields.filter(\.row.isInEveryBody).map(\.name) + objects.filter(\.container.isRequired).map(\.name)
    hasFurtherMembers = Schema.layout.hasFurtherMembers(container)
    (self.container, name, self.fields, self.objects) = (container, container.name, fields, objects)
  }
}

extension BodyCheck {
  /// Whether `body` is a JSON text that others will read as it was meant.
  static func isJSON(_ body: [UInt8]) -> Bool {
    let document = JSONReader.read(body)
    return document.faults.isEmpty && !document.hasByteOrderMark
  }
}
