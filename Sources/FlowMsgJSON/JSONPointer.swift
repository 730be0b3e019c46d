/// A place in a document of JSON as text (RFC 6901): `/parameters/flow_action_payload/data/cities`.
package enum JSONPointer {
  /// A key as a part of a pointer.
  package static func escaped(_ key: String) -> String {
    key.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  /// The keys and indices of `pointer`, from the root on; nil if it is no pointer.
  package static func steps(of pointer: String) -> [String]? {
    guard !pointer.isEmpty else { return [] }
    guard pointer.utf8.first == 0x2F else { return nil }
    return pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      String($0).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }

  /// The node of `document` that `steps` lead to from `node`; nil where there is none.
  package static func node(_ steps: [String], in document: JSONDocument, from node: Int) -> Int? {
    var node = node
    for step in steps {
      switch document[node].kind {
      case .object:
        guard let value = document.value(step, of: node) else { return nil }
        node = value
      case .array:
        let items = Array(document.children(of: node))
        guard let index = Int(step), items.indices.contains(index) else { return nil }
        node = items[index]
      default: return nil
      }
    }
    return node
  }
}
