import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// How the values on a tape came there, where a node's origin is not all of it: noted while they are put there, and only
/// for a source map, so that nobody else pays for it.
///
/// The origin of a node is where it is written. A map wants every name on the way to it as well.
final class Trail {
  /// Names in whose place the values `nodes` were put: that in the statement first, then those that it led to.
  private struct Use {
    var nodes: Range<Int>
    var names: [Origin]
    /// The use in whose values this one is, or -1.
    var outer = -1
  }

  /// A text that was put into another, at a name in it.
  struct Insertion {
    var name: Origin
    var value: Origin
  }

  /// In the order in which they end: what is in a value before the value.
  private var uses: [Use] = []
  private var insertions: [Int: [Insertion]] = [:]
  /// For nodes that are written in no source, the name that brought them.
  private var written: [Int: Origin] = [:]
  /// For each node the innermost use in which it is, or -1; worked out when the first is asked for.
  private var innermost: [Int]?
  /// The names that the current path was led through: arguments and lets that are names themselves.
  private var passed: [Origin] = []
  private let foreign: ForeignFiles
  private let places: Places

  /// A trail through values of a program: `foreign` and `places` say what its places mean.
  init(_ foreign: ForeignFiles, _ places: Places) { (self.foreign, self.places) = (foreign, places) }

  /// Forgets everything, with the tape.
  func removeAll() {
    uses.removeAll(keepingCapacity: true)
    insertions.removeAll(keepingCapacity: true)
    written.removeAll(keepingCapacity: true)
    innermost = nil
  }

  /// Begins to follow a path.
  func begin() { passed.removeAll(keepingCapacity: true) }

  /// Notes that the current path leads on through the path at `origin`.
  func pass(_ origin: Origin) { passed.append(origin) }

  /// The names from `name` on to where its path ended.
  func names(from name: Origin) -> [Origin] { [name] + passed }

  /// Notes that the nodes from `first` on are `place`, to which `names` led.
  func use(_ place: Place, by names: [Origin], from first: Int, _ tape: ValueTape) {
    let nodes = first..<tape.nodes.count
    innermost = nil
    // What was set from outside, or written anew in the order of its type, is in no source: the name has to do.
    let isWritten = place.source.unit >= 0
    if !isWritten, let last = names.last { for node in nodes { written[node] = last } }
    uses.append(Use(nodes: nodes, names: isWritten ? names : names.dropLast()))
  }

  /// Notes that the text that is being put together goes on with `place`, at `name` in it.
  func insert(_ place: Place, at name: Origin, _ tape: ValueTape) {
    let value = place.source.unit < 0 ? name : place.source.origin(place.source.tree.range(of: place.node))
    insertions[tape.nodes.count - 1, default: []].append(Insertion(name: name, value: value))
  }

  /// Where the value at `node` is written.
  func origin(of node: Int, _ tape: ValueTape) -> Origin { written[node] ?? tape.nodes[node].origin }

  /// What was put into the text at `node`, in order; what is in that comes after it.
  func insertions(into node: Int) -> [Insertion] { insertions[node] ?? [] }

  /// The names that are between the statement and the value at `node`, that in the statement first.
  func names(to node: Int, _ tape: ValueTape) -> [Origin] {
    if uses.isEmpty { return [] }
    let innermost = self.innermost ?? nest(tape.nodes.count)
    self.innermost = innermost
    guard node < innermost.count else { return [] }
    var names: [Origin] = []
    var use = innermost[node]
    while use >= 0 {
      names += uses[use].names.reversed()
      use = uses[use].outer
    }
    return names.reversed()
  }

  /// The place that an origin means: of what a file says, the place in that file.
  func location(_ origin: Origin) -> SourceLocation {
    guard let location = foreign.location(origin) else {
      return SourceLocation(places.location(SourceLocation(origin)).file, ByteRange(at: 0))
    }
    return places.location(location)
  }

  /// Finds what is in what. Uses lie in each other or side by side, and one that holds others comes after them.
  private func nest(_ count: Int) -> [Int] {
    var innermost = [Int](repeating: -1, count: count)
    var open: [Int] = []
    for (i, use) in uses.enumerated() {
      while let last = open.last, uses[last].nodes.lowerBound >= use.nodes.lowerBound {
        uses[last].outer = i
        open.removeLast()
      }
      open.append(i)
      for node in use.nodes where innermost[node] < 0 { innermost[node] = i }
    }
    return innermost
  }
}
