import FlowMsgText

/// A text.
package enum StringType: TypeFacts {
  package static var name: String { "a string" }
  package static var item: String? { "string" }
  package static var word: String? { "string" }
  package static var flowWord: String? { "string" }
  package static var schema: SchemaWords? { SchemaWords("string", bounds: ("minLength", "maxLength")) }
  package static var bounds: BoundUnit { .characters }
  package static var isText: Bool { true }
  package static var cell: CellForm { .text }

  package static func found(_ node: Int, in tape: borrowing ValueTape) -> String? {
    guard tape.nodes[node].kind == .string else { return nil }
    return "a string of \(Wording.count(tape.string(of: node).unicodeScalars.count, "character"))"
  }

  package static func help(
    _ kind: ValueKind, _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView
  ) -> [String] {
    kind == .number || kind == .true || kind == .false ? ["write it in quotes"] : []
  }

  package static func textLength(of type: TypeNode, in view: TypeView) -> TextLength? { type.lengths }

  package static func takes(_ kind: ValueKind) -> Bool { kind == .string }

  package static func judge(_ text: ValueText, _ type: TypeNode, in view: TypeView) -> ValueFit {
    type.least <= text.codePoints && text.codePoints <= type.most ? .fits : .length
  }

  package static func interpolated(_ type: TypeNode) -> InterpolatedFit { type.isBounded ? .depends : .fits }

  package static func mismatch(
    _ given: Int, _ expected: Int, at path: String, depth: Int, in view: TypeView
  ) -> TypeMismatch? {
    let (a, b) = (view.types[given], view.types[expected])
    let wrong = TypeMismatch(path: path, given: given, expected: expected)
    guard a.kind != .string else { return view.isInside(a, b, least: "0") ? nil : wrong }
    // Texts of another kind fit by their lengths.
    guard a.isText else { return wrong }
    guard let length = a.kind.facts.textLength(of: a, in: view) else { return nil }
    let room = b.lengths
    return room.least <= length.least && length.most ?? .max <= room.most ?? .max ? nil : wrong
  }
}
