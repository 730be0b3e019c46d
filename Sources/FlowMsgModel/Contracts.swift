/// Bytes in the pool of `Contracts`.
public struct PoolRange: Hashable, Sendable {
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

/// What kind of value a type describes.
public enum TypeKind: UInt8, Sendable {
  /// A text; bounds count code points.
  case string
  /// A whole number that fits 64 bits.
  case integer
  /// A number.
  case number
  /// `true` or `false`.
  case boolean
  /// One of `choices[first ..< first + count]`.
  case oneOf
  /// A list; its element's type is `first`, bounds count items.
  case list
  /// An object; its members are `fields[first ..< first + count]`.
  case shape
  /// Anything but `null`.
  case any
  /// A type that is already reported as broken: fits everything, silently.
  case broken
}

/// How an object is held to its shape.
public enum Strictness: UInt8, Sendable {
  /// A missing or unknown key is an error: contracts written in source, plain objects of Flow JSON.
  case exact
  /// A missing or unknown key is a note, keys that carry actions not even that: objects inside `items` of Flow JSON.
  case items
  /// Any keys: an object of Flow JSON without `properties`.
  case open
}

/// One type, laid flat in `Contracts.types`.
public struct TypeNode: Sendable {
  /// What kind of value.
  public var kind: TypeKind
  /// How a shape is held.
  public var strictness: Strictness
  /// Where it was written.
  public var origin: Origin
  /// The lower bound as it was written, or `.none`.
  public var minimum: PoolRange
  /// The upper bound as it was written, or `.none`.
  public var maximum: PoolRange
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
    self.kind = kind
    self.strictness = strictness
    self.origin = origin
    self.minimum = minimum
    self.maximum = maximum
    self.first = first
    self.count = count
  }
}

/// One member of a shape.
public struct TypeField: Sendable {
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

/// A screen of a Flow.
public struct ScreenContract: Sendable {
  /// The id's bytes in the pool.
  public var id: PoolRange
  /// Whether a message may open the Flow here.
  public var isEntry: Bool
  /// Whether its data could be read; if not, nothing is said about a message's data.
  public var isReadable: Bool
  /// The shape of its data, an index into `Contracts.types`.
  public var shape: UInt32
  /// Where the id was written.
  public var origin: Origin
  /// What of its own keeps it from being read, if something does.
  public var fault: Origin?
  /// What is in order in its data: `Contracts.orders[firstOrder ..< firstOrder + orderCount]`.
  public var firstOrder: UInt32 = 0
  /// How many orders.
  public var orderCount: UInt32 = 0

  /// A screen.
  public init(id: PoolRange, isEntry: Bool, isReadable: Bool, shape: UInt32, origin: Origin, fault: Origin? = nil) {
    self.id = id
    self.isEntry = isEntry
    self.isReadable = isReadable
    self.shape = shape
    self.origin = origin
    self.fault = fault
  }
}

/// What a Flow asks of the messages that open it.
public struct FlowContract: Sendable {
  /// Its screens: `Contracts.screens[firstScreen ..< firstScreen + screenCount]`.
  public var firstScreen: UInt32
  /// How many screens.
  public var screenCount: UInt32
  /// Whether the Flow has an endpoint (`data_api_version`), which may supply the data.
  public var hasEndpoint: Bool
  /// Whether it was read from Flow JSON; a contract written in source says nothing about endpoints.
  public var isFromFlowJSON: Bool
  /// Whether its screens could be read at all; if not, nothing is said about a message's screen.
  public var isReadable: Bool
  /// What keeps its file from being read to its end, if something does.
  public var fault: Origin?

  /// A Flow.
  public init(
    firstScreen: UInt32, screenCount: UInt32, hasEndpoint: Bool, isFromFlowJSON: Bool, isReadable: Bool,
    fault: Origin? = nil
  ) {
    self.fault = fault
    self.firstScreen = firstScreen
    self.screenCount = screenCount
    self.hasEndpoint = hasEndpoint
    self.isFromFlowJSON = isFromFlowJSON
    self.isReadable = isReadable
  }
}

/// All contracts of a compilation, laid flat: read by several threads at once without counting references.
public struct Contracts: Sendable {
  /// All types.
  public var types: ContiguousArray<TypeNode> = []
  /// The members of all shapes; those of one shape are neighbours.
  public var fields: ContiguousArray<TypeField> = []
  /// The choices of all one-of types; those of one type are neighbours.
  public var choices: ContiguousArray<PoolRange> = []
  /// All screens; those of one Flow are neighbours.
  public var screens: ContiguousArray<ScreenContract> = []
  /// All Flows.
  public var flows: ContiguousArray<FlowContract> = []
  /// Where components show the values of types; those of one type are neighbours.
  public var uses: ContiguousArray<PropertyUse> = []
  /// What is in order in the data of screens; those of one screen are neighbours.
  public var orders: ContiguousArray<PropertyOrder> = []
  /// The keys of paths in data; those of one path are neighbours.
  public var keys: ContiguousArray<PoolRange> = []
  /// The bytes of all keys, ids, choices and bounds.
  public var pool: ContiguousArray<UInt8> = []

  /// No contracts.
  public init() {}

  /// Puts `bytes` into the pool.
  public mutating func intern(_ bytes: some Collection<UInt8>) -> PoolRange {
    let start = UInt32(truncatingIfNeeded: pool.count)
    pool.append(contentsOf: bytes)
    return PoolRange(start, UInt32(truncatingIfNeeded: pool.count))
  }

  /// Puts `bytes` into the pool; the one above is a call for each byte from other modules.
  public mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> PoolRange {
    let start = UInt32(truncatingIfNeeded: pool.count)
    pool.append(contentsOf: bytes)
    return PoolRange(start, UInt32(truncatingIfNeeded: pool.count))
  }

  /// Adds a type and gives its index.
  public mutating func add(_ type: TypeNode) -> UInt32 {
    types.append(type)
    return UInt32(truncatingIfNeeded: types.count - 1)
  }

  /// The text of pooled bytes.
  public func string(_ range: PoolRange) -> String {
    String(decoding: pool[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }
}
