import FlowMsgText

/// A list of items of one type.
package enum ListType: TypeFacts {
  package static var name: String { "a list" }
  package static var item: String? { "list" }
  package static var flowWord: String? { "array" }
  package static var schema: SchemaWords? { SchemaWords("array", bounds: ("minItems", "maxItems")) }
  package static var content: TypeContent { .items }
  package static var bounds: BoundUnit { .items }

  /// `a list of 1 to 3 strings`, `a list of objects`, `a list of at most 9 items`.
  package static func noun(of type: TypeNode, in view: TypeView) -> String {
    guard Int(type.first) < view.types.count, let item = view.types[Int(type.first)].kind.facts.item else {
      return name + view.bounds(of: type, bounds)
    }
    let counted = view.length(of: type, item)
    return name + (counted.isEmpty ? " of \(item)s" : counted)
  }

  package static func found(_ node: Int, in tape: borrowing ValueTape) -> String? {
    guard tape.nodes[node].kind == .array else { return nil }
    var count = 0
    for _ in tape.children(of: node) { count += 1 }
    return "a list of \(Wording.count(count, "item"))"
  }

  package static func takes(_ kind: ValueKind) -> Bool { kind == .array }

  package static func mismatch(
    _ given: Int, _ expected: Int, at path: String, depth: Int, in view: TypeView
  ) -> TypeMismatch? {
    let (a, b) = (view.types[given], view.types[expected])
    guard a.kind == .list, view.isInside(a, b, least: "0") else {
      return TypeMismatch(path: path, given: given, expected: expected)
    }
    return view.mismatch(Int(a.first), Int(b.first), at: path + "[]", depth: depth + 1)
  }
}
