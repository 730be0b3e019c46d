package import FlowMsgJSON
package import FlowMsgModel

/// A tree of values in pre-order, read by the numbers of its nodes.
package protocol ReadableValues: SendableMetatype {
  /// What a node is.
  func kind(of node: Int) -> ValueKind
  /// The node after this one and everything in it.
  func end(of node: Int) -> Int
  /// Calls `body` with the text of a string, key or number.
  func withBytes<Result>(of node: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
}

extension ReadableValues {
  /// The nodes of the items of an array, or of the members of an object.
  func children(of node: Int) -> UnfoldSequence<Int, Int> {
    let end = end(of: node)
    return sequence(state: node + 1) { at in
      guard at < end else { return nil }
      defer { at = max(at + 1, self.end(of: at)) }
      return at
    }
  }

  /// The node of the value of the member `key` of an object.
  func value(_ key: some Sequence<UInt8>, of object: Int) -> Int? {
    guard kind(of: object) == .object else { return nil }
    for member in children(of: object) where withBytes(of: member, { $0.elementsEqual(key) }) {
      return value(ofMember: member)
    }
    return nil
  }

  /// The value of a member.
  func value(ofMember member: Int) -> Int? { member + 1 < end(of: member) ? member + 1 : nil }

  /// The text of a string.
  package func string(of node: Int) -> String { withBytes(of: node) { String(decoding: $0, as: UTF8.self) } }
}

/// Values on a tape.
package struct TapeValues: ReadableValues {
  private let tape: ValueTape

  /// Those of `tape`, to which nothing may be appended meanwhile.
  package init(_ tape: ValueTape) { self.tape = tape }

  package func kind(of node: Int) -> ValueKind { tape.nodes[node].kind }
  package func end(of node: Int) -> Int { Int(tape.nodes[node].next) }
  package func withBytes<Result>(of node: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(tape.bytes(of: node))
  }
}

/// Values of a JSON document.
package struct JSONValues: ReadableValues {
  private let document: JSONDocument

  /// Those of `document`.
  package init(_ document: JSONDocument) { self.document = document }

  package func kind(of node: Int) -> ValueKind {
    guard document[node].isComplete else { return .broken }
    return switch document[node].kind {
    case .null: .null
    case .true: .true
    case .false: .false
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    case .member: .member
    }
  }

  package func end(of node: Int) -> Int { Int(document[node].next) }

  package func withBytes<Result>(of node: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let bytes = document[node].kind == .number ? Array(document.written(node)) : document.bytes(of: node)
    return bytes.withUnsafeBufferPointer(body)
  }
}
