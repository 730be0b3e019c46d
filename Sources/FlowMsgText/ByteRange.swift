/// A half-open range of bytes in one source file, counted from 0.
///
/// Offsets are 32 bits wide: a source file is smaller than 4 GiB (`SourceFile.maximumByteCount`). Lines and columns are
/// worked out from it only when something is shown.
public struct ByteRange: Hashable, Sendable, BitwiseCopyable {
  /// The offset of the first byte.
  public var start: UInt32
  /// The offset after the last byte; never less than `start`.
  public var end: UInt32

  /// The range from `start` up to, not including, `end`.
  @inlinable
  public init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = end
  }

  /// The empty range at `offset`.
  @inlinable
  public init(at offset: UInt32) {
    self.init(offset, offset)
  }

  /// The number of bytes; 0 where `end` lies before `start`.
  @inlinable
  public var count: Int { end > start ? Int(end &- start) : 0 }

  /// What is between the first byte and the last, as between the quotes of a string. Empty, at the end, where there are
  /// not two bytes: a string that nothing closes may be no more than its opening quote.
  @inlinable
  public var inner: ByteRange {
    count < 2 ? ByteRange(at: end) : ByteRange(start &+ 1, end &- 1)
  }

  /// Whether the range covers no byte.
  @inlinable
  public var isEmpty: Bool { start == end }

  /// The smallest range that covers this one and `other`.
  public func union(_ other: ByteRange) -> ByteRange {
    ByteRange(min(start, other.start), max(end, other.end))
  }

  /// The range whose offsets count from `origin`, where those of this one count from what it counts from.
  @inlinable
  package func relative(to origin: UInt32) -> ByteRange {
    ByteRange(start > origin ? start &- origin : 0, end > origin ? end &- origin : 0)
  }

  /// The range whose offsets count from where those of `origin` do, which itself is what those of this one count from.
  @inlinable
  package func moved(by origin: UInt32) -> ByteRange {
    ByteRange(UInt32(clamping: Int(start) + Int(origin)), UInt32(clamping: Int(end) + Int(origin)))
  }

  /// Whether every byte of `other` lies in this range.
  public func contains(_ other: ByteRange) -> Bool {
    start <= other.start && other.end <= end
  }
}

/// Which text a range counts from: a source file, as an index into the list of files that a compilation has read.
///
/// While files are compiled it is a declaration of one of them: a place in a declaration stays the same wherever the
/// declaration moves in its file. What a compilation gives back names files alone; see `Places`.
public struct FileID: Hashable, Sendable, BitwiseCopyable, Comparable {
  /// The index, from 0.
  public var rawValue: UInt32

  /// The file at `rawValue` in the compilation's list.
  @inlinable
  public init(_ rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// No file: what is reported is about what was asked for, and not about a source. Behind every file in order.
  public static var none: FileID { FileID(.max) }

  /// The declaration `number` of a compilation, counted from 0 through all files.
  @inlinable
  package init(declaration number: UInt32) {
    rawValue = FileID.declarationBit | number
  }

  /// The declaration's number; nil for a file.
  @inlinable
  package var declaration: UInt32? {
    rawValue < FileID.declarationBit || rawValue == .max ? nil : rawValue & ~FileID.declarationBit
  }

  /// What tells a declaration from a file; there are fewer than 2³¹ of either.
  @usableFromInline static let declarationBit: UInt32 = 1 << 31

  /// Files are ordered as the compilation lists them.
  public static func < (a: FileID, b: FileID) -> Bool { a.rawValue < b.rawValue }
}

/// A place in a file, or in a declaration while files are compiled.
public struct SourceLocation: Hashable, Sendable, BitwiseCopyable {
  /// The file.
  public var file: FileID
  /// The bytes of it.
  public var range: ByteRange

  /// The bytes `range` of `file`.
  public init(_ file: FileID, _ range: ByteRange) {
    self.file = file
    self.range = range
  }
}
