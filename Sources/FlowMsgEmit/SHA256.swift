/// SHA-256 as FIPS 180-4 has it, fed piece by piece. Written out, since the core imports no library that has it.
package struct SHA256 {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var pending = InlineArray<64, UInt8>(repeating: 0)
  private var byteCount: UInt64 = 0

  /// The hash of no bytes so far.
  package init() {}

  /// The digest of `bytes`.
  package static func digest(of bytes: UnsafeRawBufferPointer) -> SHA256Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// The digest of `bytes`.
  package static func digest(of bytes: [UInt8]) -> SHA256Digest { bytes.withUnsafeBytes { digest(of: $0) } }

  /// Feeds more bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var at = 0
    var filled = Int(byteCount & 63)
    byteCount &+= UInt64(bytes.count)
    while at < bytes.count {
      if filled == 0, bytes.count - at >= 64 {
        compress(UnsafeRawBufferPointer(rebasing: bytes[at..<at + 64]))
        at += 64
      } else {
        pending[filled] = bytes[at]
        at += 1
        filled += 1
        if filled == 64 {
          compressPending()
          filled = 0
        }
      }
    }
  }

  /// Pads the message, ends it, and gives its digest.
  package consuming func finish() -> SHA256Digest {
    let bits = byteCount &* 8
    var at = Int(byteCount & 63)
    pending[at] = 0x80
    at += 1
    if at > 56 {
      while at < 64 { pad(&at) }
      compressPending()
      at = 0
    }
    while at < 56 { pad(&at) }
    for i in 0..<8 { pending[63 - i] = UInt8(truncatingIfNeeded: bits >> UInt64(8 * i)) }
    compressPending()
    return SHA256Digest(state)
  }

  private mutating func pad(_ at: inout Int) {
    pending[at] = 0
    at += 1
  }

  private mutating func compressPending() {
    let block = pending
    withUnsafeBytes(of: block) { compress($0) }
  }

  /// The compression of one block of 64 bytes (6.2.2); the schedule is kept as the sixteen words that are still needed.
  private mutating func compress(_ block: UnsafeRawBufferPointer) {
    var words = InlineArray<16, UInt32>(repeating: 0)
    for i in 0..<16 { words[i] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 4 * i, as: UInt32.self)) }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for i in 0..<64 {
      if i >= 16 { SHA256.extend(&words, i & 15) }
      let choice = (e & f) ^ (~e & g)
      let first = h &+ (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) &+ choice &+ roundConstants[i] &+ words[i & 15]
      let majority = (a & b) ^ (a & c) ^ (b & c)
      let second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) &+ majority
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    let sums: InlineArray<8, UInt32> = [a, b, c, d, e, f, g, h]
    for i in 0..<8 { state[i] &+= sums[i] }
  }

  /// The next word of the schedule, in the place of the one sixteen before it.
  @inline(__always)
  private static func extend(_ words: inout InlineArray<16, UInt32>, _ i: Int) {
    let early = words[(i &+ 1) & 15]
    let late = words[(i &+ 14) & 15]
    let small = turn(early, 7) ^ turn(early, 18) ^ (early >> 3)
    let large = turn(late, 17) ^ turn(late, 19) ^ (late >> 10)
    words[i] = words[i] &+ small &+ words[(i &+ 9) & 15] &+ large
  }
}

/// A SHA-256 digest: 32 bytes.
package struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
  /// The bytes as four words, the first byte the highest of the first.
  private var words = InlineArray<4, UInt64>(repeating: 0)

  init(_ state: borrowing InlineArray<8, UInt32>) {
    for i in 0..<4 { words[i] = UInt64(state[2 * i]) << 32 | UInt64(state[2 * i + 1]) }
  }

  /// The digest that 64 hexadecimal digits spell, in lower case as they are written.
  package init?(hex: String) {
    guard hex.utf8.count == 64 else { return nil }
    for (i, digit) in hex.utf8.enumerated() {
      switch digit {
      case 0x30...0x39: words[i >> 4] = words[i >> 4] << 4 | UInt64(digit - 0x30)
      case 0x61...0x66: words[i >> 4] = words[i >> 4] << 4 | UInt64(digit - 0x57)
      default: return nil
      }
    }
  }

  /// 64 hexadecimal digits, in lower case.
  package var hex: String {
    var text = ""
    for i in 0..<4 {
      let digits = String(words[i], radix: 16)
      text += String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
    return text
  }

  /// The digest of these 32 bytes.
  package init(bytes: some Collection<UInt8>) {
    for (i, byte) in bytes.prefix(32).enumerated() { words[i >> 3] = words[i >> 3] << 8 | UInt64(byte) }
  }

  /// The 32 bytes.
  package var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 >> 3] >> UInt64(56 - 8 * ($0 & 7))) }
  }

  /// The first eight bytes as a number, the first byte the highest.
  package var first: UInt64 { words[0] }

  /// The digits.
  package var description: String { hex }

  /// Digests are equal when all their bytes are.
  package static func == (a: SHA256Digest, b: SHA256Digest) -> Bool {
    (0..<4).allSatisfy { a.words[$0] == b.words[$0] }
  }

  /// Feeds the first bytes, which are as mixed as any.
  package func hash(into hasher: inout Hasher) { hasher.combine(words[0]) }
}

@inline(__always)
private func turn(_ word: UInt32, _ places: UInt32) -> UInt32 { word &>> places | word &<< (32 &- places) }

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (4.2.2).
private let roundConstants: InlineArray<64, UInt32> = [
  0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
  0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
  0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
  0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
  0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
  0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
  0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
  0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
]
