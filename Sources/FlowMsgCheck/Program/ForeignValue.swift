import FlowMsgCSV
import FlowMsgJSON
import FlowMsgModel
import FlowMsgSyntax
package import FlowMsgText

/// A value that is outside the sources (a JSON file, an image, an argument of the command line), written down as the
/// source of a `let`: from then on it is a value like any other.
package struct ForeignValue: Sendable {
  /// The source, `let value = …`, or nil where there is no value.
  private var source: [UInt8]?
  /// Where the parts of `source` are in the file.
  private var places = ForeignPlaces()
  /// Why there is none.
  package private(set) var reason = ""
  /// Whether the reason is that it is no JSON.
  private(set) var isNoJSON = false
  /// The faults of the file, at its own places.
  package private(set) var faults: [Diagnostic] = []
  /// What is to be said of it although it has a value, at the file's own places.
  package private(set) var warnings: [Diagnostic] = []
  /// What to do about `reason`, if it is something of its own.
  package private(set) var help: String?
  /// Whether it is a table that has a header and no rows.
  package private(set) var isEmptyTable = false

  /// The unit that the value makes, and its place there.
  struct Made {
    var unit: SourceUnit
    var value: Place?
  }

  /// The value as a unit that stands for `file`.
  func unit(_ file: FileID) -> Made? {
    guard let source else { return nil }
    let unit = SourceUnit(file: file, bytes: source)
    guard let tree = unit.trees.first?.tree, tree.faults.isEmpty, let name = tree.firstChild(of: 0),
      let node = tree.sibling(after: name, in: 0)
    else { return nil }
    unit.places = places
    return Made(
      unit: unit,
      value: Place(
        source: TreeContext(
          DeclarationSyntax(tree: tree, bytes: unit.syntax(0).bytes, file: file), unit: -1, isReporting: false),
        node: node))
  }

  /// What a `let` takes from a file, by the end of the file's name.
  package static func file(_ bytes: [UInt8], path: String, file: FileID) -> ForeignValue {
    let kind = FileKind.of(bytes)
    switch path.split(separator: ".").last.map({ $0.lowercased() }) {
    case "json": return kind.noun == nil ? json(bytes, file: file) : other(kind)
    case "csv": return kind.noun == nil ? csv(bytes, file: file) : other(kind)
    case "png", "jpg", "jpeg", "webp": return kind.isImage ? base64(bytes) : other(kind)
    default:
      var value = ForeignValue()
      value.reason = "its name ends in none of \(suffixes.map { ".\($0)" }.joined(separator: ", "))"
      return value
    }
  }

  /// What is something else than its name says.
  private static func other(_ kind: FileKind) -> ForeignValue {
    var value = ForeignValue()
    value.reason = "it is \(kind.noun ?? "none of PNG, JPEG and WebP")"
    value.help = kind.help
    return value
  }

  /// The one thing that the language cannot write down of a value without a NUL.
  static let tooDeep = "it nests more than \(Limits.nesting) objects and lists"
  private static let nul = "found NUL (U+0000), which no text may hold"

  private static let suffixes = ["json", "csv", "png", "jpg", "jpeg", "webp"]

  /// The unit that the value makes, which stands for `file`; nil, and `reason` says why, if it makes none.
  package mutating func makeUnit(_ file: FileID) -> SourceUnit? {
    guard let made = unit(file) else {
      if reason.isEmpty { reason = Self.tooDeep }
      return nil
    }
    return made.unit
  }

  /// A text.
  package static func string(_ text: [UInt8]) -> ForeignValue {
    var value = ForeignValue()
    guard String(validating: text, as: UTF8.self) != nil else {
      value.reason = "it is no UTF-8"
      return value
    }
    guard !text.contains(0) else {
      value.reason = nul
      return value
    }
    guard !text.hasReplacement else {
      value.reason = LostCharacter.message
      return value
    }
    var writer = ForeignWriter()
    writer.string(text)
    value.source = writer.bytes
    return value
  }

  /// A JSON document. `file` is where faults are reported.
  package static func json(_ bytes: [UInt8], file: FileID? = nil) -> ForeignValue {
    var value = ForeignValue()
    let document = JSONReader.read(bytes)
    for fault in document.faults {
      let wording = fault.wording(in: bytes)
      if value.reason.isEmpty { value.reason = wording.message }
      value.isNoJSON = true
      guard let file else { continue }
      value.faults.append(
        Diagnostic(
          NameDiagnostics.unreadableValue, wording.message,
          at: SourceLocation(file, ByteRange(at: UInt32(clamping: fault.offset)))))
    }
    guard document.faults.isEmpty, let root = document.root else {
      if value.reason.isEmpty { value.reason = "there is nothing in it" }
      return value
    }
    if let node = firstNUL(document) {
      value.reason = nul
      guard let file else { return value }
      value.faults.append(
        Diagnostic(
          NameDiagnostics.unreadableValue, nul, at: SourceLocation(file, document[node].range), help: ["remove it"]))
      return value
    }
    guard value.looksAtTexts(document, file) else { return value }
    var writer = ForeignWriter()
    writer.value(root, document)
    guard !writer.isFull else {
      value.reason = ForeignWriter.tooLarge
      guard let file else { return value }
      value.faults.append(
        Diagnostic(
          NameDiagnostics.unreadableValue, ForeignWriter.tooLarge, at: SourceLocation(file, ByteRange(at: 0)),
          help: ["a message has at most \(Limits.bodySize) bytes"]))
      return value
    }
    value.take(writer)
    return value
  }

  /// How many places of a kind are told of a file.
  private static let shownPlaces = 20

  /// Looks for lost characters, which are errors, and for words that were read in another encoding; false if there is no
  /// value with that.
  private mutating func looksAtTexts(_ document: JSONDocument, _ file: FileID?) -> Bool {
    let mayMiss = document.source.hasReplacement || document.source.hasEscapedReplacement
    for node in document.nodes.indices where document[node].kind == .string || document[node].kind == .member {
      let text = document.bytes(of: node)
      guard text.contains(where: { $0 >= 0x80 }) else { continue }
      if mayMiss, text.hasReplacement {
        reason = LostCharacter.message
        guard let file, faults.count < Self.shownPlaces else { continue }
        faults.append(Self.lost(SourceLocation(file, document[node].range)))
      } else if let file, warnings.count < Self.shownPlaces, let found = MisreadText.first(in: text.span) {
        warnings.append(Self.misread(text, found, SourceLocation(file, document[node].range)))
      }
    }
    return reason.isEmpty
  }

  /// The same of a table's cells.
  private mutating func looksAtTexts(_ table: CSVTable, _ file: FileID) -> Bool {
    let mayMiss = table.source.hasReplacement
    for cell in table.head.cells + table.rows.flatMap(\.cells) {
      let text = table.text(cell)
      guard text.contains(where: { $0 >= 0x80 }) else { continue }
      let range = ByteRange(UInt32(clamping: cell.range.lowerBound), UInt32(clamping: cell.range.upperBound))
      if mayMiss, text.hasReplacement {
        reason = LostCharacter.message
        if faults.count < Self.shownPlaces { faults.append(Self.lost(SourceLocation(file, range))) }
      } else if warnings.count < Self.shownPlaces, let found = MisreadText.first(in: text.span) {
        warnings.append(Self.misread(text, found, SourceLocation(file, range)))
      }
    }
    return reason.isEmpty
  }

  private static func lost(_ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.kind(of: .lostCharacter), LostCharacter.message, at: location, help: [LostCharacter.help])
  }

  private static func misread(
    _ text: [UInt8], _ found: (range: ByteRange, reading: String), _ location: SourceLocation
  ) -> Diagnostic {
    let word = String(decoding: text[Int(found.range.start)..<Int(found.range.end)], as: UTF8.self)
    return Diagnostic(
      SyntaxDiagnostics.kind(of: .misreadText), MisreadText.message(word, found.reading), at: location,
      help: [MisreadText.help])
  }

  /// The first string or key of a document with a NUL in it, which JSON can write and no text may hold.
  private static func firstNUL(_ document: JSONDocument) -> Int? {
    document.nodes.indices.first { i in
      (document[i].kind == .string || document[i].kind == .member) && document.bytes(of: i).contains(0)
    }
  }

  /// How many faults of a table are told.
  private static let shownFaults = 100

  /// A table as a list of objects of strings, untrimmed: the header names the keys.
  private static func csv(_ bytes: [UInt8], file: FileID) -> ForeignValue {
    var value = ForeignValue()
    let lines = LineIndex(bytes)
    func fault(_ message: String, _ help: String, line: Int) {
      let range = lines.content(ofLine: min(max(0, line - 1), lines.starts.count - 1), in: bytes)
      if value.reason.isEmpty { value.reason = message }
      value.faults.append(
        Diagnostic(NameDiagnostics.unreadableValue, message, at: SourceLocation(file, range), help: [help]))
    }
    let offset = firstInvalid(bytes)
    guard offset < 0 else {
      fault(
        "the table is no UTF-8", "save it as UTF-8: spreadsheets call it “CSV UTF-8”",
        line: lines.line(at: UInt32(clamping: offset)) + 1)
      return value
    }
    do throws(CSVFault) {
      let (table, faults) = try CSVTable.read(bytes)
      for one in faults.prefix(shownFaults) { fault(one.message, one.help, line: one.line) }
      let rest = faults.count - shownFaults
      if rest > 0 { value.faults[shownFaults - 1].help.append("\(rest) more rows like this are not shown") }
      guard faults.isEmpty, value.looksAtTexts(table, file) else { return value }
      value.isEmptyTable = table.rows.isEmpty
      var writer = ForeignWriter()
      writer.table(table)
      if writer.isFull {
        fault(
          ForeignWriter.tooLarge, "a message has at most \(Limits.bodySize) bytes: leave rows or columns out", line: 1)
        return value
      }
      value.take(writer)
    } catch {
      fault(error.message, error.help, line: error.line)
    }
    return value
  }

  /// The offset of the first byte that is no UTF-8, or -1.
  private static func firstInvalid(_ bytes: [UInt8]) -> Int {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return -1
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// A binary file as Base64 (RFC 4648, section 4), as Flows take images.
  package static func base64(_ bytes: [UInt8]) -> ForeignValue {
    var writer = ForeignWriter()
    writer.begin(ByteRange(0, UInt32(clamping: bytes.count)))
    writer.string(Base64.encode(bytes))
    var value = ForeignValue()
    value.take(writer)
    return value
  }

  private mutating func take(_ writer: ForeignWriter) {
    (source, places) = (writer.bytes, writer.places)
  }
}

