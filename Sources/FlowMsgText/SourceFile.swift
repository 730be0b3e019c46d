/// The bytes of one file with the name that reports show.
public struct SourceFile: Sendable {
  /// The path as reports show it (`<stdin>` for standard input).
  public var name: String
  /// The whole file, as read.
  public var bytes: [UInt8]

  /// A file called `name` that holds `bytes`.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The largest file there can be: what 32-bit offsets reach, 4 GiB less one byte.
  public static let maximumByteCount = Int(UInt32.max)
}

/// A position for people: line and column from 1, the column in code points.
public struct LinePosition: Hashable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in code points (Unicode scalars).
  public var column: Int

  /// The position at `line` and `column`.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Where the lines of a text start: turns byte offsets into lines and columns, when something is shown.
public struct LineIndex: Sendable {
  /// The offset of the first byte of every line; the first is 0, a byte-order mark counts to the first line.
  public let starts: [UInt32]
  private let count: UInt32

  /// Reads the line ends (LF; CR LF ends with its LF) of `bytes`.
  public init(_ bytes: [UInt8]) {
    var starts: [UInt32] = [0]
    for (i, byte) in bytes.enumerated() where byte == 0x0A { starts.append(UInt32(i) + 1) }
    self.starts = starts
    count = UInt32(bytes.count)
  }

  /// The line, from 0, on which the byte at `offset` is; an offset past the end counts to the last line.
  public func line(at offset: UInt32) -> Int {
    max(starts.partitioningIndex { $0 > offset } - 1, 0)
  }

  /// The bytes of line `line` (from 0) without its line end.
  public func content(ofLine line: Int, in bytes: [UInt8]) -> ByteRange {
    let start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : count
    if end > start, bytes[Int(end) - 1] == 0x0A { end -= 1 }
    if end > start, bytes[Int(end) - 1] == 0x0D { end -= 1 }
    return ByteRange(start, end)
  }

  /// Line and column of the byte at `offset` of `bytes`; a leading byte-order mark takes no column.
  public func position(of offset: UInt32, in bytes: [UInt8]) -> LinePosition {
    let offset = min(offset, count)
    let line = line(at: offset)
    var start = Int(starts[line])
    if line == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) && offset >= 3 { start = 3 }
    var column = 1
    for byte in bytes[start..<max(start, Int(offset))] where byte & 0xC0 != 0x80 { column += 1 }
    return LinePosition(line: line + 1, column: column)
  }
}
