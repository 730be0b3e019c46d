import FlowMsgModel
import FlowMsgText

/// Reads cells as spreadsheets save them: booleans and numbers in the words and signs of the country, and what is no value at
/// all.
final class CellReader {
  private let tables: FormTables
  private let marks: [Int: DecimalMark]
  private let mark: DecimalMark?
  private let takesComma: Bool
  /// Whether the cells are those of a workbook: of its numbers it is known how they are written, and its texts are in quotes
  /// where they look like one.
  private let isSheet: Bool
  /// What there is to warn of in the last block.
  @exclusivity(unchecked) private(set) var warnings = CellWarnings()
  /// What cells of the last block show of how numbers are written, by node.
  @exclusivity(unchecked) private(set) var evidence = NumberEvidence()

  /// What was noted last in the block; the node is -1 before.
  @exclusivity(unchecked) private var noted: (node: Int, mark: DecimalMark) = (-1, .point)

  /// A reader of cells between `delimiter`; `mark` says how numbers are written, `marks` of single nodes.
  init(_ tables: FormTables, delimiter: UInt8?, mark: DecimalMark?, marks: [Int: DecimalMark], isSheet: Bool = false) {
    (self.tables, self.mark, self.marks, self.isSheet) = (tables, mark, marks, isSheet)
    takesComma = delimiter == 0x3B || delimiter == 0x09
  }

  /// Begins a block.
  func begin() {
    if !warnings.isEmpty { warnings = CellWarnings() }
    if !evidence.isEmpty { evidence = NumberEvidence() }
    noted.node = -1
  }

  /// Notes what a rule finds in a field's text or data.
  func warn(_ kind: CellWarnings.Kind, of field: String, line: Int) { warnings.add(kind, line: line, field) }

  /// The slot of a cell's value; what is written otherwise than JSON writes it goes to the scratch.
  func read(
    _ slot: Slot, _ node: Int, _ values: RowValues, line: Int, isQuoted: Bool = false
  ) throws(RowFault) -> Slot {
    let text = values.bytes(slot)
    try checkErrors(text, node)
    switch tables.nodes[node].cell {
    case .boolean: return BooleanType.meaning(of: text).map { put($0 ? "true" : "false", values) } ?? slot
    case .number:
      return try isSheet && isQuoted
        ? writtenNumber(text, slot, node, values) : number(text, slot, node, values)
    case .text:
      try look(text, node, line: line)
      return slot
    case .none: return slot
    }
  }

  private func put(_ word: String, _ values: RowValues) -> Slot { put(Array(word.utf8), values) }

  private func put(_ bytes: [UInt8], _ values: RowValues) -> Slot {
    let start = values.scratch.count
    values.scratch.append(bytes)
    return Slot(source: .scratch, start: start, count: bytes.count)
  }

  // MARK: Numbers

  private func number(
    _ text: UnsafeBufferPointer<UInt8>, _ slot: Slot, _ node: Int, _ values: RowValues
  ) throws(RowFault) -> Slot {
    switch CellNumber.read(text, mark: marks[node] ?? mark, takesComma: takesComma) {
    case .asIs(let mark):
      note(mark, node)
      return slot
    case .number(let bytes, let mark):
      note(mark, node)
      return put(bytes, values)
    case .ambiguous:
      evidence.addAmbiguous(node)
      throw RowFault(
        "'\(tables.paths[node])': '\(shown(text))' is one number with a decimal comma and another with a decimal point: say which with "
          + "'--decimal comma' or '--decimal point'")
    case .other:
      if let advice = Self.advice(text) { throw RowFault("'\(tables.paths[node])': found '\(shown(text))': \(advice)") }
      return slot
    }
  }

  /// A number that is text in a workbook. Its punctuation is what somebody typed, and says nothing of other cells.
  private func writtenNumber(
    _ text: UnsafeBufferPointer<UInt8>, _ slot: Slot, _ node: Int, _ values: RowValues
  ) throws(RowFault) -> Slot {
    switch CellNumber.read(text, mark: nil, takesComma: true) {
    case .asIs, .other: return slot
    case .number(let bytes, _): return put(bytes, values)
    case .ambiguous:
      throw RowFault(
        "'\(tables.paths[node])': '\(shown(text))' is text in the workbook, and one number with a decimal comma and another with "
          + "a decimal point: make the cell a number there")
    }
  }

