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

  /// Adds a type, its bounds read, and gives its index.
  public mutating func add(_ type: TypeNode) -> UInt32 {
    var type = type
    if type.isBounded { pool.withUnsafeBufferPointer { type.readBounds($0) } }
    types.append(type)
    return UInt32(truncatingIfNeeded: types.count - 1)
  }

  /// The text of pooled bytes.
  public func string(_ range: PoolRange) -> String {
    String(decoding: pool[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }
}
