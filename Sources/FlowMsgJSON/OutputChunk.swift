/// A run of bytes that was emitted; owns its memory.
///
/// Read-only from the moment it exists, hence safe to share between threads.
public final class OutputChunk: @unchecked Sendable {
  /// The bytes, valid as long as this object is.
  public let bytes: UnsafeRawBufferPointer
  private let base: UnsafeMutableRawPointer

  /// Takes over `base`, allocated as raw memory, of which the first `count` bytes are filled.
  init(adopting base: UnsafeMutableRawPointer, count: Int) {
    self.base = base
    bytes = UnsafeRawBufferPointer(start: base, count: count)
  }

  deinit { base.deallocate() }
}
