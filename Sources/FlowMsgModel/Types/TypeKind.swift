/// What kind of value a type describes. A new one is a case with its row in `facts`, and its file beside this one.
public enum TypeKind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
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

  /// The table: all that is known of a kind.
  package var facts: any TypeFacts.Type {
    switch self {
    case .string: StringType.self
    case .integer: IntegerType.self
    case .number: NumberType.self
    case .boolean: BooleanType.self
    case .oneOf: OneOfType.self
    case .list: ListType.self
    case .shape: ShapeType.self
    case .any: AnyType.self
    case .broken: BrokenType.self
    }
  }

  /// The kind that sources write with `word`.
  package init?(word: String) {
    guard let kind = TypeKind.allCases.first(where: { $0.facts.word == word }) else { return nil }
    self = kind
  }

  /// The kind that Flow JSON writes with `word`.
  package init?(flowWord word: String) {
    guard let kind = TypeKind.allCases.first(where: { $0.facts.flowWord == word }) else { return nil }
    self = kind
  }

  /// The kind that a JSON Schema writes as `"type": word`.
  package init?(schemaType word: String) {
    guard let kind = TypeKind.allCases.first(where: { $0.facts.schema?.type == word }) else { return nil }
    self = kind
  }

  /// Whether two kinds are the same. The synthesised one is a call from every other module.
  @inlinable public static func == (a: TypeKind, b: TypeKind) -> Bool {
    unsafeBitCast(a, to: UInt8.self) == unsafeBitCast(b, to: UInt8.self)
  }
}
