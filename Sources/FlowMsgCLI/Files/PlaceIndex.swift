import FlowMsgText

/// Lines and columns of many places in one file, in any order: a file may be a single line of many megabytes.
struct PlaceIndex {
  private let bytes: [UInt8]
  private let lines: LineIndex
  /// How many code points begin before each multiple of `stride`.
  private var counts: [Int] = [0]

  private static let stride = 256

  /// The index of a file.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = LineIndex(bytes)
    for block in Swift.stride(from: 0, to: bytes.count, by: Self.stride) {
      let end = min(bytes.count, block + Self.stride)
      counts.append(counts[counts.count - 1] + Self.count(bytes[block..<end]))
    }
  }

  /// Line and column of the byte at `offset`; a leading byte-order mark takes no column.
  func position(of offset: UInt32) -> LinePosition {
    let offset = min(Int(offset), bytes.count)
    let line = lines.line(at: UInt32(offset))
    let mark = line == 0 && offset >= 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 1 : 0
    let column = points(before: offset) - points(before: Int(lines.starts[line])) - mark + 1
    return LinePosition(line: line + 1, column: column)
  }

  private func points(before offset: Int) -> Int {
    let block = offset / Self.stride
    return counts[block] + Self.count(bytes[(block * Self.stride)..<offset])
  }

  private static func count(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
