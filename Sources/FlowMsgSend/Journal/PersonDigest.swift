package import FlowMsgEmit

/// Makes of a person the 64 bits by which a journal knows them: HMAC-SHA-256 (RFC 2104) of the phone number, in the
/// spelling that is the same for all spellings of it, cut to the first eight bytes.
///
/// That keeps numbers from an accidental look, not from somebody who tries all numbers: the key is in the journal.
package struct PersonDigest: Sendable {
  /// The two hashes with the key taken in, as every digest begins with one and ends with the other.
  private let inner: SHA256
  private let outer: SHA256
  /// The key.
  package let key: SHA256Digest

  /// Digests with this key.
  package init(key: SHA256Digest) {
    self.key = key
    (inner, outer) = (Self.begun(key, pad: 0x36), Self.begun(key, pad: 0x5C))
  }

  private static func begun(_ key: SHA256Digest, pad: UInt8) -> SHA256 {
    var hash = SHA256()
    let block = (key.bytes + [UInt8](repeating: 0, count: 32)).map { $0 ^ pad }
    block.withUnsafeBytes { hash.update($0) }
    return hash
  }

  /// The digest of the person with this number, in decimal digits; it is never 0.
  package func callAsFunction(_ person: UInt64) -> UInt64 {
    var digits = InlineArray<20, UInt8>(repeating: 0x30)
    var (rest, start) = (person, 20)
    repeat {
      start &-= 1
      digits[start] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    var hash = inner
    withUnsafeBytes(of: digits) { hash.update(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    let middle = hash.finish().bytes
    var last = outer
    middle.withUnsafeBytes { last.update($0) }
    return max(1, last.finish().first)
  }
}