/// Writes values as the language writes them.
private struct ForeignWriter {
  var bytes = Array("let value = ".utf8)
  var places = ForeignPlaces()

  /// What is larger than any body, though a let may take a part of it alone, is not written out: a table's header would be
  /// once for each row.
  static let tooLarge = "the file makes a value that is larger than any message"
  private static let most = 64 * Limits.bodySize
  /// Whether there is more than that, and nothing more is written.
  var isFull: Bool { bytes.count > Self.most }

  /// Says that what is written next is `range` of the file.
  mutating func begin(_ range: ByteRange) { places.add(bytes.count, range) }

  private mutating func begin(_ range: Range<Int>) {
    begin(ByteRange(UInt32(clamping: range.lowerBound), UInt32(clamping: range.upperBound)))
  }

  mutating func value(_ node: Int, _ document: JSONDocument) {
    begin(document[node].range)
    switch document[node].kind {
    case .object: list(node, "{", "}", document)
    case .array: list(node, "[", "]", document)
    case .member:
      string(Array(document.bytes(of: node)))
      bytes += Array(": ".utf8)
      if let value = document.value(ofMember: node) { self.value(value, document) }
    case .string: string(Array(document.bytes(of: node)))
    default: bytes += document.written(node)
    }
  }

  mutating func table(_ table: CSVTable) {
    begin(0..<table.source.count)
    bytes.append(0x5B)
    for (i, row) in table.rows.enumerated() where !isFull {
      if i > 0 { bytes += Array(", ".utf8) }
      begin((row.cells.first?.start ?? 0)..<(row.cells.last?.range.upperBound ?? 0))
      bytes.append(0x7B)
      for (k, cell) in row.cells.enumerated() where !isFull {
        if k > 0 { bytes += Array(", ".utf8) }
        begin(table.head.cells[k].range)
        string(table.head.names[k])
        bytes += Array(": ".utf8)
        begin(cell.range)
        string(table.text(cell))
      }
      bytes.append(0x7D)
    }
    bytes.append(0x5D)
  }