  /// Notes what a number shows; what the last one of the block showed need not be noted again.
  private func note(_ mark: DecimalMark?, _ node: Int) {
    guard let mark, noted.node != node || noted.mark != mark else { return }
    noted = (node, mark)
    evidence.add(mark, node)
  }

  /// What to say of money and of groups between blanks.
  private static func advice(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    guard scalars.contains(where: { $0.properties.numericType == .decimal }) else { return nil }
    let hasSign = scalars.contains { $0.properties.generalCategory == .currencySymbol }
    if hasSign || scalars.starts(with: "US".unicodeScalars) {
      return "write the amount without the sign of the currency"
    }
    return scalars.contains(where: \.properties.isWhitespace) ? "write it without blanks" : nil
  }

  // MARK: What is no value

  private func checkErrors(_ text: UnsafeBufferPointer<UInt8>, _ node: Int) throws(RowFault) {
    if text.first == 0x23, Self.isError(text) {
      throw RowFault(
        "'\(tables.paths[node])': '\(shown(text))' is an error of the spreadsheet, and no value: mend it there")
    }
    guard text.count >= 5, text[text.count &- 4] | 0x20 == 0x65, Self.isRounded(text) else { return }
    throw RowFault(
      "'\(tables.paths[node])': the spreadsheet has rounded '\(shown(text))' and its digits are lost; make the column text"
    )
  }

  private static let errors: Set<String> = [
    "N/D", "N/A", "REF!", "VALUE!", "VALOR!", "DIV/0!", "NAME?", "NOMBRE?", "NOME?", "NUM!", "NULL!", "NULO!", "SPILL!",
    "DERRAME!", "DESBORDAMIENTO!", "DESPEJAR!", "CALC!", "GETTING_DATA", "BLOCKED!", "FIELD!", "CONNECT!",
  ]

  /// Whether a text that begins with `#` is what a spreadsheet shows instead of a value: `#N/D`, `#¡VALOR!`, `######`.
  static func isError(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.count > 2, text.allSatisfy({ $0 == 0x23 }) { return true }
    guard text.count <= 24 else { return false }
    let word = String(decoding: text.dropFirst(), as: UTF8.self).uppercased().unicodeScalars.filter {
      $0 != "¡" && $0 != "¿"
    }
    let plain = String(String.UnicodeScalarView(word)).replacing("Ú", with: "U")
    return errors.contains(plain)
  }

  /// Whether a text is `5,9E+11` or `5.9E+11`, as spreadsheets show long numbers: with a sign and two digits.
  private static func isRounded(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let end = text.count &- 4
    guard text[end &+ 1] == 0x2B || text[end &+ 1] == 0x2D, text[end &+ 2] &- 0x30 < 10, text[end &+ 3] &- 0x30 < 10
    else {
      return false
    }
    let digits = text.first == 0x2D ? text[1..<end] : text[..<end]
    return !digits.isEmpty && digits.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2C || $0 == 0x2E }
  }

  // MARK: Texts

  private static let empties: Set<String> = ["NULL", "null", "None", "NaN", "undefined"]

  /// Whether one of `empties` begins so: nearly no text does.
  private static func mayBeEmpty(_ first: UInt8) -> Bool { first | 0x20 == 0x6E || first == 0x75 }

  private func look(_ text: UnsafeBufferPointer<UInt8>, _ node: Int, line: Int) throws(RowFault) {
    if 3...9 ~= text.count, Self.mayBeEmpty(text[0]), Self.empties.contains(String(decoding: text, as: UTF8.self)) {
      warnings.add(.emptyWord, line: line, String(decoding: text, as: UTF8.self))
    }
    var at = 0
    while at &+ 2 < text.count {
      if text[at] >= 0xC3 {
        if text[at] == 0xEF, text[at &+ 1] == 0xBF, text[at &+ 2] == 0xBD {
          throw RowFault(
            "'\(tables.paths[node])' has lost a character (U+FFFD): write it again, or export the list once more")
        }
        if text[at] == 0xC3, text[at &+ 2] >= 0x80, MisreadText.mayBegin(text.span, at),
          let found = MisreadText.first(in: text.span)
        {
          let word = String(decoding: text[Int(found.range.start)..<Int(found.range.end)], as: UTF8.self)
          warnings.add(.misread, line: line, "\(word)' reads '\(found.reading)")
          return
        }
      }
      at &+= 1
    }
  }
}
