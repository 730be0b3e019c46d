/// A type in which something is wrong, which is reported: fits everything, silently.
package enum BrokenType: TypeFacts {
  package static var name: String { "a value" }
  package static var schema: SchemaWords? { nil }
  package static var content: TypeContent { .anything }

  package static func takes(_ kind: ValueKind) -> Bool { true }

  package static func fits(
    _ kind: ValueKind, _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView
  ) -> Bool { true }

  package static func mismatch(
    _ given: Int, _ expected: Int, at path: String, depth: Int, in view: TypeView
  ) -> TypeMismatch? { nil }
}
