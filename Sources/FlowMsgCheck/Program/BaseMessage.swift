import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// A parameter with its type.
struct Parameter: Sendable {
  var name: String
  var location: SourceLocation
  /// Its type, an index into the contracts' types.
  var type: UInt32
  /// The node of its default in the declaring tree.
  var defaultValue: Int?
  /// Its place among all parameters of base messages, or -1: whether any message uses it shows only in the end.
  var id: Int
}

/// A base, or a message that another builds on: kept with its tree, as every message that builds on it looks into it.
/// Made before messages are checked; from then on all threads read it.
final class BaseMessage: @unchecked Sendable {
  let unit: Int
  let owner: SourceUnit
  let extent: Int
  /// Its tree with its bytes.
  let syntax: DeclarationSyntax
  let isBase: Bool
  let shape: MessageShape
  var parameters: [Parameter] = []
  /// What it builds on itself; nil where it builds on nothing, or on nothing that is known.
  var parent: BaseMessage?
  /// Whether `like` names something that could not be found, or itself.
  var isCut = false
  /// How many declarations it builds on.
  var depth = 0
  /// Whether a message builds on it, at whatever distance.
  var hasMessages = false

  init(unit: Int, owner: SourceUnit, extent: Int, tree: SyntaxTree) {
    (self.unit, self.owner, self.extent) = (unit, owner, extent)
    syntax = owner.syntax(tree, of: extent)
    isBase = !tree.nodes.isEmpty && tree.nodes[0].kind == .baseDeclaration
    shape = MessageShape(TreeContext(syntax, unit: unit, isReporting: false))
  }

  /// What places in it count from.
  var id: FileID { syntax.file }

  /// Whether it gives parameters values: arguments or defaults.
  var givesValues: Bool { !shape.arguments.isEmpty || parameters.contains { $0.defaultValue != nil } }

  /// The place of the argument with which something that it builds on closes the parameter `name`, if something does.
  func closing(_ name: String) -> SourceLocation? {
    for one in bases {
      if let argument = one.shape.argument(name) { return one.syntax.location(argument.range) }
    }
    return nil
  }

  /// What it builds on, nearest first, as far as chains are followed.
  var bases: some Sequence<BaseMessage> {
    sequence(first: self) { $0.parent }.dropFirst().prefix(Limits.letChain)
  }

  /// Says of this and what it builds on that a message builds on it.
  func markMessages() {
    var at: BaseMessage? = self
    while let one = at, !one.hasMessages {
      one.hasMessages = true
      at = one.parent
    }
  }

  /// The place of its name.
  var nameLocation: SourceLocation { owner.nameLocation(of: extent) }
}

/// All base messages of a program.
struct BaseMessages: Sendable {
  private(set) var all: [BaseMessage] = []
  /// For each unit and extent the place in `all`, or -1: lists, as every message with `like` asks.
  private var places: [ContiguousArray<Int32>] = []
  private var byID: [FileID: Int] = [:]
  /// How many parameters they have together.
  var parameterCount = 0

  /// The base message that a declaration is, if it is one.
  func baseMessage(unit: Int, extent: Int) -> BaseMessage? {
    guard unit < places.count, extent < places[unit].count, places[unit][extent] >= 0 else { return nil }
    return all[Int(places[unit][extent])]
  }

  /// The base message whose places count from `id`.
  subscript(id: FileID) -> BaseMessage? { byID[id].map { all[$0] } }

  mutating func add(_ baseMessage: BaseMessage) {
    byID[baseMessage.id] = all.count
    while places.count <= baseMessage.unit { places.append([]) }
    let missing = baseMessage.extent + 1 - places[baseMessage.unit].count
    if missing > 0 { places[baseMessage.unit] += ContiguousArray(repeating: -1, count: missing) }
    places[baseMessage.unit][baseMessage.extent] = Int32(all.count)
    all.append(baseMessage)
  }
}
