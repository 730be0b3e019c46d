/// A place in a body with holes where a component shows what rows fill in: what an open form says of it, so that each row
/// is judged as a source is.
public struct ShownPlace: Sendable, Equatable {
  /// The place in the body, a JSON Pointer (RFC 6901).
  public var pointer: String
  /// The component and its property, or the part of it: `Dropdown.data-source[].title`.
  public var property: String
  /// The id of the component's screen.
  public var screen: String
  /// What of the component changes what is accepted.
  public var traits: PropertyUse.Traits
  /// The ids of the Flow's screens, where an action may lead to one.
  public var screens: [String]

  /// A place.
  public init(pointer: String, property: String, screen: String, traits: PropertyUse.Traits, screens: [String]) {
    (self.pointer, self.property, self.screen) = (pointer, property, screen)
    (self.traits, self.screens) = (traits, screens)
  }
}

extension PropertyUse.Traits {
  /// The traits by the names that open forms have for them.
  public static let names: [(name: String, trait: PropertyUse.Traits)] = [
    ("blanks", .takesBlanks), ("milliseconds", .takesMilliseconds), ("largerPictures", .takesLargerPictures),
    ("ownAction", .componentActs), ("largePictures", .showsLargePictures),
  ]
}

/// Two values of a body, of which a component needs the first not to be above the second, and rows fill at least one.
public struct ShownOrder: Sendable, Equatable {
  /// One of the two.
  public struct Side: Sendable, Equatable {
    /// The component and its property: `DatePicker.min-date`.
    public var property: String
    /// The place in the body, a JSON Pointer (RFC 6901); nil for a value of the Flow's own.
    public var pointer: String?
    /// The value of the Flow's own, or how many items it has.
    public var value: String

    /// A side.
    public init(property: String, pointer: String?, value: String) {
      (self.property, self.pointer, self.value) = (property, pointer, value)
    }
  }

  /// The one that cannot be above the other.
  public var lower: Side
  /// The other.
  public var upper: Side
  /// The id of the component's screen.
  public var screen: String

  /// An order.
  public init(lower: Side, upper: Side, screen: String) {
    (self.lower, self.upper, self.screen) = (lower, upper, screen)
  }
}
