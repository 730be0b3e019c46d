import FlowMsgText

/// Which symbols each file sees: its own and those of the files that it imports.
///
/// Nothing is copied from one file to another: symbols are found by their name, and then it is looked which of them belong to
/// the file, or to one that it imports, through the fewer of both. So memory and time grow with the files and not with what
/// they import.
///
/// A class of constants, which all threads read as plain memory.
final class Scopes: Sendable {
  /// One import of a file.
  private struct Import: Sendable, BitwiseCopyable {
    var target: Int32
    /// Its place among the file's imports.
    var place: Int32
  }

  /// Symbols by name.
  let groups: Groups
  /// The unit of each symbol.
  private let units: ContiguousArray<Int32>
  /// The symbols of each unit and namespace, one behind the other, and where they begin.
  private let owned: ContiguousArray<Int32>
  private let ownedStarts: ContiguousArray<Int32>
  /// The files that each unit imports, each once, by file, and where they begin.
  private let imports: ContiguousArray<Import>
  private let importStarts: ContiguousArray<Int32>

  /// Nothing is declared, and nothing seen.
  convenience init() { self.init(unitCount: 0, imports: [], owners: [], groups: Groups(count: 0)) }

  /// The scopes of units that import `imports`; `owners` are the units and namespaces of the symbols.
  init(unitCount: Int, imports: [[Int?]], owners: [(unit: Int, namespace: Namespace)], groups: Groups) {
    self.groups = groups
    units = ContiguousArray(owners.lazy.map { Int32($0.unit) })
    (owned, ownedStarts) = Scopes.sorted(
      owners.map { $0.unit * Namespace.count + Int($0.namespace.rawValue) }, count: unitCount * Namespace.count)
    var list: ContiguousArray<Import> = []
    var starts: ContiguousArray<Int32> = [0]
    for (unit, targets) in imports.enumerated() {
      var seen: Set<Int> = [unit]
      var own: [Import] = []
      for (i, target) in targets.enumerated() {
        if let target, seen.insert(target).inserted { own.append(Import(target: Int32(target), place: Int32(i))) }
      }
      list += own.sorted { $0.target < $1.target }
      starts.append(Int32(list.count))
    }
    (self.imports, importStarts) = (list, starts)
  }

  /// The indices of `keys`, below `count`, by key; and where those of each key begin.
  static func sorted(_ keys: [Int], count: Int) -> (ContiguousArray<Int32>, starts: ContiguousArray<Int32>) {
    var starts = ContiguousArray<Int32>(repeating: 0, count: count + 1)
    for key in keys { starts[key + 1] += 1 }
    for i in 0..<count { starts[i + 1] += starts[i] }
    var next = starts
    var sorted = ContiguousArray<Int32>(repeating: 0, count: keys.count)
    for (i, key) in keys.enumerated() {
      sorted[Int(next[key])] = Int32(i)
      next[key] += 1
    }
    return (sorted, starts)
  }

  // MARK: Look-up

  /// Which of the symbols `group`, all of one name, the file `unit` sees.
  func look(_ group: Range<Int>, in unit: Int) -> Symbols.Lookup {
    var seen = Seen()
    if group.count == 1 || group.count <= importCount(unit) {
      for at in group { take(Int(groups.symbols[at]), in: unit, &seen) }
    } else {
      if let own = symbol(of: unit, among: group) { seen.add(own, imported: nil) }
      for i in importRange(unit) {
        if let symbol = symbol(of: Int(imports[i].target), among: group) {
          seen.add(symbol, imported: Int(imports[i].place))
        }
      }
    }
    return seen.lookup
  }

  /// What is seen of one name. Hardly ever more than one.
  private struct Seen {
    private var first: (symbol: Int, imported: Int?)?
    private var others: [Int] = []

    mutating func add(_ symbol: Int, imported: Int?) {
      if first == nil { first = (symbol, imported) } else { others.append(symbol) }
    }

    var lookup: Symbols.Lookup {
      guard let first else { return .none }
      return others.isEmpty
        ? .found(first.symbol, imported: first.imported) : .ambiguous(([first.symbol] + others).sorted())
    }
  }

