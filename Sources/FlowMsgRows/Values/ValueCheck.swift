import FlowMsgModel
import FlowMsgText

/// Whether a text is a value of a scalar type; the one place for cells, members of JSON and items of lists.
struct ValueCheck {
  let tables: FormTables

  /// Checks `text` for the node and measures it into `slot`.
  func check(_ text: UnsafeBufferPointer<UInt8>, _ slot: inout Slot, _ node: Int) throws(RowFault) {
    let type = tables.nodes[node]
    switch type.kind {
    case .string:
      Self.measure(text, &slot)
      guard type.minimum <= slot.codePoints, slot.codePoints <= type.maximum else {
        throw Self.length(slot.codePoints, type.minimum, type.maximum, tables.paths[node])
      }
    case .choice:
      Self.measure(text, &slot)
      for index in type.words.start..<type.words.start &+ max(0, type.words.count)
      where text.elementsEqual(tables.bytes(tables.words[index])) { return }
      if slot.isWide, let word = canonical(text, type) {
        (slot.source, slot.start, slot.count) = (.pool, word.start, word.count)
        return Self.measure(tables.bytes(word), &slot)
      }
      throw ValueAdvice.fault(text, tables.types[node], tables.paths[node])
    case .integer:
      slot.codePoints = text.count
      guard let value = Self.integer(text) else {
        throw ValueAdvice.fault(text, tables.types[node], tables.paths[node])
      }
      guard type.minimum <= value, value <= type.maximum else {
        throw Self.outside(text, type.minimum, type.maximum, tables.paths[node])
      }
    case .number:
      slot.codePoints = text.count
      try checkNumber(text, type, node)
    case .boolean:
      guard Self.isBoolean(text) else { throw ValueAdvice.fault(text, tables.types[node], tables.paths[node]) }
    case .list, .object: throw RowFault("'\(tables.paths[node])': \(tables.types[node].noun) is not written in a cell")
    }
  }

  /// The word of a choice that is the same text in another Unicode normalization: what goes out is the source's spelling.
  private func canonical(_ text: UnsafeBufferPointer<UInt8>, _ type: FormNode) -> PoolRange? {
    let written = String(decoding: text, as: UTF8.self)
    // Strings are equal if they are canonically equivalent.
    return (type.words.start..<type.words.start &+ max(0, type.words.count)).lazy.map { tables.words[$0] }
      .first { String(decoding: tables.bytes($0), as: UTF8.self) == written }
  }

  private func checkNumber(_ text: UnsafeBufferPointer<UInt8>, _ type: FormNode, _ node: Int) throws(RowFault) {
    guard Self.isNumber(text) else { throw ValueAdvice.fault(text, tables.types[node], tables.paths[node]) }
    let low = tables.bytes(type.low)
    let high = tables.bytes(type.high)
    let isBelow = type.low.count >= 0 && DecimalOrder.compare(text, low) < 0
    let isAbove = type.high.count >= 0 && DecimalOrder.compare(text, high) > 0
    if isBelow || isAbove {
      throw Self.outside(
        text, type.low.count < 0 ? nil : shown(low), type.high.count < 0 ? nil : shown(high), tables.paths[node])
    }
  }
}

extension ValueCheck {
  /// Counts the code points and notes what may need a further look.
  static func measure(_ text: UnsafeBufferPointer<UInt8>, _ slot: inout Slot) {
    var tails = 0
    var wide: UInt8 = 0
    // A bit for each byte of ASCII that is there.
    var (low, high): (UInt64, UInt64) = (0, 0)
    for byte in text {
      let bit: UInt64 = 1 &<< UInt64(byte)
      if byte >= 0x80 {
        tails &+= byte & 0xC0 == 0x80 ? 1 : 0
        wide = max(wide, byte)
      } else if byte & 0x40 == 0 {
        low |= bit
      } else {
        high |= bit
      }
    }
    slot.codePoints = text.count &- tails
    slot.isWide = wide != 0
    slot.hasControl = low & 0xFFFF_FFFF != 0 || high >> 63 != 0
    // Four bytes write a character beyond the first plane, as emoji are.
    slot.isSuspect =
      wide >= 0xF0 || TextRules.isSuspect(low: low, high: high) || (wide != 0 && TextLook.outerBlanks(text) != nil)
  }

