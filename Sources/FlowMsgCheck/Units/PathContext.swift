import FlowMsgSyntax
import FlowMsgText

/// What the names of a path are ranges of, and the file that sees them.
struct PathContext: BitwiseCopyable {
  /// The bytes of the declaration in which it is written.
  var bytes: UnsafeBufferPointer<UInt8>
  /// What places in them count from.
  var file: FileID
  /// The unit in whose sight its names are.
  var unit: Int

  subscript(range: ByteRange) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(range.start)..<Int(range.end)])
  }

  func string(_ range: ByteRange) -> String { String(decoding: self[range], as: UTF8.self) }
  func location(_ range: ByteRange) -> SourceLocation { SourceLocation(file, range) }
}
