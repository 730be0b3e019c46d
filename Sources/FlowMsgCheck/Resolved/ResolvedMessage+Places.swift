import FlowMsgModel
package import FlowMsgText

extension ResolvedMessage {
  /// Notes that `name` brought the nodes from `first` on. What names inside brought is then part of that.
  func use(_ name: Origin, from first: Int, isWritten: Bool) {
    while let last = uses.last, last.first >= first { uses.removeLast() }
    uses.append(NameUse(first: first, end: message.tape.nodes.count, name: name, isWritten: isWritten))
  }

  /// The place of the value at `node`.
  package func place(of node: Int) -> FoundPlace {
    let origin = message.tape.nodes[node].origin
    guard let use = use(around: node) else { return FoundPlace(SourceLocation(origin)) }
    return FoundPlace(name: SourceLocation(use.name), value: use.isWritten ? foreign.location(origin) : nil)
  }

  /// The place at which a label shows the value at `node`: its own.
  package func ownLocation(of node: Int) -> SourceLocation {
    let place = place(of: node)
    return place.value ?? place.location
  }

  /// The name that brought `node`. Names are in the order of their nodes, and those of two have none in common.
  private func use(around node: Int) -> NameUse? {
    let at = uses.partitioningIndex { $0.end > node }
    return at < uses.count && uses[at].first <= node ? uses[at] : nil
  }
}
