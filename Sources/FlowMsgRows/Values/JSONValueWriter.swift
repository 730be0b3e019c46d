import FlowMsgJSON
import FlowMsgModel

/// Writes values of JSON by their type, in the order of the type's members, and checks them on the way: lists and what
/// is in them.
///
/// It recurses as deep as the type does, which the reader of forms has limited.
struct JSONValueWriter {
  let document: JSONDocument
  let sink: ByteSink

  /// Writes the value at `node`, compact.
  func write(_ node: Int, _ type: ParameterType, _ path: String) throws(RowFault) {
    switch type {
    case .list(let item, let minimum, let maximum): try list(node, item, minimum, maximum, path)
    case .object(let members): try object(node, members, path)
    case .string, .choice:
      let text = try Self.scalar(document, node, type, path)
      sink.append(JSONValue.string(String(decoding: text, as: UTF8.self)).bytes(.compact))
    case .integer, .number, .boolean: sink.append(try Self.scalar(document, node, type, path))
    }
  }

  private func list(
    _ node: Int, _ item: ParameterType, _ minimum: Int, _ maximum: Int, _ path: String
  ) throws(RowFault) {
    guard document[node].kind == .array else {
      throw RowFault("'\(path)': found \(document[node].kind.name), expected a list")
    }
    var count = 0
    sink.append(0x5B)
    for child in document.children(of: node) {
      if count > 0 { sink.append(0x2C) }
      try write(child, item, "\(path)[\(count)]")
      count += 1
    }
    sink.append(0x5D)
    guard minimum <= count, count <= maximum else {
      let bound = count < minimum ? "at least \(minimum)" : "at most \(maximum)"
      throw RowFault("'\(path)' has \(count) \(count == 1 ? "item" : "items"), expected \(bound)")
    }
  }

  private func object(_ node: Int, _ members: [OpenForm.Property], _ path: String) throws(RowFault) {
    guard document[node].kind == .object else {
      throw RowFault("'\(path)': found \(document[node].kind.name), expected an object")
    }
    for member in document.members(of: node) {
      let name = document.string(of: member)
      if members.contains(where: { $0.name == name }) { continue }
      throw RowFault("'\(path)' has no member '\(shown(name.utf8))'")
    }
    var isFirst = true
    sink.append(0x7B)
    for member in members {
      let value = document.value(member.name, of: node).map { (document, $0) }
      guard let (source, value) = value ?? member.preset.map({ ($0.document, $0.node) }) else {
        if member.isRequired { throw RowFault("'\(path).\(member.name)' is missing and has no default") }
        continue
      }
      if !isFirst { sink.append(0x2C) }
      isFirst = false
      sink.append(JSONWriter.preparedKey(member.name, .compact))
      try JSONValueWriter(document: source, sink: sink).write(value, member.type, "\(path).\(member.name)")
    }
    sink.append(0x7D)
  }

  /// The text of a scalar, checked for its type: of a string its contents, of all else what is written.
  static func scalar(
    _ document: JSONDocument, _ node: Int, _ type: ParameterType, _ path: String
  ) throws(RowFault) -> [UInt8] {
    let kind = document[node].kind
    let isRight =
      switch type {
      case .string, .choice: kind == .string
      case .integer, .number: kind == .number
      case .boolean: kind == .true || kind == .false
      case .list, .object: false
      }
    guard isRight else { throw RowFault("'\(path)': found \(kind.name), expected \(type.noun)") }
    let text = kind == .string ? document.bytes(of: node) : Array(document.written(node))
    if case .choice(let words) = type, let word = Self.word(text, of: words) { return word }
    try check(text, type, path)
    return text
  }

  /// The word of a choice that a text is, in the source's spelling, whatever the text's Unicode normalization.
  private static func word(_ text: [UInt8], of words: [[UInt8]]) -> [UInt8]? {
    if words.contains(text) { return text }
    guard text.contains(where: { $0 >= 0x80 }) else { return nil }
    let written = String(decoding: text, as: UTF8.self)
    return words.first { String(decoding: $0, as: UTF8.self) == written }
  }

  private static func check(_ text: [UInt8], _ type: ParameterType, _ path: String) throws(RowFault) {
    try text.withUnsafeBufferPointer { (bytes) throws(RowFault) in
      switch type {
      case .string(let minimum, let maximum):
        // JSON can write one as an escape; cells of CSV have none.
        if bytes.contains(0) { throw RowFault("'\(path)': found NUL (U+0000), which no text may hold") }
        var slot = Slot()
        ValueCheck.measure(bytes, &slot)
        guard minimum <= slot.codePoints, slot.codePoints <= maximum else {
          throw ValueCheck.length(slot.codePoints, minimum, maximum, path)
        }
      case .choice(let words):
        guard word(text, of: words) != nil else { throw ValueAdvice.fault(bytes, type, path) }
      case .integer(let minimum, let maximum):
        guard let value = ValueCheck.integer(bytes) else { throw ValueAdvice.fault(bytes, type, path) }
        guard minimum <= value, value <= maximum else {
          throw ValueCheck.outside(bytes, minimum, maximum, path)
        }
      case .number(let low, let high): try number(bytes, low, high, type, path)
      case .boolean, .list, .object: break
      }
    }
  }

  private static func number(
    _ text: UnsafeBufferPointer<UInt8>, _ low: [UInt8]?, _ high: [UInt8]?, _ type: ParameterType, _ path: String
  ) throws(RowFault) {
    guard ValueCheck.isNumber(text) else { throw ValueAdvice.fault(text, type, path) }
    let isBelow = low.map { bound in bound.withUnsafeBufferPointer { DecimalOrder.compare(text, $0) < 0 } } ?? false
    let isAbove = high.map { bound in bound.withUnsafeBufferPointer { DecimalOrder.compare(text, $0) > 0 } } ?? false
    if isBelow || isAbove { throw ValueCheck.outside(text, low.map { shown($0) }, high.map { shown($0) }, path) }
  }
}
