/// What a property of a component accepts of the value that fills it.
package enum ValueRule: Sendable, Equatable {
  /// Whatever the property's type allows.
  case anything
  /// A text, of which at most `most` characters are shown.
  case text(most: Int, Blank)
  /// A list of so many items; its part says what each item is.
  case list(ClosedRange<Int>)
  /// An object, whose members its parts describe; other members are not looked at.
  case object
  /// A day, as `YYYY-MM-DD`.
  case day
  /// One of some words.
  case word([String])
  /// A whole number, at least 0.
  case whole
  /// A picture, in Base64.
  case picture(Picture)
  /// A colour: six hexadecimal digits.
  case color
  /// A boolean.
  case flag
  /// An object that says what a tap does: its `name` is one of these.
  case action([String])

  /// What it is, with its article.
  package var noun: String {
    switch self {
    case .anything: "a value"
    case .text: "a text"
    case .list: "a list"
    case .object: "an object"
    case .day: "a day, as a text"
    case .word: "a word, as a text"
    case .whole: "a whole number"
    case .picture: "a picture, as a text in Base64"
    case .color: "a colour, as a text"
    case .flag: "true or false"
    case .action: "an object that says what a tap does"
    }
  }

  /// Whether a text may be blank.
  package enum Blank: Sendable {
    /// In no version of Flow JSON.
    case refused
    /// Up to version 5.
    case refusedSinceSix
    /// Up to version 5; since then it is not said to be refused, and shows nothing.
    case unseenSinceSix
    /// In all versions.
    case accepted
  }

  /// Where a picture is shown, which says how large and of which kinds it may be.
  package enum Picture: Sendable {
    /// By a component of its own: JPEG or PNG, 300 KB recommended.
    case whole
    /// Beside an option of a list: 100 KB, before version 6.0 300 KB; WebP is shown by newer phones.
    case option
    /// Beside an entry of a navigation list: 100 KB; WebP is shown by newer phones.
    case entry
  }
}

/// One property of a component, or a part of its value: what it accepts.
package struct PropertyRule: Sendable {
  /// Its key in Flow JSON; empty for the items of a list.
  let key: String
  /// What people call it, without an article: `title of an option`.
  let noun: String
  /// What it accepts.
  let value: ValueRule
  /// Whether a value may not leave it out.
  var isRequired = false
  /// What belongs to all items of a list together, or to a part in view of its component.
  var traits: Traits = []
  /// The rules of its members; of a list the one of its items.
  var parts: [PropertyRule] = []

  /// What a rule says beyond one value.
  package struct Traits: OptionSet, Sendable {
    /// The bits.
    package let rawValue: UInt8
    /// The traits of these bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// No two items have the same `id`; a list to choose from is looked at for that elsewhere.
    static let uniqueIDs = Traits(rawValue: 1)
    /// One item alone has a `badge`.
    static let oneBadge = Traits(rawValue: 2)
    /// Each item has it, unless the component has: then none.
    static let itemOrComponent = Traits(rawValue: 4)
    /// Not beside large pictures.
    static let notLarge = Traits(rawValue: 8)
    /// A list whose items a person chooses from: each needs an `id` and a `title`.
    static let choices = Traits(rawValue: 16)
    /// What an option to choose is reported by. That it has it, as a string, is looked at elsewhere.
    static let namesChoice = Traits(rawValue: 32)
  }

  init(
    _ key: String, _ noun: String, _ value: ValueRule, isRequired: Bool = false, traits: Traits = [],
    parts: [PropertyRule] = []
  ) {
    (self.key, self.noun, self.value, self.isRequired) = (key, noun, value, isRequired)
    (self.traits, self.parts) = (traits, parts)
  }
}

/// A component of Flow JSON.
package struct ComponentRule: Sendable {
  /// Its type in Flow JSON.
  let type: String
  /// The first version of Flow JSON that has it.
  let since: String
  /// Its properties.
  let properties: [PropertyRule]
  /// Of which pairs of properties the first cannot be above the second.
  var orders: [(lower: String, upper: String)] = []

  init(
    _ type: String, since: String, orders: [(lower: String, upper: String)] = [], _ properties: [PropertyRule]
  ) {
    (self.type, self.since, self.properties, self.orders) = (type, since, properties, orders)
  }
}
