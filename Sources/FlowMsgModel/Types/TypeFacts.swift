/// All that is known of one kind of type. What most kinds have in common is in the extension below; a kind's file says the rest.
package protocol TypeFacts {
  // MARK: Words

  /// What it is called, with its article.
  static var name: String { get }
  /// What an item of a list of it is called; nil where a list does not say what it is of.
  static var item: String? { get }
  /// How sources write it, where that is one word.
  static var word: String? { get }
  /// How Flow JSON writes it, where it can.
  static var flowWord: String? { get }
  /// How the JSON Schema of an open form writes it; nil for what fits everything.
  static var schema: SchemaWords? { get }

  // MARK: What it is made of

  /// What its values are made of.
  static var content: TypeContent { get }
  /// What its bounds count.
  static var bounds: BoundUnit { get }
  /// Whether its values are texts.
  static var isText: Bool { get }
  /// How people write it into a cell.
  static var cell: CellForm { get }

  // MARK: Reports

  /// A type with its article, bounds and choices: `a string of 1 to 30 characters`.
  static func noun(of type: TypeNode, in view: TypeView) -> String
  /// What a row's report calls a type.
  static func rowNoun(of type: TypeNode, in view: TypeView) -> String
  /// What a value that a type refuses is, where more than its kind shows why.
  static func found(_ node: Int, in tape: borrowing ValueTape) -> String?
  /// A limit that no value of the type is beyond, with which a report ends where the number `text` is.
  static func limit(beyond text: UnsafeBufferPointer<UInt8>) -> String?
  /// What to do about a value of a source that a type refuses.
  static func help(_ kind: ValueKind, _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView)
    -> [String]
  /// What to do about a text of a row that a type refuses.
  static func advice(_ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView) -> String?

  // MARK: Lengths and texts

  /// The lengths of its values in a text; nil for what does not go into one.
  static func textLength(of type: TypeNode, in view: TypeView) -> TextLength?
  /// The only texts that its values are; nil where there is no end of them.
  static func texts(of type: TypeNode, in view: TypeView) -> [String]?

  // MARK: What fits

  /// Whether a value of this kind may be one.
  static func takes(_ kind: ValueKind) -> Bool
  /// Whether a text is one: a cell, or what a scalar of JSON or of a source is written as.
  static func judge(_ text: ValueText, _ type: TypeNode, in view: TypeView) -> ValueFit
  /// Whether a value of a tape is one, its items and members aside.
  static func fits(_ kind: ValueKind, _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView) -> Bool
  /// Whether a text with holes is one.
  static func interpolated(_ type: TypeNode) -> InterpolatedFit
  /// What shows that not all values of the type `given` are of `expected`, which is of this kind.
  static func mismatch(_ given: Int, _ expected: Int, at path: String, depth: Int, in view: TypeView) -> TypeMismatch?
}

extension TypeFacts {
  package static var item: String? { nil }
  package static var word: String? { nil }
  package static var flowWord: String? { nil }
  package static var content: TypeContent { .scalar }
  package static var bounds: BoundUnit { .none }
  package static var isText: Bool { false }
  package static var cell: CellForm { .none }

  package static func noun(of type: TypeNode, in view: TypeView) -> String { name + view.bounds(of: type, bounds) }

  package static func rowNoun(of type: TypeNode, in view: TypeView) -> String { name }

  package static func found(_ node: Int, in tape: borrowing ValueTape) -> String? { nil }

  package static func limit(beyond text: UnsafeBufferPointer<UInt8>) -> String? { nil }

  package static func help(
    _ kind: ValueKind, _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView
  ) -> [String] { [] }

  package static func advice(_ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView) -> String? { nil }

  package static func textLength(of type: TypeNode, in view: TypeView) -> TextLength? { nil }

  package static func texts(of type: TypeNode, in view: TypeView) -> [String]? { nil }

  package static func judge(_ text: ValueText, _ type: TypeNode, in view: TypeView) -> ValueFit { .notText }

  package static func fits(
    _ kind: ValueKind, _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView
  ) -> Bool {
    guard takes(kind) else { return false }
    if case .fits = judge(ValueText(text, isCounted: isText && type.isBounded), type, in: view) { return true }
    return false
  }

  package static func interpolated(_ type: TypeNode) -> InterpolatedFit { .wrong }
}

/// What the values of a type are made of.
public enum TypeContent: UInt8, Sendable, BitwiseCopyable {
  /// Nothing else.
  case scalar
  /// Items, all of one type.
  case items
  /// Members, each with a type.
  case members
  /// Whatever it may be.
  case anything

  /// Whether two are the same. The synthesised one is a call from every other module.
  @inlinable public static func == (a: TypeContent, b: TypeContent) -> Bool {
    unsafeBitCast(a, to: UInt8.self) == unsafeBitCast(b, to: UInt8.self)
  }
}

/// What the bounds of a type count.
package enum BoundUnit: UInt8, Sendable, BitwiseCopyable {
  /// It has none.
  case none
  /// The code points of a text.
  case characters
  /// The items of a list.
  case items
  /// The number itself, one of 64 bits.
  case integer
  /// The number itself, digit for digit.
  case decimal

  /// What is counted, where the bound is of a length.
  package var counted: String? {
    switch self {
    case .characters: "character"
    case .items: "item"
    case .none, .integer, .decimal: nil
    }
  }
}

/// How people write a value into a cell.
package enum CellForm: UInt8, Sendable, BitwiseCopyable {
  /// Not at all.
  case none
  /// As it is.
  case text
  /// With the signs of the country.
  case number
  /// With the words of the language.
  case boolean
}

/// How a JSON Schema writes a type.
package struct SchemaWords: Sendable {
  /// Its `type`; nil for what is written as a list of all its values.
  package var type: String?
  /// The keys of its bounds.
  package var bounds: (minimum: String, maximum: String)?

  /// The words.
  package init(_ type: String?, bounds: (minimum: String, maximum: String)? = nil) {
    (self.type, self.bounds) = (type, bounds)
  }
}
