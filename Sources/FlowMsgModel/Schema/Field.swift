/// The place of a field in `Schema.fields`.
public struct FieldID: Hashable, Sendable, BitwiseCopyable {
  /// The index, from 0.
  public let rawValue: UInt8

  /// The field at `rawValue`.
  @inlinable
  public init(_ rawValue: UInt8) {
    self.rawValue = rawValue
  }
}

/// How long a text may be.
public struct LengthLimit: Hashable, Sendable {
  /// The least number of code points.
  public var minimum: Int
  /// The greatest number of code points.
  public var maximum: Int
  /// Beyond this many code points some providers still cut, if there is such a number.
  public var advised: Int?
  /// Where the numbers come from.
  public var provenance: Provenance
}

/// What a field's value is.
public enum FieldType: UInt8, Hashable, Sendable, BitwiseCopyable {
  /// A text that people read, or an opaque string.
  case string
  /// The slug of a Flow in Jelou.
  case slug
  /// The id of a screen of the Flow.
  case screen
  /// A JSON object.
  case object
  /// The name of a declared bot.
  case bot
}

/// Which characters a text may hold beside plain ones.
public struct TextTraits: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt8
  /// The traits of these bits.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Emoji are shown.
  public static let emoji = TextTraits(rawValue: 1)
  /// WhatsApp's marks (`*bold*` …) are drawn.
  public static let marks = TextTraits(rawValue: 2)
  /// The text may have several lines.
  public static let lines = TextTraits(rawValue: 4)
  /// People read it on their phone, so it is checked as prose and translated.
  public static let prose = TextTraits(rawValue: 8)
}

/// One row of the API's table: a field of the request.
public struct Field: Sendable {
  /// A number of its own, from 1 to 31, that journals keep: it never changes and is never given to another field, wherever
  /// the row is.
  public var number: UInt8
  /// The statement that writes it; nil for what another statement writes (`data` belongs to `screen`).
  public var statement: String?
  /// Where its value goes.
  public var place: FieldPlace
  /// What its value is.
  public var type: FieldType
  /// Whether a message must have it.
  public var isRequired: Bool
  /// How long a text may be.
  public var limit: LengthLimit?
  /// What a text may hold.
  public var traits: TextTraits
  /// What it is for, in one sentence for people.
  public var meaning: String
  /// Where the row comes from.
  public var provenance: Provenance

  /// Whether every body that has the object around it has it. A screen may be missing in source, where there is but one; in
  /// a body it never is.
  public var isInEveryBody: Bool { isRequired || type == .screen }

  /// The name on the wire, of further members of a container that of the container.
  public var wireName: String {
    switch place {
    case .member(_, let name), .query(let name), .path(let name): name
    case .members(let container): container.name
    }
  }
}
