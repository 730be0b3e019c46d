/// Bytes in the pool of `Contracts`.
public struct PoolRange: Hashable, Sendable, BitwiseCopyable {
  /// The first byte.
  public var start: UInt32
  /// The byte after the last.
  public var end: UInt32

  /// The bytes from `start` up to `end`.
  @inlinable
  public init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = end
  }

  /// No bytes: an absent bound.
  public static let none = PoolRange(0, 0)
}

/// How an object is held to its shape.
public enum Strictness: UInt8, Sendable, BitwiseCopyable {
  /// A missing or unknown key is an error: contracts written in source, plain objects of Flow JSON.
  case exact
  /// A missing or unknown key is a note, keys that carry actions not even that: objects inside `items` of Flow JSON.
  case items
  /// Any keys: an object of Flow JSON without `properties`.
  case open
}

/// One type: the one value that describes what a value may be, for parameters, Flows and open forms. Laid flat in
/// `Contracts.types`; what is known of its kind is in `TypeKind.facts`.
public struct TypeNode: Sendable, BitwiseCopyable {
  /// What kind of value.
  public let kind: TypeKind
  /// What its values are made of. This and the next are of the kind's facts, and asked for at every value.
  public let content: TypeContent
  /// Whether its values are texts.
  public let isText: Bool
  /// How a shape is held.
  public var strictness: Strictness
  /// Where it was written.
  public var origin: Origin
  /// The lower bound as it was written, or `.none`.
  public var minimum: PoolRange
  /// The upper bound as it was written, or `.none`.
  public var maximum: PoolRange
  /// The least whole number within the bounds, once `Contracts.add` has read them: a length, a count of items or an integer is
  /// compared with it.
  public package(set) var least = Int.min
  /// The greatest one.
  public package(set) var most = Int.max
  /// The first of what it is made of; see `TypeKind`.
  public var first: UInt32
  /// How many it is made of.
  public var count: UInt32
  /// Where components show it: `Contracts.uses[firstUse ..< firstUse + useCount]`.
  public var firstUse: UInt32 = 0
  /// At how many places.
  public var useCount: UInt32 = 0

  /// A type.
  public init(
    _ kind: TypeKind, origin: Origin, strictness: Strictness = .exact, minimum: PoolRange = .none,
    maximum: PoolRange = .none, first: UInt32 = 0, count: UInt32 = 0
  ) {
    (self.kind, content, isText) = (kind, kind.facts.content, kind.facts.isText)
    self.strictness = strictness
    self.origin = origin
    self.minimum = minimum
    self.maximum = maximum
    self.first = first
    self.count = count
  }

  /// Whether it has a bound.
  @inlinable public var isBounded: Bool { minimum != .none || maximum != .none }

  /// The places of its choices or members in the table of all.
  @inlinable public var parts: Range<Int> { Int(first)..<(Int(first) &+ Int(count)) }

  /// Works out `least` and `most`; the bounds are in `pool`.
  mutating func readBounds(_ pool: UnsafeBufferPointer<UInt8>) {
    let bytes = { (range: PoolRange) in UnsafeBufferPointer(rebasing: pool[Int(range.start)..<Int(range.end)]) }
    least = minimum == .none ? .min : DecimalOrder.ceiling(of: bytes(minimum))
    most = maximum == .none ? .max : DecimalOrder.floor(of: bytes(maximum))
  }
}

/// One member of a shape.
public struct TypeField: Sendable, BitwiseCopyable {
  /// The key's bytes in the pool.
  public var key: PoolRange
  /// Its type, an index into `Contracts.types`.
  public var type: UInt32
  /// Whether a value may leave it out.
  public var isOptional: Bool
  /// Whether a `data-source` of a choosing component is bound to it: its items need `id` and `title`.
  public var isDataSource: Bool
  /// Where the key was written.
  public var origin: Origin

  /// A member.
  public init(key: PoolRange, type: UInt32, isOptional: Bool, isDataSource: Bool = false, origin: Origin) {
    self.key = key
    self.type = type
    self.isOptional = isOptional
    self.isDataSource = isDataSource
    self.origin = origin
  }
}
