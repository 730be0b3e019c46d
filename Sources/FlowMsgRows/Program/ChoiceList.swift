import FlowMsgJSON

/// A list of a body whose items a component offers for choice: each needs an `id` and a `title`, and no two have one `id`.
struct ChoiceList: Sendable {
  /// What people call it: its place below the screen's data.
  let name: String
  private let steps: [String]

  /// The list at a JSON Pointer into the body; one that is no pointer is never found.
  init(_ pointer: String) {
    steps = JSONPointer.steps(of: pointer) ?? [pointer]
    // Behind `parameters`, the action's payload and `data`.
    name = steps.dropFirst(3).joined(separator: ".")
  }

  /// What is wrong with the items of the list in a filled body.
  func findings(_ body: JSONDocument) -> [CellWarnings.Kind] {
    guard let root = body.root, let list = JSONPointer.node(steps, in: body, from: root), body[list].kind == .array
    else {
      return []
    }
    var found: [CellWarnings.Kind] = []
    var seen: Set<[UInt8]> = []
    for item in body.children(of: list) {
      let id = text("id", of: item, body)
      if id == nil || text("title", of: item, body) == nil, !found.contains(.itemWithoutID) {
        found.append(.itemWithoutID)
      }
      if let id, !seen.insert(id).inserted, !found.contains(.repeatedID) { found.append(.repeatedID) }
    }
    return found
  }

  private func text(_ key: String, of item: Int, _ body: JSONDocument) -> [UInt8]? {
    guard body[item].kind == .object, let value = body.value(key, of: item), body[value].kind == .string else {
      return nil
    }
    return body.bytes(of: value)
  }
}
