package import FlowMsgEmit

/// What one look at the bytes of recipients says, before any row is read.
package struct ListSummary: Sendable {
  /// The digest of all bytes.
  package let digest: SHA256Digest
  /// How many rows there may be at most: lines on which anything is written.
  package let lines: Int
}

/// Makes a summary of bytes that come in pieces.
struct ListSummaryBuilder {
  private var hash = SHA256()
  private var count = 0
  /// Whether anything is written on the line that has not ended.
  private var isWritten = false
  /// Whether the text is an array of objects, of which each is a row; nil before anything is written.
  private var isArray: Bool?

  /// Looks at the next bytes.
  mutating func add(_ block: UnsafeRawBufferPointer) {
    hash.update(block)
    if isArray == nil { isArray = block.first { $0 > 0x20 && $0 < 0x80 }.map { $0 == 0x5B } }
    if isArray == true { return count &+= block.count { $0 == 0x7B } }
    var (count, isWritten) = (self.count, self.isWritten)
    for byte in block {
      if byte == 0x0A || byte == 0x0D {
        count &+= isWritten ? 1 : 0
        isWritten = false
      } else if byte > 0x20 {
        isWritten = true
      }
    }
    (self.count, self.isWritten) = (count, isWritten)
  }

  /// The summary of all that was added.
  consuming func finish() -> ListSummary { ListSummary(digest: hash.finish(), lines: count + 1) }
}
