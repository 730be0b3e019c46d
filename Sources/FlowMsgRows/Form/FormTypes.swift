package import FlowMsgModel

/// The types of a form's parameters.
package final class FormTypes: Sendable {
  /// The shape of all parameters.
  let root: TypeNode
  /// The names of all members, by their places among the types' fields.
  let names: [String]
  /// The types, valid as long as this.
  let view: TypeView
  private let memory: TypeMemory

  /// The types in `contracts`.
  init(_ contracts: Contracts, root: TypeNode) {
    (self.root, memory) = (root, TypeMemory(contracts))
    view = memory.view
    names = contracts.fields.map { contracts.string($0.key) }
  }

  /// No parameters.
  convenience init() { self.init(Contracts(), root: TypeNode(.shape, origin: Origin(0, 0, 0))) }

  /// The parameters in order: name and type.
  package var parameters: [(name: String, type: TypeNode)] { root.parts.map { (names[$0], type(of: $0)) } }

  /// The names of the members of an object, in order.
  func names(of shape: TypeNode) -> ArraySlice<String> { names[shape.parts] }

  /// The place of a member of an object.
  func field(_ name: String, of shape: TypeNode) -> Int? {
    for field in shape.parts where names[field] == name { return field }
    return nil
  }

  /// The type of a member.
  func type(of field: Int) -> TypeNode { view.types[Int(view.fields[field].type)] }
}

extension TypeNode {
  /// Whether it is one cell.
  var isCell: Bool { content == .scalar }

  /// Whether it is a text, in which whatever a cell holds is shown.
  var showsAnyText: Bool { isText && kind.facts.bounds == .characters }
}
