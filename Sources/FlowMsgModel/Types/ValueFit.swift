/// A text that may be a value.
public struct ValueText {
  /// Its UTF-8.
  public var bytes: UnsafeBufferPointer<UInt8>
  /// Its length in code points, where the type asks for it.
  public var codePoints: Int
  /// Whether it may be another text's equal in another Unicode normalization: that is looked at where a row or JSON gives it.
  public var isWide: Bool

  /// A text that was measured already.
  @inlinable
  public init(_ bytes: UnsafeBufferPointer<UInt8>, codePoints: Int, isWide: Bool) {
    (self.bytes, self.codePoints, self.isWide) = (bytes, codePoints, isWide)
  }

  /// A text of a source: it is what its bytes are. `isCounted` if its length is asked for.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, isCounted: Bool) {
    var count = 0
    if isCounted { for byte in bytes where byte & 0xC0 != 0x80 { count &+= 1 } }
    self.init(bytes, codePoints: count, isWide: false)
  }
}

/// Whether a text is a value of a type.
package enum ValueFit {
  /// It is.
  case fits
  /// It is this word of the type in another Unicode normalization.
  case fitsAs(PoolRange)
  /// It is longer or shorter than the bounds say.
  case length
  /// It is a number outside of the bounds.
  case outside
  /// It is something else.
  case other
  /// No text is a value of the type.
  case notText
}

/// Whether a text with holes is a value of a type.
package enum InterpolatedFit {
  /// Whatever fills the holes.
  case fits
  /// That depends on what may fill them.
  case depends
  /// It never is.
  case wrong
}

/// How short and how long the text of a value can be, in code points.
package struct TextLength: Equatable {
  /// The least.
  package var least: Int
  /// The greatest; nil where nothing bounds it.
  package var most: Int?

  /// A length from `least` to `most`.
  package init(least: Int, most: Int?) { (self.least, self.most) = (least, most) }
}

/// Why the values of one type are not all of another: where, and the two types there.
package struct TypeMismatch {
  /// The path inside the value, such as `[].title`; empty for the value itself.
  package var path: String
  /// The type that the parameter has there, or -1 where it has nothing.
  package var given: Int
  /// The type that is expected there, or -1 where nothing is.
  package var expected: Int
  /// The key that is missing, unknown or optional, if that is what is wrong.
  package var key: String?
  /// What is wrong with the key.
  package var keyProblem = KeyProblem.none

  /// What is wrong with a key.
  package enum KeyProblem { case none, missing, unknown, optional }
}
