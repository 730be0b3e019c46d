package import FlowMsgRows
package import FlowMsgSend

/// Recipients that are read as they were when they were first read: what was checked is what is sent.
///
/// Somebody may save the file, touch it or add to it meanwhile. Its bytes decide: each piece is compared with what it was
/// before any row of it is used, and what is new behind the last byte is not read.
package final class CheckedRecipients: RecipientStore {
  private let store: any RecipientStore
  private let digests: [Int]
  package let size: Int
  /// What the first look at them says.
  package let summary: ListSummary

  private static let pieceSize = 1 << 16

  /// Looks at all bytes.
  package init(_ store: any RecipientStore) throws(RowsFailure) {
    self.store = store
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 16)
    defer { buffer.deallocate() }
    var summary = ListSummaryBuilder()
    var (digests, size) = ([Int](), 0)
    do throws(StoreFailure) {
      while true {
        let piece = try Self.fill(buffer, store, at: size)
        if piece.isEmpty { break }
        summary.add(piece)
        digests.append(Self.digest(piece))
        size += piece.count
      }
    } catch {
      throw RowsFailure("cannot read the recipients: \(error.reason)")
    }
    (self.digests, self.size, self.summary) = (digests, size, summary.finish())
  }

  package var hasChanged: Bool { store.hasChanged }

  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    guard offset < size, !buffer.isEmpty else { return 0 }
    let index = offset / Self.pieceSize
    let start = index * Self.pieceSize
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: min(Self.pieceSize, size - start), alignment: 16)
    defer { memory.deallocate() }
    let piece: UnsafeRawBufferPointer
    do throws(StoreFailure) { piece = try Self.fill(memory, store, at: start) } catch {
      // Fewer bytes than before are known as a change where they end.
      throw hasChanged ? Self.changed : error
    }
    guard piece.count == memory.count, Self.digest(piece) == digests[index] else { throw Self.changed }
    let rest = UnsafeRawBufferPointer(rebasing: piece[(offset - start)...].prefix(buffer.count))
    buffer.copyMemory(from: rest)
    return rest.count
  }

  private static let changed = StoreFailure("the file was changed while it was sent")

  /// As many bytes as there are and fit.
  private static func fill(
    _ buffer: UnsafeMutableRawBufferPointer, _ store: any RecipientStore, at offset: Int
  ) throws(StoreFailure) -> UnsafeRawBufferPointer {
    var count = 0
    while count < buffer.count {
      let got = try store.read(at: offset + count, into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      if got <= 0 { break }
      count += got
    }
    return UnsafeRawBufferPointer(rebasing: buffer[..<count])
  }

  /// With a key of the process: it is compared with nothing from outside.
  private static func digest(_ piece: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: piece)
    return hasher.finalize()
  }
}
