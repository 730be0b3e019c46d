/// Where cells are.
enum CellReference {
  /// The most rows and columns of a sheet.
  static let rowLimit = 1_048_576
  static let columnLimit = 16_384

  /// A whole number of at most 18 digits.
  @inline(__always)
  static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text.count > 0, text.count <= 18 else { return nil }
    var value = 0
    for byte in text {
      guard byte &- 0x30 < 10 else { return nil }
      value = value &* 10 &+ Int(byte &- 0x30)
    }
    return value
  }

  /// The column and row of a reference such as `B12`, both from 1; nil if it is none, or outside of every sheet.
  @inline(__always)
  static func place(_ text: UnsafeBufferPointer<UInt8>) -> (column: Int, row: Int)? {
    var (at, column) = (0, 0)
    while at < text.count, at < 3 {
      let letter = (text[at] & 0xDF) &- 0x40
      guard text[at] > 0x40, letter > 0, letter <= 26 else { break }
      column = column &* 26 &+ Int(letter)
      at &+= 1
    }
    var row = 0
    guard column > 0, column <= columnLimit, at < text.count, text.count &- at <= 7 else { return nil }
    while at < text.count {
      guard text[at] &- 0x30 < 10 else { return nil }
      row = row &* 10 &+ Int(text[at] &- 0x30)
      at &+= 1
    }
    return row > 0 && row <= rowLimit ? (column, row) : nil
  }

  /// The rows of a range such as `A1:D20`, or of a single cell.
  static func rows(_ range: String) -> ClosedRange<Int>? {
    let ends = range.split(separator: ":").compactMap { end in
      Array(end.utf8.filter { $0 != 0x24 }).withUnsafeBufferPointer { place($0)?.row }
    }
    guard let first = ends.first, let last = ends.last else { return nil }
    return min(first, last)...max(first, last)
  }
}