  private func take(_ symbol: Int, in unit: Int, _ seen: inout Seen) {
    let owner = Int(units[symbol])
    if owner == unit { return seen.add(symbol, imported: nil) }
    let range = importRange(unit)
    let i = range.partitioningIndex { Int(imports[$0].target) >= owner }
    if i < range.upperBound, Int(imports[i].target) == owner { seen.add(symbol, imported: Int(imports[i].place)) }
  }

  /// The symbol of `unit` among `group`, which is in the order of the units.
  private func symbol(of unit: Int, among group: Range<Int>) -> Int? {
    let at = group.partitioningIndex { Int(units[Int(groups.symbols[$0])]) >= unit }
    guard at < group.upperBound else { return nil }
    let symbol = Int(groups.symbols[at])
    return Int(units[symbol]) == unit ? symbol : nil
  }

  private func importRange(_ unit: Int) -> Range<Int> { Int(importStarts[unit])..<Int(importStarts[unit + 1]) }

  private func importCount(_ unit: Int) -> Int { importRange(unit).count }

  // MARK: All that is seen

  /// The symbols of `namespace` that the unit `owner` declares, in order.
  func symbols(_ namespace: Namespace, of owner: Int) -> ArraySlice<Int32> {
    let key = owner * Namespace.count + Int(namespace.rawValue)
    return ArraySlice(owned[Int(ownedStarts[key])..<Int(ownedStarts[key + 1])])
  }

  /// How many symbols `unit` sees.
  func visibleCount(in unit: Int) -> Int {
    importRange(unit).reduce(ownCount(unit)) { $0 + ownCount(Int(imports[$1].target)) }
  }

  private func ownCount(_ unit: Int) -> Int {
    Int(ownedStarts[(unit + 1) * Namespace.count] - ownedStarts[unit * Namespace.count])
  }

  /// The units whose symbols `unit` sees: itself, and what it imports in the order in which it does.
  func owners(visibleIn unit: Int) -> [Int] {
    [unit] + imports[importRange(unit)].sorted { $0.place < $1.place }.map { Int($0.target) }
  }

  // MARK: Names

  /// Symbols by name, each name's in order.
  struct Groups: Sendable {
    /// An open-addressing table of groups, -1 where empty.
    private var slots: ContiguousArray<Int32>
    /// The first symbol of each group.
    private var first: ContiguousArray<Int32> = []
    /// The group of each symbol, while they are added.
    private var keys: [Int] = []
    /// All symbols by group, and where each group begins.
    private(set) var symbols: ContiguousArray<Int32> = []
    private var starts: ContiguousArray<Int32> = []

    /// Room for `count` symbols.
    init(count: Int) {
      var capacity = 4
      while capacity < count * 2 { capacity *= 2 }
      slots = ContiguousArray(repeating: -1, count: capacity)
    }

    /// Adds the next symbol, whose name has the hash `hash`; `isSame` says whether another has the same name.
    mutating func add(_ symbol: Int, _ hash: Int, _ isSame: (Int) -> Bool) {
      let slot = slot(hash, isSame)
      if slots[slot] < 0 {
        slots[slot] = Int32(first.count)
        first.append(Int32(symbol))
      }
      keys.append(Int(slots[slot]))
    }

    /// Puts the symbols into their groups, when all are added.
    mutating func close() {
      (symbols, starts) = Scopes.sorted(keys, count: first.count)
      keys = []
    }

    /// The symbols of a name, as places in `symbols`.
    func find(_ hash: Int, _ isSame: (Int) -> Bool) -> Range<Int>? {
      let group = Int(slots[slot(hash, isSame)])
      return group < 0 ? nil : Int(starts[group])..<Int(starts[group + 1])
    }

    private func slot(_ hash: Int, _ isSame: (Int) -> Bool) -> Int {
      var slot = hash & (slots.count - 1)
      while slots[slot] >= 0, !isSame(Int(first[Int(slots[slot])])) { slot = (slot + 1) & (slots.count - 1) }
      return slot
    }
  }
}
