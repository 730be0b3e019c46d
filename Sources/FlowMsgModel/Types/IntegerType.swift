/// A whole number of 64 bits.
package enum IntegerType: TypeFacts {
  package static var name: String { "an integer" }
  package static var item: String? { "integer" }
  package static var word: String? { "integer" }
  package static var schema: SchemaWords? { SchemaWords("integer", bounds: ("minimum", "maximum")) }
  package static var bounds: BoundUnit { .integer }
  package static var cell: CellForm { .number }
  /// The bounds of all of them.
  static var widest: (least: String, most: String) { ("-9223372036854775808", "9223372036854775807") }

  package static func found(_ node: Int, in tape: borrowing ValueTape) -> String? {
    NumberType.found(node, in: tape)
  }

  package static func limit(beyond text: UnsafeBufferPointer<UInt8>) -> String? {
    let digits = text.first == 0x2D ? text.dropFirst() : text[...]
    guard digits.count > 1, digits.first != 0x30, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return NumberForms.isInteger(text) ? nil : " that fits 64 bits"
  }

  package static func help(
    _ kind: ValueKind, _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView
  ) -> [String] {
    guard kind == .number, !NumberForms.isInteger(text) else { return [] }
    return ["an integer has no fraction and no exponent, and fits 64 bits"]
  }

  package static func advice(_ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView) -> String? {
    NumberAdvice.advice(text, isWhole: true)
  }

  /// The bounds are the longest texts, as those between have no more digits; unless 0 lies between.
  package static func textLength(of type: TypeNode, in view: TypeView) -> TextLength? {
    let minimum = type.minimum == .none ? nil : view.string(type.minimum)
    let maximum = type.maximum == .none ? nil : view.string(type.maximum)
    let most: Int =
      switch (minimum, maximum) {
      case (let low?, let high?): max(low.utf8.count, high.utf8.count)
      case (let low?, nil): max(low.utf8.count, 19)
      case (nil, _): 20
      }
    guard let low = minimum, let high = maximum else { return TextLength(least: 1, most: most) }
    let isPositive = !low.hasPrefix("-") && low != "0"
    return TextLength(least: isPositive ? low.utf8.count : high.hasPrefix("-") ? high.utf8.count : 1, most: most)
  }

  package static func takes(_ kind: ValueKind) -> Bool { kind == .number }

  package static func judge(_ text: ValueText, _ type: TypeNode, in view: TypeView) -> ValueFit {
    guard let value = NumberForms.integer(text.bytes) else { return .other }
    return type.least <= value && value <= type.most ? .fits : .outside
  }

  package static func mismatch(
    _ given: Int, _ expected: Int, at path: String, depth: Int, in view: TypeView
  ) -> TypeMismatch? {
    let (a, b) = (view.types[given], view.types[expected])
    guard a.kind == .integer, view.isInside(a, b, least: widest.least, most: widest.most) else {
      return TypeMismatch(path: path, given: given, expected: expected)
    }
    return nil
  }
}
