/// Takes a message's body piece by piece, in the order in which it is written.
public protocol BodyVisitor {
  /// A container in the body begins; what it has follows. It is called for those alone that have something.
  mutating func enter(_ container: BodyContainer)
  /// It ends.
  mutating func leave(_ container: BodyContainer)
  /// A field's value, which is at `node` of the message's tape, under the field's key.
  mutating func visit(_ field: FieldID, at node: Int)
  /// One member, which is at `node` of the message's tape, of a field's value: it is a member of the container itself.
  mutating func visitMember(of field: FieldID, at node: Int)
}

extension BodyLayout {
  /// Gives `visitor` the body of `message`: what the message lacks and what is broken is left out, and a container in which
  /// nothing would be.
  @inlinable
  public func run<Visitor: BodyVisitor>(_ message: borrowing Message, _ visitor: inout Visitor) {
    var open = BodyContainer.body
    let nodes = message.tape.nodes
    for step in steps {
      let node = Int(message.slots[Int(step.field.rawValue)])
      guard node >= 0, nodes[node].kind != .broken else { continue }
      if step.isSpread {
        spread(step, node, nodes, &open, &visitor)
      } else {
        if open != step.container { Self.move(&open, to: step.container, &visitor) }
        visitor.visit(step.field, at: node)
      }
    }
    Self.move(&open, to: .body, &visitor)
  }

  @inlinable
  func spread<Visitor: BodyVisitor>(
    _ step: Step, _ node: Int, _ nodes: UnsafeMutableBufferPointer<ValueNode>, _ open: inout BodyContainer,
    _ visitor: inout Visitor
  ) {
    guard nodes[node].kind == .object else { return }
    let end = Int(nodes[node].next)
    var member = node &+ 1
    while member < end {
      if nodes[member].kind == .member, member &+ 1 < end, nodes[member &+ 1].kind != .broken {
        Self.move(&open, to: step.container, &visitor)
        visitor.visitMember(of: step.field, at: member)
      }
      member = Int(nodes[member].next)
    }
  }

  /// Leaves and enters containers until `wanted` is the innermost one.
  @inlinable
  static func move<Visitor: BodyVisitor>(
    _ open: inout BodyContainer, to wanted: BodyContainer, _ visitor: inout Visitor
  ) {
    while !wanted.isInside(open) {
      visitor.leave(open)
      open = open.parent ?? .body
    }
    if open != wanted { enter(wanted, from: &open, &visitor) }
  }

  @inlinable
  static func enter<Visitor: BodyVisitor>(
    _ container: BodyContainer, from open: inout BodyContainer, _ visitor: inout Visitor
  ) {
    if let parent = container.parent, parent != open { enter(parent, from: &open, &visitor) }
    visitor.enter(container)
    open = container
  }
}
