import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// A message and what it builds on: what each of them says, which parameters are open in the end, and which statement
/// counts for a locale. Filled anew for each message (`ChainBuilder`).
///
/// Chain × block × variant: each declaration is a level; its statements are in blocks, the one outside `in` or an `in`; each
/// locale is a variant, which reads some blocks. `StatementTable` says which statement counts in a variant:
///
///     message ola like comum        base comum                    the variant pt-BR reads    the variant es reads
///     level 0                       level 1
///     ├ outside in: title "Olá"     ├ outside in: title, cta      title  level 0, outside    title  level 0, outside*
///     └ in es:  (no title)          └ in es: title, cta           cta    level 1, outside    cta    level 1, in es
///                                                                 * hides the title in es of level 1: FM2610
///
/// The nearest level comes first, and in a level its blocks for the locale before the one outside.
final class Chain {
  /// The message and what it builds on, the message first.
  @exclusivity(unchecked) var levels: [ChainLevel] = []
  /// Their sources again, which are asked for at every statement.
  @exclusivity(unchecked) private(set) var sources = FlatList<TreeContext>(capacity: 16)
  /// What the names of parameters mean along it.
  let names = ChainNames()
  /// Its statements.
  let statements = StatementTable()
  /// What of it was not understood.
  @exclusivity(unchecked) private(set) var faults = ChainFaults()
  /// The parameters that nothing closes.
  @exclusivity(unchecked) var openParameters: [OpenParameter] = []

  deinit { sources.free() }

  /// Adds what the levels so far build on.
  @inline(__always)
  func append(_ level: consuming ChainLevel) {
    sources.append(level.source)
    levels.append(level)
  }

  /// Takes in what the levels say of parameters, once all of them are there.
  func readNames() {
    faults = ChainFaults(levels)
    names.read(levels)
  }

  /// Lists the parameters that are open in the end, once it is known which values are refused.
  func findOpenParameters() { if !names.open.isEmpty { openParameters = names.open.map(openParameter) } }

  private func openParameter(_ slot: ChainNames.Slot) -> OpenParameter {
    let parameter = levels[slot.level].parameters[slot.parameter]
    return OpenParameter(
      name: parameter.name, type: Int(parameter.type), level: slot.level, location: parameter.location,
      defaultValue: parameter.defaultValue.map { Place(source: letSource(slot.level), node: $0) },
      isDefaultRefused: levels[slot.level].refused.defaults.contains(parameter.name))
  }

  /// Releases what was made for one message.
  func removeAll() {
    sources.count = 0
    levels.removeAll(keepingCapacity: true)
    if !openParameters.isEmpty { openParameters.removeAll(keepingCapacity: true) }
  }

  // MARK: Parameters

  /// The tree of a level as its defaults and examples see it: their names are lets alone.
  func letSource(_ level: Int) -> TreeContext {
    var source = sources[level]
    source.scope = -1
    return source
  }

  /// Whether a name that is written in the declaration `level` may be a parameter that is not known: of a list that was not
  /// understood, or of what could not be found.
  func hidesParameters(from level: Int) -> Bool {
    guard level >= 0, level < levels.count else { return false }
    return level <= faults.lastHiding || levels.last?.shape.like != nil
  }

  // MARK: Which statement counts

  /// The statement of `field` that counts in a variant: nearest level first; in each, its locales' blocks before the rest.
  func winner(_ field: FieldID, _ variant: Variant) -> StatementRef? { statements.winner(field, variant.blocks) }

  /// All statements of `field`, nearest first: also those of one declaration's several blocks.
  func statements(_ field: FieldID, _ variant: Variant) -> [StatementRef] {
    statements.statements(field, variant.blocks)
  }

  /// The top-level members of the objects `operands`, nearest first: a member is where the outermost one first
  /// wrote it, nearer ones replace its value, and what is new is appended.
  func merged(_ operands: [(winner: StatementRef, object: Int)]) -> [MergedMember] {
    var members: [MergedMember] = []
    var names = NameIndex()
    for (winner, object) in operands.reversed() {
      let source = sources[winner.level]
      for node in source.tree.children(of: object) where source.tree.nodes[node].kind == .member {
        guard let key = source.tree.firstChild(of: node), source.tree.nodes[key].kind != .missing else { continue }
        let text = decodedString(source.bytes.span, source.tree.token(of: key))
        let member = MergedMember(key: text, level: winner.level, block: winner.block, node: node)
        if let i = names.add(text) { members[i] = member } else { members.append(member) }
      }
    }
    return members
  }
}