  private mutating func list(_ node: Int, _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ document: JSONDocument) {
    bytes.append(UInt8(open.value))
    var isFirst = true
    for child in document.children(of: node) where !isFull {
      if !isFirst { bytes += Array(", ".utf8) }
      isFirst = false
      value(child, document)
    }
    bytes.append(UInt8(close.value))
  }

  mutating func string(_ text: [UInt8]) {
    bytes.append(0x22)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"", "\\", "{", "}": bytes += [0x5C, UInt8(scalar.value)]
      case "\n": bytes += Array("\\n".utf8)
      case "\t": bytes += Array("\\t".utf8)
      case "\r": bytes += Array("\\r".utf8)
      default:
        if scalar.value < 0x20 || isBidirectionalControl(scalar) {
          bytes += Array("\\u{\(String(scalar.value, radix: 16))}".utf8)
        } else {
          bytes += Array(String(scalar).utf8)
        }
      }
    }
    bytes.append(0x22)
  }
}

/// Base64 of RFC 4648, section 4.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    var i = 0
    while i < bytes.count {
      let rest = min(3, bytes.count - i)
      var word = UInt32(bytes[i]) << 16
      if rest > 1 { word |= UInt32(bytes[i + 1]) << 8 }
      if rest > 2 { word |= UInt32(bytes[i + 2]) }
      for k in 0..<4 {
        result.append(k <= rest ? letters[Int(word >> UInt32(18 - 6 * k) & 63)] : UInt8(ascii: "="))
      }
      i += 3
    }
    return result
  }
}
