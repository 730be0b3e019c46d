package import FlowMsgEmit
package import FlowMsgRows
import FlowMsgSend

/// What one look at the bytes of recipients says, before any row is read.
package struct ListSummary: Sendable {
  /// The digest of all bytes.
  package let digest: SHA256Digest
  /// How many rows there may be at most: lines on which anything is written.
  package let lines: Int

  /// Looks at all bytes.
  package init(_ file: any RecipientStore) throws(RowsFailure) {
    let reader = file.reader()
    var hash = SHA256()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    var (count, isWritten) = (0, false)
    do throws(StoreFailure) {
      while true {
        let got = try reader.read(into: buffer)
        if got == 0 { break }
        let block = UnsafeRawBufferPointer(rebasing: buffer[..<got])
        hash.update(block)
        for byte in block {
          if byte == 0x0A || byte == 0x0D {
            count &+= isWritten ? 1 : 0
            isWritten = false
          } else if byte > 0x20 {
            isWritten = true
          }
        }
      }
    } catch {
      throw RowsFailure("cannot read the recipients: \(error.reason)")
    }
    (digest, lines) = (hash.finish(), count + 1)
  }
}
