package import FlowMsgText

/// What a name can name; each kind has names of its own.
package enum Namespace: UInt8, Sendable {
  case value, type, bot, flow
  /// Messages and bases share their names.
  case message

  /// How many there are.
  static let count = 5

  /// The noun for messages.
  package var noun: String {
    switch self {
    case .value: "let"
    case .type: "type"
    case .bot: "bot"
    case .flow: "flow"
    case .message: "message or base"
    }
  }
}

/// Something declared at the top level of a file that others may name.
package struct Symbol: Sendable {
  package var namespace: Namespace
  /// The file, as an index into the program's units.
  package var unit: Int
  /// The declaration, as an index into the unit's trees.
  package var tree: Int
  /// The place of the name.
  package var location: SourceLocation
  /// The decoded name, in the pool of `Symbols`.
  package var nameStart: Int
  package var nameEnd: Int
}

/// All symbols of a program and, for each file, which of them it sees.
package struct Symbols: Sendable {
  package private(set) var all: ContiguousArray<Symbol> = []
  private var pool: ContiguousArray<UInt8> = []
  /// One a unit.
  package private(set) var scopes: [Scope] = []

  /// Which symbols a file sees: its own and those of the files that it imports.
  package struct Scope: Sendable {
    /// An open-addressing table of indices into `entries`, -1 where empty.
    fileprivate var slots: ContiguousArray<Int32> = []
    fileprivate var entries: ContiguousArray<Entry> = []
  }

  /// One way in which a scope sees a symbol.
  struct Entry: Sendable {
    var symbol: Int32
    /// Through which import, or -1 for the file's own.
    var imported: Int32
    /// Another symbol of the same name, or -1.
    var same: Int32
  }

  /// What a name was found to mean.
  package enum Lookup {
    case none
    /// The symbol, and through which of the file's imports it is seen (nil for its own).
    case found(Int, imported: Int?)
    /// Several, all of the same name; the indices of the symbols.
    case ambiguous([Int])
  }

  /// Adds a symbol whose decoded name is `name`.
  mutating func add(
    _ namespace: Namespace, _ name: some Collection<UInt8>, unit: Int, tree: Int, at place: SourceLocation
  ) {
    let start = pool.count
    pool.append(contentsOf: name)
    all.append(
      Symbol(
        namespace: namespace, unit: unit, tree: tree, location: place, nameStart: start, nameEnd: pool.count))
  }

  /// Where the name of a symbol stands.
  func location(of symbol: Int) -> SourceLocation {
    all.withUnsafeBufferPointer { $0[symbol].location }
  }

  /// Builds the scopes, when all symbols are there. `imports[u]` are the units that unit `u` imports, nil where unreadable.
  mutating func buildScopes(unitCount: Int, imports: [[Int?]]) {
    var own = [[Int]](repeating: [], count: unitCount)
    for i in all.indices { own[all[i].unit].append(i) }
    scopes = (0..<unitCount).map { unit in
      var scope = Scope()
      var visible = own[unit].map { ($0, -1) }
      for (i, target) in imports[unit].enumerated() {
        guard let target, target != unit, !imports[unit][..<i].contains(target) else { continue }
        visible += own[target].map { ($0, i) }
      }
      guard !visible.isEmpty else { return scope }
      var capacity = 4
      while capacity < visible.count * 2 { capacity *= 2 }
      scope.slots = ContiguousArray(repeating: -1, count: capacity)
      for (symbol, imported) in visible { insert(symbol, imported, into: &scope) }
      return scope
    }
  }

  private func insert(_ symbol: Int, _ imported: Int, into scope: inout Scope) {
    let entry = Int32(scope.entries.count)
    scope.entries.append(Entry(symbol: Int32(symbol), imported: Int32(imported), same: -1))
    let s = all[symbol]
    var slot =
      pool[s.nameStart..<s.nameEnd].withUnsafeBufferPointer { Symbols.hash(s.namespace, $0) } & (scope.slots.count - 1)
    while scope.slots[slot] >= 0 {
      let other = Int(scope.slots[slot])
      if sameName(Int(scope.entries[other].symbol), symbol) {
        // A later one of the same name is chained behind the first, whatever file it comes from.
        scope.entries[Int(entry)].same = scope.entries[other].same
        scope.entries[other].same = entry
        return
      }
      slot = (slot + 1) & (scope.slots.count - 1)
    }
    scope.slots[slot] = entry
  }

  private func sameName(_ a: Int, _ b: Int) -> Bool {
    all[a].namespace == all[b].namespace
      && pool[all[a].nameStart..<all[a].nameEnd].elementsEqual(pool[all[b].nameStart..<all[b].nameEnd])
  }

  private static func hash(_ namespace: Namespace, _ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(namespace.rawValue)
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7FFF_FFFF)
  }

  /// What `name` means in the file `unit`.
  ///
  /// All threads ask, at every message. The arrays are read as plain memory: to count who holds them would make the
  /// threads wait for each other.
  package func look(_ namespace: Namespace, _ name: UnsafeBufferPointer<UInt8>, in unit: Int) -> Lookup {
    let entry = scopes.withUnsafeBufferPointer { scopes in
      scopes[unit].slots.withUnsafeBufferPointer { slots in
        scopes[unit].entries.withUnsafeBufferPointer { entries in find(namespace, name, slots, entries) }
      }
    }
    guard let entry else { return .none }
    guard entry.same >= 0 else {
      return .found(Int(entry.symbol), imported: entry.imported < 0 ? nil : Int(entry.imported))
    }
    return several(entry, scopes[unit].entries)
  }

  private func find(
    _ namespace: Namespace, _ name: UnsafeBufferPointer<UInt8>, _ slots: UnsafeBufferPointer<Int32>,
    _ entries: UnsafeBufferPointer<Entry>
  ) -> Entry? {
    guard !slots.isEmpty else { return nil }
    var slot = Symbols.hash(namespace, name) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if isNamed(Int(entry.symbol), namespace, name) { return entry }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isNamed(_ symbol: Int, _ namespace: Namespace, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let symbol = all.withUnsafeBufferPointer { all in
      (all[symbol].namespace.rawValue, all[symbol].nameStart, all[symbol].nameEnd)
    }
    guard symbol.0 == namespace.rawValue, symbol.2 - symbol.1 == name.count else { return false }
    return pool.withUnsafeBufferPointer { pool in
      var i = 0
      while i < name.count, pool[symbol.1 + i] == name[i] { i += 1 }
      return i == name.count
    }
  }

  /// Several symbols of one name.
  private func several(_ first: Entry, _ entries: ContiguousArray<Entry>) -> Lookup {
    var symbols = [Int(first.symbol)]
    var next = first.same
    while next >= 0 {
      symbols.append(Int(entries[Int(next)].symbol))
      next = entries[Int(next)].same
    }
    // Twice in one file is an error of its own, where it is declared; here the first counts.
    if Set(symbols.map { all[$0].unit }).count == 1, let symbol = symbols.min() {
      return .found(symbol, imported: first.imported < 0 ? nil : Int(first.imported))
    }
    return .ambiguous(symbols.sorted())
  }

  /// The name of a symbol.
  package func name(_ symbol: Int) -> String {
    String(decoding: pool[all[symbol].nameStart..<all[symbol].nameEnd], as: UTF8.self)
  }

  /// The name, of those that `unit` sees and then of `others`, that `name` is most likely a misspelling of; none where it sees so
  /// many that looking for a near one at every unknown name would take long.
  package func nearest(
    to name: String, _ namespace: Namespace, in unit: Int, or others: [String] = []
  ) -> String? {
    var nearest = NearestName(name)
    if scopes[unit].entries.count <= Limits.suggestedNames {
      pool.withUnsafeBufferPointer { pool in
        for entry in scopes[unit].entries where !nearest.isSettled {
          let symbol = all[Int(entry.symbol)]
          guard symbol.namespace == namespace else { continue }
          nearest.consider(UnsafeBufferPointer(rebasing: pool[symbol.nameStart..<symbol.nameEnd]))
        }
      }
    }
    for other in others where !nearest.isSettled { nearest.consider(other.utf8) }
    return nearest.name
  }
}
