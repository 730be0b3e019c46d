extension JSONDocument {
  /// The value at `node` as one that the program may build on. As deep as the document, which the reader caps.
  package func jsonValue(_ node: Int) -> JSONValue {
    switch self[node].kind {
    case .object:
      return .object(
        children(of: node).map { member in
          let key = String(decoding: bytes(of: member), as: UTF8.self)
          return JSONValue.Member(key, value(ofMember: member).map(jsonValue) ?? .null)
        })
    case .array: return .array(children(of: node).map(jsonValue))
    case .string: return .string(stringValue(node) ?? "")
    case .number: return .number(String(decoding: written(node), as: UTF8.self))
    case .true: return .bool(true)
    case .false: return .bool(false)
    case .null, .member: return .null
    }
  }
}
