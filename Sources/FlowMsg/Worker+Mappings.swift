import FlowMsgCheck
import FlowMsgEmit
import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension Worker {
  /// The mappings of the current body, which is at `root` of its document.
  func mappings(root: String = "", isOpen: Bool = false) -> [SourceMapping] {
    BodyPointers.entries(of: checker.resolved.message, root: root, isOpen: isOpen).map { entry in
      let way =
        entry.node.map(checker.way) ?? ValueWay(location: Places(program.units).location(checker.resolved.nameLocation))
      return SourceMapping(
        pointer: entry.pointer, location: way.location,
        through: way.through.map { SourceMapping.Step(kind: .init($0.kind), location: $0.location) },
        insertions: way.insertions.map { SourceMapping.Insertion(name: $0.name, value: $0.value) })
    }
  }
}

extension SourceMapping.Step.Kind {
  fileprivate init(_ kind: ValueWay.Step.Kind) {
    switch kind {
    case .like: self = .like
    case .locale: self = .locale
    case .name: self = .name
    }
  }
}