  /// The integer that `text` writes as `0|-?[1-9][0-9]*`, if it fits 64 bits.
  static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard NumberForms.isInteger(text) else { return nil }
    let isNegative = text[0] == 0x2D
    var value = 0
    for index in (isNegative ? 1 : 0)..<text.count {
      let digit = Int(text[index] &- 0x30)
      // Down from 0, where there is room for one more.
      value = value &* 10 &- digit
    }
    return isNegative ? value : 0 &- value
  }

  /// Whether `text` is a number of JSON, at most as long as numbers may be.
  static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= NumberForms.maximumNumberLength else { return false }
    var at = text.first == 0x2D ? 1 : 0
    let whole = digits(text, &at)
    guard whole == 1 || (whole > 1 && text[at &- whole] != 0x30) else { return false }
    if at < text.count, text[at] == 0x2E {
      at &+= 1
      if digits(text, &at) == 0 { return false }
    }
    if at < text.count, text[at] | 0x20 == 0x65 {
      at &+= 1
      if at < text.count, text[at] == 0x2B || text[at] == 0x2D { at &+= 1 }
      if digits(text, &at) == 0 { return false }
    }
    return at == text.count
  }

  private static func digits(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int {
    let start = at
    while at < text.count, text[at] &- 0x30 < 10 { at &+= 1 }
    return at &- start
  }

  static func isBoolean(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.elementsEqual("true".utf8) || text.elementsEqual("false".utf8)
  }

  static func length(_ count: Int, _ minimum: Int, _ maximum: Int, _ path: String) -> RowFault {
    let bound = count < minimum ? "at least \(minimum)" : "at most \(maximum)"
    return RowFault("'\(path)' has \(count) \(count == 1 ? "character" : "characters"), expected \(bound)")
  }

  static func outside(_ text: UnsafeBufferPointer<UInt8>, _ low: Int, _ high: Int, _ path: String) -> RowFault {
    outside(text, low == .min ? nil : "\(low)", high == .max ? nil : "\(high)", path)
  }

  static func outside(
    _ text: UnsafeBufferPointer<UInt8>, _ low: String?, _ high: String?, _ path: String
  ) -> RowFault {
    let bounds = [low.map { "at least \($0)" }, high.map { "at most \($0)" }].compactMap { $0 }
    return RowFault("'\(path)': found \(shown(text)), expected \(bounds.joined(separator: " and "))")
  }
}

/// What to tell people about values that a spreadsheet has written in its own way.
enum ValueAdvice {
  /// The fault of a text that is no value of `type`.
  static func fault(_ text: UnsafeBufferPointer<UInt8>, _ type: ParameterType, _ path: String) -> RowFault {
    let advice = advice(text, type).map { ": \($0)" } ?? ""
    return RowFault("'\(path)': found '\(shown(text))', expected \(type.noun)\(advice)")
  }

  private static func advice(_ text: UnsafeBufferPointer<UInt8>, _ type: ParameterType) -> String? {
    switch type {
    case .boolean: return boolean(text)
    case .choice(let words):
      let words = words.map { String(decoding: $0, as: UTF8.self) }
      return suggestion(for: String(decoding: text, as: UTF8.self), among: words).map { "did you mean '\($0)'?" }
    case .integer, .number: return number(text, isWhole: type.isInteger)
    case .string, .list, .object: return nil
    }
  }

  private static func boolean(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "verdadeiro", "verdadero", "sim", "sí", "si", "yes", "1", "true": "write true, in lower case"
    case "falso", "não", "nao", "no", "0", "false": "write false, in lower case"
    default: nil
    }
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> String? {
    if isScientific(text), text.contains(0x2C) || isWhole {
      return "the spreadsheet has rounded it and its digits are lost; make the column text"
    }
    if text.contains(0x2C), text.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2C || $0 == 0x2E || $0 == 0x2D }) {
      return "write it without separators of thousands and with a decimal point, as 1234.50"
    }
    let digits = text.first == 0x2D ? text.dropFirst() : text[...]
    if digits.count > 1, digits.allSatisfy({ $0 &- 0x30 < 10 }) {
      if digits.first == 0x30 { return "write it without zeros before it" }
      if isWhole { return "it does not fit 64 bits" }
    }
    if !isWhole, text.count > NumberForms.maximumNumberLength, text.allSatisfy(isOfNumber) {
      return "a number is written in at most \(NumberForms.maximumNumberLength) characters"
    }
    return isWhole && ValueCheck.isNumber(text) ? "write it without a fraction" : nil
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || byte | 0x20 == 0x65 || byte == 0x2E || byte == 0x2D || byte == 0x2B
  }

  /// Whether `text` looks like `5,9E+11`.
  static func isScientific(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var has = (digit: false, exponent: false)
    for byte in text {
      switch byte {
      case 0x30...0x39: has.digit = true
      case 0x45, 0x65:
        if has.exponent || !has.digit { return false }
        has.exponent = true
      case 0x2B, 0x2D, 0x2C, 0x2E: break
      default: return false
      }
    }
    return has.exponent
  }
}

extension ParameterType {
  fileprivate var isInteger: Bool { if case .integer = self { true } else { false } }
}
