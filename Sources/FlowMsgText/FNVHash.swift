/// The hash FNV-1a of 64 bits: short, quick for short texts, and the same in every run and on every machine. No defence against
/// whoever wants two texts to have one hash.
package struct FNVHash: BitwiseCopyable, Sendable {
  /// The hash of what was taken so far.
  package private(set) var value: UInt64

  /// The hash of nothing; another `seed` makes another hash.
  package init(seed: UInt64 = 0) { value = 0xCBF2_9CE4_8422_2325 ^ seed }

  /// Takes one more byte.
  package mutating func combine(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
