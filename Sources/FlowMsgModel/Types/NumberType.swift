/// A number.
package enum NumberType: TypeFacts {
  package static var name: String { "a number" }
  package static var item: String? { "number" }
  package static var word: String? { "number" }
  package static var flowWord: String? { "number" }
  package static var schema: SchemaWords? { SchemaWords("number", bounds: ("minimum", "maximum")) }
  package static var bounds: BoundUnit { .decimal }
  package static var cell: CellForm { .number }

  package static func found(_ node: Int, in tape: borrowing ValueTape) -> String? {
    guard tape.nodes[node].kind == .number else { return nil }
    let text = tape.string(of: node)
    return text.utf8.count > NumberForms.maximumNumberLength ? "a number of \(text.utf8.count) characters" : text
  }

  package static func limit(beyond text: UnsafeBufferPointer<UInt8>) -> String? {
    let most = NumberForms.maximumNumberLength
    return text.count > most ? ", written in at most \(most) characters" : nil
  }

  package static func advice(_ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView) -> String? {
    NumberAdvice.advice(text, isWhole: false)
  }

  package static func textLength(of type: TypeNode, in view: TypeView) -> TextLength? {
    TextLength(least: 1, most: NumberForms.maximumNumberLength)
  }

  package static func takes(_ kind: ValueKind) -> Bool { kind == .number }

  package static func judge(_ text: ValueText, _ type: TypeNode, in view: TypeView) -> ValueFit {
    guard NumberForms.isNumber(text.bytes) else { return .other }
    return view.isWithin(text.bytes, type) ? .fits : .outside
  }

  package static func mismatch(
    _ given: Int, _ expected: Int, at path: String, depth: Int, in view: TypeView
  ) -> TypeMismatch? {
    let (a, b) = (view.types[given], view.types[expected])
    let widest = IntegerType.widest
    let isInside =
      switch a.kind {
      case .integer: view.isInside(a, b, least: widest.least, most: widest.most)
      case .number: view.isInside(a, b)
      default: false
      }
    return isInside ? nil : TypeMismatch(path: path, given: given, expected: expected)
  }
}
