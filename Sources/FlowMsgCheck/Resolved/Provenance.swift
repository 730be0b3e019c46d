import FlowMsgModel
import FlowMsgText

/// Where the values and texts of a message come from that do not appear in it byte for byte.
struct Provenance {
  /// The nodes that names brought, in order.
  var uses: ContiguousArray<NameUse> = []
  /// The pieces of the texts that do not appear in the source byte for byte, one text's behind the other's.
  var pieces: ContiguousArray<TextPiece> = []
  /// What the origins of values from files mean.
  let foreign: ForeignFiles

  init(_ foreign: ForeignFiles) { self.foreign = foreign }

  /// Notes that `name` brought the nodes from `first` up to `end`. What names inside brought is then part of that.
  mutating func use(_ name: Origin, _ nodes: Range<Int>, isWritten: Bool) {
    while let last = uses.last, last.first >= nodes.lowerBound { uses.removeLast() }
    uses.append(NameUse(first: nodes.lowerBound, end: nodes.upperBound, name: name, isWritten: isWritten))
  }

  /// The name that brought `node`. Names are in the order of their nodes, and those of two have none in common.
  func use(around node: Int) -> NameUse? {
    let at = uses.partitioningIndex { $0.end > node }
    return at < uses.count && uses[at].first <= node ? uses[at] : nil
  }

  /// Forgets the last message's.
  mutating func removeAll() {
    if !uses.isEmpty { uses.removeAll(keepingCapacity: true) }
    if !pieces.isEmpty { pieces.removeAll(keepingCapacity: true) }
  }
}
