/// An object with members.
package enum ShapeType: TypeFacts {
  package static var name: String { "an object" }
  package static var item: String? { "object" }
  package static var flowWord: String? { "object" }
  package static var schema: SchemaWords? { SchemaWords("object") }
  package static var content: TypeContent { .members }

  package static func takes(_ kind: ValueKind) -> Bool { kind == .object }

  package static func mismatch(
    _ given: Int, _ expected: Int, at path: String, depth: Int, in view: TypeView
  ) -> TypeMismatch? {
    let (a, b) = (view.types[given], view.types[expected])
    guard a.kind == .shape else { return TypeMismatch(path: path, given: given, expected: expected) }
    let own = view.members(of: a).map { (key: view.string($0.key), field: $0) }
    for field in view.members(of: b) {
      let key = view.string(field.key)
      let found = own.first { $0.key == key }?.field
      if let found = mismatch(found, field, key, b.strictness, at: path, depth: depth, in: view) { return found }
    }
    guard b.strictness == .exact else { return nil }
    let keys = Set(view.members(of: b).map { view.string($0.key) })
    return own.first { !keys.contains($0.key) }.map {
      TypeMismatch(path: path, given: Int($0.field.type), expected: -1, key: $0.key, keyProblem: .unknown)
    }
  }

  /// What shows that the member `given`, if there is one, is not always what `expected` is, both called `key`.
  private static func mismatch(
    _ given: TypeField?, _ expected: TypeField, _ key: String, _ strictness: Strictness, at path: String, depth: Int,
    in view: TypeView
  ) -> TypeMismatch? {
    guard let given else {
      if expected.isOptional || strictness == .items { return nil }
      return TypeMismatch(path: path, given: -1, expected: Int(expected.type), key: key, keyProblem: .missing)
    }
    if given.isOptional, !expected.isOptional, strictness == .exact {
      return TypeMismatch(
        path: path, given: Int(given.type), expected: Int(expected.type), key: key, keyProblem: .optional)
    }
    let inner = path + (path.isEmpty ? "" : ".") + key
    return view.mismatch(Int(given.type), Int(expected.type), at: inner, depth: depth + 1)
  }
}
