package import FlowMsgText

/// What a node of a JSON document is.
package enum JSONKind: UInt8, Sendable {
  /// `null`.
  case null
  /// `true`.
  case `true`
  /// `false`.
  case `false`
  /// A number, as it was written.
  case number
  /// A text.
  case string
  /// A list; its items follow.
  case array
  /// An object; its members follow, each a `member` node.
  case object
  /// A member of an object: its range is the key's, quotes included, and one value follows.
  case member

  /// The noun for messages, with its article.
  package var name: String {
    switch self {
    case .null: "null"
    case .true, .false: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    case .member: "a member"
    }
  }
}

/// One node of a JSON document, in pre-order; its text stays in the source.
package struct JSONNode: Sendable {
  /// What is known of a node beside its kind.
  package struct Traits: OptionSet, Sendable {
    /// The bits.
    package let rawValue: UInt8
    /// The traits of these bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A string or key with at least one escape, so its text differs from its bytes.
    package static let escaped = Traits(rawValue: 1)
    /// An array, object or member that a syntax error cut off.
    package static let cut = Traits(rawValue: 2)
    /// A member whose key the same object repeats further down; lookups pass it over.
    package static let shadowed = Traits(rawValue: 4)
  }

  /// What it is.
  package var kind: JSONKind
  /// What else is known of it.
  package var traits: Traits
  /// The first byte in the source; of a string or key the opening quote.
  package var start: UInt32
  /// The byte after the last.
  package var end: UInt32
  /// The index of the node after this one and everything in it.
  package var next: UInt32

  /// Its bytes in the source; of a member those of the key.
  package var range: ByteRange { ByteRange(start, end) }
  /// Whether all of it was read.
  package var isComplete: Bool { !traits.contains(.cut) }
}

/// A JSON text that was read: a flat tree of offsets into the source, and what is wrong with it.
///
/// Nodes are named by their index. A text with faults has a document too: it holds what was read before the first
/// syntax error, with everything open closed there.
package struct JSONDocument: Sendable {
  /// The bytes that were read.
  package let source: [UInt8]
  /// The nodes, in pre-order.
  package internal(set) var nodes: ContiguousArray<JSONNode> = []
  /// What is wrong, by place; at most one of them is a syntax error.
  package internal(set) var faults: [JSONFault] = []
  /// Whether the text begins with a byte-order mark, which RFC 8259 lets readers pass over and forbids writers.
  package internal(set) var hasByteOrderMark = false

  init(source: [UInt8]) {
    self.source = source
  }

  /// The node of the whole value, unless nothing could be read.
  package var root: Int? { nodes.isEmpty ? nil : 0 }

  /// The fault that ended the reading, if one did.
  package var syntaxFault: JSONFault? { faults.first { $0.kind.endsReading } }

  /// The node at `index`.
  package subscript(index: Int) -> JSONNode { nodes[index] }

  /// The items of an array or the members of an object, in order; nothing for other nodes.
  package func children(of index: Int) -> Children {
    let node = nodes[index]
    guard node.kind == .array || node.kind == .object else { return Children(nodes: nodes, at: 0, end: 0) }
    return Children(nodes: nodes, at: index + 1, end: Int(node.next))
  }

  /// The members of an object without those that a later one of the same key shadows.
  package func members(of object: Int) -> some Sequence<Int> {
    children(of: object).lazy.filter { nodes[$0].kind == .member && !nodes[$0].traits.contains(.shadowed) }
  }

  /// The value of a member, or nil where a syntax error came before it.
  package func value(ofMember member: Int) -> Int? {
    Int(nodes[member].next) > member + 1 ? member + 1 : nil
  }

  /// The member of `object` whose key is `key` once escapes are read; the last one if it is repeated, as most readers do.
  package func member(_ key: String, of object: Int) -> Int? {
    guard nodes[object].kind == .object else { return nil }
    return members(of: object).first { text(of: $0, equals: key) }
  }

  /// The value of the member `key` of `object`.
  package func value(_ key: String, of object: Int) -> Int? {
    member(key, of: object).flatMap { value(ofMember: $0) }
  }

  /// A walk over siblings.
  package struct Children: Sequence, IteratorProtocol, Sendable {
    let nodes: ContiguousArray<JSONNode>
    var at: Int
    let end: Int

    /// The next sibling's index.
    package mutating func next() -> Int? {
      guard at < end else { return nil }
      defer { at = Int(nodes[at].next) }
      return at
    }
  }
}

extension JSONDocument {
  /// The bytes of a node as they were written: a number digit for digit, a string with its quotes and escapes.
  package func written(_ index: Int) -> ArraySlice<UInt8> {
    source[Int(nodes[index].start)..<Int(nodes[index].end)]
  }

  /// The UTF-8 of a string or key with its escapes read; a lone surrogate, which is a fault, reads as U+FFFD.
  package func bytes(of index: Int) -> [UInt8] {
    let node = nodes[index]
    let text = Int(node.start) + 1..<Int(node.end) - 1
    guard node.traits.contains(.escaped) else { return Array(source[text]) }
    return unescaped(source.span, text, surrogates: .replaced)
  }

  /// The text of a string or key with its escapes read.
  package func string(of index: Int) -> String {
    String(decoding: bytes(of: index), as: UTF8.self)
  }

  /// The text of a string node, or nil for any other.
  package func stringValue(_ index: Int) -> String? {
    nodes[index].kind == .string ? string(of: index) : nil
  }

  /// Whether the text of a string or key is `other`, byte for byte.
  package func text(of index: Int, equals other: String) -> Bool {
    let node = nodes[index]
    guard !node.traits.contains(.escaped) else { return bytes(of: index).elementsEqual(other.utf8) }
    guard Int(node.end) - Int(node.start) - 2 == other.utf8.count else { return false }
    // `elementsEqual` of an array's slice and a string was a ninth of what it takes to check a body.
    let (wanted, start) = (other.utf8.span, Int(node.start) + 1)
    for i in wanted.indices where wanted[i] != source[start + i] { return false }
    return true
  }
}
