import FlowMsgText

/// One user-perceived character of a source, as a terminal may be shown it.
struct Cell {
  /// The bytes it represents.
  var bytes: ByteRange
  /// What is shown: never a control, an invisible or a bidirectional character.
  var text: String
  /// The columns that `text` takes, at least 1.
  var width: Int
}

/// Turns bytes into what may be shown of them.
///
/// A tab is four blanks, wherever it is: with tab stops the place of everything after it would hang on the column where a
/// cut line begins. Other controls are shown as their pictures (`␀`), invisible and bidirectional characters by
/// number (`<U+202E>`), bytes that are no UTF-8 as `�`.
struct CellReader {
  private var cells: [Cell] = []
  /// Scalars that may join into clusters, not yet made into cells, with the offset of each.
  private var run = String.UnicodeScalarView()
  private var runOffsets: [UInt32] = []

  /// The cells of `bytes[range]`.
  static func read(_ bytes: [UInt8], _ range: ByteRange) -> [Cell] {
    var reader = CellReader()
    reader.readAll(bytes, range)
    return reader.cells
  }

  private mutating func readAll(_ bytes: [UInt8], _ range: ByteRange) {
    var input = bytes[Int(range.start)..<Int(range.end)].makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var offset = range.start
    while true {
      switch parser.parseScalar(from: &input) {
      case .valid(let encoded):
        let end = offset + UInt32(encoded.count)
        take(Unicode.UTF8.decode(encoded), ByteRange(offset, end))
        offset = end
      case .error(let length):
        let end = offset + UInt32(length)
        take("\u{FFFD}", ByteRange(offset, end), alone: true)
        offset = end
      case .emptyInput:
        endRun(at: offset)
        return
      }
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar, _ bytes: ByteRange, alone: Bool = false) {
    let replacement = alone ? String(scalar) : Self.replacement(for: scalar)
    guard let replacement else {
      run.append(scalar)
      runOffsets.append(bytes.start)
      return
    }
    endRun(at: bytes.start)
    cells.append(Cell(bytes: bytes, text: replacement, width: replacement.unicodeScalars.count))
  }

  /// Makes cells of the clusters that have gathered; `end` is the offset after them.
  private mutating func endRun(at end: UInt32) {
    var index = 0
    for cluster in String(run) {
      let start = runOffsets[index]
      index += cluster.unicodeScalars.count
      let stop = index < runOffsets.count ? runOffsets[index] : end
      cells.append(Self.cell(cluster, ByteRange(start, stop)))
    }
    run = String.UnicodeScalarView()
    runOffsets.removeAll(keepingCapacity: true)
  }

  /// A mark with nothing to sit on gets a dotted circle; a joiner or tag that joins nothing is shown by number.
  private static func cell(_ cluster: Character, _ bytes: ByteRange) -> Cell {
    let scalars = cluster.unicodeScalars
    if scalars.count == 1, let only = scalars.first, only.value < 0x300 {
      return Cell(bytes: bytes, text: String(cluster), width: 1)
    }
    var kept = String.UnicodeScalarView()
    var numbers = ""
    for scalar in scalars {
      if kept.isEmpty && isJoiner(scalar) || isStray(scalar, after: kept) {
        numbers += number(scalar)
      } else {
        if kept.isEmpty && Width.isMark(scalar) { kept.append("\u{25CC}") }
        kept.append(scalar)
      }
    }
    let text = String(kept)
    let width = text.reduce(0) { $0 + Width.of($1) }
    return Cell(bytes: bytes, text: text + numbers, width: width + numbers.utf8.count)
  }

  /// Whether a joiner or a tag is where no script and no emoji uses one: after a Latin letter, say.
  private static func isStray(_ scalar: Unicode.Scalar, after kept: String.UnicodeScalarView) -> Bool {
    guard isJoiner(scalar) else { return false }
    if isTag(scalar) { return kept.first != "\u{1F3F4}" }
    return (kept.last?.value ?? 0) < 0x300
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{200C}" || scalar == "\u{200D}" || isTag(scalar)
  }

  private static func isTag(_ scalar: Unicode.Scalar) -> Bool {
    (0xE0020...0xE007F).contains(scalar.value)
  }

  /// What is shown for a scalar that may not be shown itself; nil for one that may.
  private static func replacement(for scalar: Unicode.Scalar) -> String? {
    if scalar.value >= 0x20 && scalar.value < 0x7F { return nil }
    if scalar == "\t" { return "    " }
    if scalar.value < 0x20 { return Unicode.Scalar(0x2400 + scalar.value).map { String($0) } }
    if scalar.value == 0x7F { return "\u{2421}" }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return number(scalar)
    case .format: return isJoiner(scalar) ? nil : number(scalar)
    default: return nil
    }
  }

  private static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)>"
  }
}

/// `text` as it may be shown on one line of a terminal.
func visible(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
  let bytes = Array(text.utf8)
  guard let count = UInt32(exactly: bytes.count) else { return "\u{FFFD}" }
  return CellReader.read(bytes, ByteRange(0, count)).reduce(into: "") { $0 += $1.text }
}
