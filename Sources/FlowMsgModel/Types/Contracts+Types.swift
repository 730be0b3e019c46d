extension Contracts {
  /// Calls `body` with the types as plain memory. Public, as what is at every message: what is not inlined costs as much as a
  /// statement.
  @inlinable
  public func withView<R>(_ body: (TypeView) -> R) -> R {
    types.withUnsafeBufferPointer { types in
      fields.withUnsafeBufferPointer { fields in
        choices.withUnsafeBufferPointer { choices in
          pool.withUnsafeBufferPointer { pool in
            body(TypeView(types: types, fields: fields, choices: choices, pool: pool))
          }
        }
      }
    }
  }

  /// The lengths of the texts of `type`; nil for what does not go into a text.
  package func textLength(of type: Int) -> TextLength? {
    let node = types[type]
    return withView { node.kind.facts.textLength(of: node, in: $0) }
  }

  /// The only texts that values of `type` are; nil where there is no end of them.
  package func texts(of type: Int) -> [String]? {
    let node = types[type]
    return withView { node.kind.facts.texts(of: node, in: $0) }
  }

  /// What shows that not every value of `given` is one of `expected`; nil if every one is.
  package func mismatch(_ given: Int, _ expected: Int) -> TypeMismatch? { withView { $0.mismatch(given, expected) } }

  /// The members of a shape.
  package func members(of shape: TypeNode) -> ArraySlice<TypeField> { ArraySlice(fields[shape.parts]) }
}
