import FlowMsgModel

/// Why the values of one type are not all of another: where, and the two types there.
struct TypeMismatch {
  /// The path inside the value, such as `[].title`; empty for the value itself.
  var path: String
  /// The type that the parameter has there, or -1 where it has nothing.
  var given: Int
  /// The type that is expected there, or -1 where nothing is.
  var expected: Int
  /// The key that is missing, unknown or optional, if that is what is wrong.
  var key: String?
  /// What is wrong with the key.
  var keyProblem = KeyProblem.none

  enum KeyProblem { case none, missing, unknown, optional }
}

extension Contracts {
  /// Whether every value of `given` is one of `expected`; what shows that not.
  func mismatch(_ given: Int, _ expected: Int, _ path: String = "", depth: Int = 0) -> TypeMismatch? {
    guard given != expected, depth <= 4 * Limits.nesting else { return nil }
    let (a, b) = (types[given], types[expected])
    let wrong = TypeMismatch(path: path, given: given, expected: expected)
    switch (a.kind, b.kind) {
    case (.broken, _), (_, .broken), (_, .any): return nil
    case (.string, .string): return isInside(a, b) ? nil : wrong
    case (.oneOf, .string):
      guard let length = textLength(of: given) else { return nil }
      let fits = (bound(b.minimum) ?? 0) <= length.least && (length.most ?? .max) <= bound(b.maximum) ?? .max
      return fits ? nil : wrong
    case (.oneOf, .oneOf): return Set(choices(of: a)).isSubset(of: choices(of: b)) ? nil : wrong
    case (.integer, .integer), (.integer, .number), (.number, .number): return isInside(a, b) ? nil : wrong
    case (.boolean, .boolean): return nil
    case (.list, .list):
      guard isInside(a, b) else { return wrong }
      return mismatch(Int(a.first), Int(b.first), path + "[]", depth: depth + 1)
    case (.shape, .shape): return shapeMismatch(a, b, path, depth)
    default: return wrong
    }
  }

  private func shapeMismatch(_ a: TypeNode, _ b: TypeNode, _ path: String, _ depth: Int) -> TypeMismatch? {
    let given = members(of: a)
    let expected = members(of: b)
    for field in expected {
      guard let own = given.first(where: { string($0.key) == string(field.key) }) else {
        if field.isOptional || b.strictness == .items { continue }
        return TypeMismatch(
          path: path, given: -1, expected: Int(field.type), key: string(field.key), keyProblem: .missing)
      }
      if own.isOptional, !field.isOptional, b.strictness == .exact {
        return TypeMismatch(
          path: path, given: Int(own.type), expected: Int(field.type), key: string(field.key), keyProblem: .optional)
      }
      let inner = path + (path.isEmpty ? "" : ".") + string(field.key)
      if let found = mismatch(Int(own.type), Int(field.type), inner, depth: depth + 1) { return found }
    }
    guard b.strictness == .exact else { return nil }
    for own in given where !expected.contains(where: { string($0.key) == string(own.key) }) {
      return TypeMismatch(path: path, given: Int(own.type), expected: -1, key: string(own.key), keyProblem: .unknown)
    }
    return nil
  }

  /// The members of a shape.
  func members(of shape: TypeNode) -> ArraySlice<TypeField> {
    ArraySlice(fields[Int(shape.first)..<Int(shape.first) + Int(shape.count)])
  }

  /// Whether the bounds of `a` lie within those of `b`. An integer is bounded by its 64 bits.
  private func isInside(_ a: TypeNode, _ b: TypeNode) -> Bool {
    let isLength = a.kind == .string || a.kind == .list
    let least =
      a.minimum != .none ? string(a.minimum) : isLength ? "0" : a.kind == .integer ? "-9223372036854775808" : nil
    let most = a.maximum != .none ? string(a.maximum) : a.kind == .integer ? "9223372036854775807" : nil
    if b.minimum != .none {
      guard let least, order(least, string(b.minimum)) >= 0 else { return false }
    }
    if b.maximum != .none {
      guard let most, order(most, string(b.maximum)) <= 0 else { return false }
    }
    return true
  }

  private func order(_ a: String, _ b: String) -> Int {
    Array(a.utf8).withUnsafeBufferPointer { a in Array(b.utf8).withUnsafeBufferPointer { DecimalOrder.compare(a, $0) } }
  }
}
