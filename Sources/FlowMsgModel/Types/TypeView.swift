import FlowMsgText

/// Types as plain memory, read without counting references: what the facts of a kind are asked with. Valid no longer than what
/// it is a view of.
public struct TypeView: @unchecked Sendable {
  /// All types.
  public let types: UnsafeBufferPointer<TypeNode>
  /// The members of all shapes.
  public let fields: UnsafeBufferPointer<TypeField>
  /// The choices of all one-of types.
  public let choices: UnsafeBufferPointer<PoolRange>
  /// The bytes of keys, choices and bounds.
  public let pool: UnsafeBufferPointer<UInt8>

  /// A view.
  @inlinable
  public init(
    types: UnsafeBufferPointer<TypeNode>, fields: UnsafeBufferPointer<TypeField>,
    choices: UnsafeBufferPointer<PoolRange>, pool: UnsafeBufferPointer<UInt8>
  ) {
    (self.types, self.fields, self.choices, self.pool) = (types, fields, choices, pool)
  }

  /// Pooled bytes.
  package func bytes(_ range: PoolRange) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: pool[Int(range.start)..<Int(range.end)])
  }

  /// The text of pooled bytes.
  package func string(_ range: PoolRange) -> String { String(decoding: bytes(range), as: UTF8.self) }

  /// The members of a shape.
  func members(of shape: TypeNode) -> Slice<UnsafeBufferPointer<TypeField>> { fields[shape.parts] }

  /// A type with its article, bounds and choices: `a string of 1 to 30 characters`.
  package func noun(of type: TypeNode) -> String { type.kind.facts.noun(of: type, in: self) }

  /// What a row's report calls a type.
  package func rowNoun(of type: TypeNode) -> String { type.kind.facts.rowNoun(of: type, in: self) }

  /// What shows that not all values of `given` are of `expected`; nil if they are.
  package func mismatch(_ given: Int, _ expected: Int, at path: String = "", depth: Int = 0) -> TypeMismatch? {
    // The nesting of types is capped where they are made; this only guards the stack.
    guard given != expected, depth <= 4 * Schema.nesting.value, types[given].kind != .broken else { return nil }
    return types[expected].kind.facts.mismatch(given, expected, at: path, depth: depth, in: self)
  }
}

// MARK: Bounds

extension TypeView {
  /// The bounds of a type as a noun ends with them: ` of 1 to 30 characters`, ` from 0 to 9`; nothing where there are none.
  func bounds(of type: TypeNode, _ unit: BoundUnit) -> String {
    guard let counted = unit.counted else { return range(of: type) }
    return length(of: type, counted)
  }

  /// Bounds of a length: ` of 1 to 30 characters`, ` of at least 1 character`.
  func length(of type: TypeNode, _ counted: String) -> String {
    let minimum = string(type.minimum)
    let maximum = string(type.maximum)
    if minimum.isEmpty { return maximum.isEmpty ? "" : " of at most \(Wording.count(maximum, counted))" }
    if maximum.isEmpty { return " of at least \(Wording.count(minimum, counted))" }
    return minimum == maximum
      ? " of \(Wording.count(minimum, counted))" : " of \(minimum) to \(Wording.count(maximum, counted))"
  }

  private func range(of type: TypeNode) -> String {
    let minimum = string(type.minimum)
    let maximum = string(type.maximum)
    if minimum.isEmpty { return maximum.isEmpty ? "" : " of at most \(maximum)" }
    return maximum.isEmpty ? " of at least \(minimum)" : " from \(minimum) to \(maximum)"
  }

  /// Whether the bounds of `a` lie within those of `b`; `least` and `most` are those of `a` where none is written.
  func isInside(_ a: TypeNode, _ b: TypeNode, least: String? = nil, most: String? = nil) -> Bool {
    let least = a.minimum != .none ? string(a.minimum) : least
    let most = a.maximum != .none ? string(a.maximum) : most
    if b.minimum != .none {
      guard let least, DecimalOrder.compare(least, string(b.minimum)) >= 0 else { return false }
    }
    if b.maximum != .none {
      guard let most, DecimalOrder.compare(most, string(b.maximum)) <= 0 else { return false }
    }
    return true
  }

  /// Whether a number is within the bounds, digit for digit.
  func isWithin(_ number: UnsafeBufferPointer<UInt8>, _ type: TypeNode) -> Bool {
    if type.minimum != .none, DecimalOrder.compare(number, bytes(type.minimum)) < 0 { return false }
    return type.maximum == .none || DecimalOrder.compare(number, bytes(type.maximum)) <= 0
  }
}

extension TypeNode {
  /// The lengths between its bounds. One that is larger than any text is cut to a number that no sum of holes can overflow with,
  /// so that it still proves a text too long.
  package var lengths: TextLength {
    let greatest = 1 << 40
    return TextLength(
      least: minimum == .none ? 0 : min(least, greatest), most: maximum == .none ? nil : min(most, greatest))
  }
}
