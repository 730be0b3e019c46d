/// A place at which a component of a Flow shows a value of the data, or takes one from it.
public struct PropertyUse: Sendable {
  /// What of a component and of its Flow's version changes what is accepted.
  public struct Traits: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt8
    /// The traits of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Labels may be blank: before version 6.0.
    public static let takesBlanks = Traits(rawValue: 1)
    /// Days may be milliseconds since 1970: before version 5.0.
    public static let takesMilliseconds = Traits(rawValue: 2)
    /// Pictures of options may have 300 KB: before version 6.0.
    public static let takesLargerPictures = Traits(rawValue: 4)
    /// The component itself says what a tap does.
    public static let componentActs = Traits(rawValue: 8)
    /// The component shows large pictures.
    public static let showsLargePictures = Traits(rawValue: 16)
  }

  /// The number of the property's rule.
  public var row: UInt16
  /// What of the component changes what is accepted.
  public var traits: Traits
  /// A string of at most so many bytes that begins with a visible character is accepted whatever it says; 0 if none is.
  public var plainLength: UInt32
  /// The screen whose layout has the component, an index into `Contracts.screens`.
  public var screen: UInt32
  /// Where the binding was written.
  public var origin: Origin
  /// The keys that lead from the type's value to the one that is shown: `Contracts.keys[firstKey ..< firstKey + keyCount]`.
  public var firstKey: UInt32 = 0
  /// How many keys.
  public var keyCount: UInt32 = 0

  /// A use.
  public init(row: UInt16, traits: Traits, plainLength: UInt32, screen: UInt32, origin: Origin) {
    (self.row, self.traits, self.plainLength) = (row, traits, plainLength)
    (self.screen, self.origin) = (screen, origin)
  }
}

/// Two properties of one component, of which the first cannot be above the second.
public struct PropertyOrder: Sendable {
  /// One of the two.
  public struct Side: Sendable {
    /// The number of the property's rule.
    public var row: UInt16
    /// The keys that lead to its value from the screen's data, as in `PropertyUse`; none for a value of the Flow's own.
    public var firstKey: UInt32 = 0
    /// How many keys.
    public var keyCount: UInt32 = 0
    /// The value of the Flow's own: a day, or a number.
    public var literal = PoolRange.none
    /// Where it was written.
    public var origin: Origin

    /// A side without a value.
    public init(row: UInt16, origin: Origin) { (self.row, self.origin) = (row, origin) }
  }

  /// The one that cannot be above the other.
  public var lower: Side
  /// The other.
  public var upper: Side
  /// The screen whose layout has the component, an index into `Contracts.screens`.
  public var screen: UInt32
  /// What of the component changes what is accepted.
  public var traits: PropertyUse.Traits

  /// An order.
  public init(lower: Side, upper: Side, screen: UInt32, traits: PropertyUse.Traits) {
    (self.lower, self.upper, self.screen, self.traits) = (lower, upper, screen, traits)
  }
}
