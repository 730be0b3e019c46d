/// Anything but `null`: a list of Flow JSON without `items`, and what is nested deeper than any value.
package enum AnyType: TypeFacts {
  package static var name: String { "a value other than null" }
  package static var schema: SchemaWords? { nil }
  package static var content: TypeContent { .anything }

  package static func takes(_ kind: ValueKind) -> Bool { kind != .null }

  package static func fits(
    _ kind: ValueKind, _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView
  ) -> Bool { true }

  package static func mismatch(
    _ given: Int, _ expected: Int, at path: String, depth: Int, in view: TypeView
  ) -> TypeMismatch? { nil }
}
