import FlowMsgModel
package import FlowMsgText

extension ResolvedMessage {
  /// Notes that `name` brought the nodes from `first` on. What names inside brought is then part of that.
  func use(_ name: Origin, from first: Int, isWritten: Bool) {
    provenance.use(name, first..<max(first, message.tape.nodes.count), isWritten: isWritten)
  }

  /// The place of the value at `node`.
  package func place(of node: Int) -> FoundPlace {
    let origin = message.tape.nodes[node].origin
    guard let use = provenance.use(around: node) else { return FoundPlace(SourceLocation(origin)) }
    return FoundPlace(name: SourceLocation(use.name), value: use.isWritten ? provenance.foreign.location(origin) : nil)
  }

  /// The place at which a label shows the value at `node`: its own.
  package func ownLocation(of node: Int) -> SourceLocation {
    let place = place(of: node)
    return place.value ?? place.location
  }
}
