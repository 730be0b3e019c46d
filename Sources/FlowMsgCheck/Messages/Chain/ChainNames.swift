/// What the names of parameters mean along a chain: for each name the declarations that declare it and those that close it.
/// Made once for a message, so that no look-up goes through levels, parameters and arguments.
///
/// A class, as it is asked all the time through the checker, and a copy of its lists is counted.
final class ChainNames {
  /// A parameter of a level.
  struct Slot {
    var level: Int
    var parameter: Int
    fileprivate var name: Int
  }

  /// What a name means in some declaration.
  struct Found {
    /// The name, as an index.
    var name: Int
    /// The nearest level from there on that declares it.
    var declared: Int
    /// The level whose argument closes it, if one does, and which argument.
    var closing: (level: Int, argument: Int)?
    fileprivate var use: Int
  }

  /// One level that declares or closes a name; those of one name are linked, the nearest level first.
  private struct Use: BitwiseCopyable {
    var level: Int
    /// The parameter or argument, as an index.
    var index: Int
    var declares: Bool
    /// Whether its use was noted.
    var isMarked = false
    var next: Int
  }

  private struct Name: BitwiseCopyable {
    var first = -1
    var open = -1
    var inherited = -1
  }

  @exclusivity(unchecked) private var index = NameIndex()
  @exclusivity(unchecked) private var names: ContiguousArray<Name> = []
  @exclusivity(unchecked) private var uses: ContiguousArray<Use> = []
  /// The parameters that are open in the end, those of the outermost level first.
  @exclusivity(unchecked) private(set) var open: ContiguousArray<Slot> = []
  /// Those that what the message builds on leaves open.
  @exclusivity(unchecked) private(set) var inherited: ContiguousArray<Slot> = []

  /// Takes in the levels of another chain.
  func read(_ levels: [ChainLevel]) {
    if !names.isEmpty { removeAll() }
    if levels.count == 1, levels[0].parameters.isEmpty, levels[0].shape.arguments.isEmpty { return }
    for k in levels.indices.reversed() {
      if k == 0 {
        compact()
        inherited = open
        for i in inherited.indices { names[inherited[i].name].inherited = i }
      }
      // Those that are declared come before those that the same level closes.
      let arguments = levels[k].shape.arguments
      for i in arguments.indices { close(id(arguments[i].name), k, i, hasMore: k + 1 < levels.count) }
      let parameters = levels[k].parameters
      for i in parameters.indices { declare(id(parameters[i].name), k, i) }
    }
    compact()
  }

  private func removeAll() {
    index.removeAll()
    names.removeAll(keepingCapacity: true)
    uses.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    inherited.removeAll(keepingCapacity: true)
  }

  private func id(_ name: String) -> Int {
    if let known = index.add(name) { return known }
    names.append(Name())
    return names.count - 1
  }

  private func close(_ name: Int, _ level: Int, _ argument: Int, hasMore: Bool) {
    push(name, level, argument, declares: false)
    guard hasMore, names[name].open >= 0 else { return }
    open[names[name].open].level = -1
    names[name].open = -1
  }

  /// One that is declared again while it is open keeps its place.
  private func declare(_ name: Int, _ level: Int, _ parameter: Int) {
    push(name, level, parameter, declares: true)
    let slot = Slot(level: level, parameter: parameter, name: name)
    if names[name].open >= 0 {
      open[names[name].open] = slot
    } else {
      names[name].open = open.count
      open.append(slot)
    }
  }

  private func push(_ name: Int, _ level: Int, _ index: Int, declares: Bool) {
    uses.append(Use(level: level, index: index, declares: declares, next: names[name].first))
    names[name].first = uses.count - 1
  }

  /// Drops what was closed.
  private func compact() {
    open.removeAll { $0.level < 0 }
    for i in open.indices { names[open[i].name].open = i }
  }

  // MARK: Look-up

  /// Whether nothing of the chain declares or closes a parameter.
  var isEmpty: Bool { names.isEmpty }

  /// The place of `name` among the open parameters.
  func open(_ name: String) -> Int? { index.place(of: name).flatMap { open(id: $0) } }

  /// The same by the name's index.
  func open(id: Int) -> Int? { names[id].open < 0 ? nil : names[id].open }

  /// The place of `name` among those that are inherited.
  func inherited(_ name: String) -> Int? {
    index.place(of: name).flatMap { names[$0].inherited < 0 ? nil : names[$0].inherited }
  }

  /// The nearest declaration of `name` from `level` on.
  func declaration(of name: String, from level: Int) -> (level: Int, parameter: Int)? {
    first(name) { $0.declares && $0.level >= level }
  }

  /// The nearest argument from `level` on that closes `name`.
  func closing(_ name: String, from level: Int) -> (level: Int, argument: Int)? {
    first(name) { !$0.declares && $0.level >= level }.map { ($0.level, $0.parameter) }
  }

  private func first(_ name: String, where isWanted: (Use) -> Bool) -> (level: Int, parameter: Int)? {
    var at = index.place(of: name).map { names[$0].first } ?? -1
    while at >= 0 {
      if isWanted(uses[at]) { return (uses[at].level, uses[at].index) }
      at = uses[at].next
    }
    return nil
  }

  /// What `name` means in the declaration `level`; nil if no parameter has the name there. An argument does not see what is
  /// closed beside it.
  func find(_ name: String, in level: Int, isArgument: Bool) -> Found? {
    guard let id = index.place(of: name) else { return nil }
    var closing: (level: Int, argument: Int)?
    var at = names[id].first
    while at >= 0 {
      let use = uses[at]
      if use.declares, use.level >= level {
        return Found(name: id, declared: use.level, closing: closing, use: at)
      }
      if !use.declares {
        if isArgument, use.level == level { return nil }
        closing = (use.level, use.index)
      }
      at = use.next
    }
    return nil
  }

  /// Notes that `found` is used, and calls `body` with each parameter that this uses, the first time: all that declare it
  /// between two arguments that close it. A redeclared one replaces the one further up, and one that is declared again
  /// after it was closed is another.
  func mark(_ found: Found, _ body: (_ level: Int, _ parameter: Int) -> Void) {
    guard !uses[found.use].isMarked else { return }
    let nearest = found.closing.map { $0.level + 1 } ?? 0
    var at = names[found.name].first
    while at >= 0 {
      if uses[at].declares {
        if uses[at].level >= nearest {
          uses[at].isMarked = true
          body(uses[at].level, uses[at].index)
        }
      } else if uses[at].level >= found.declared {
        return
      }
      at = uses[at].next
    }
  }
}
