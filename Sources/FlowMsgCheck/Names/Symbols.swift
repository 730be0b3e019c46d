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
  private var scopes = Scopes()

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

  /// Where the name of a symbol is.
  func location(of symbol: Int) -> SourceLocation {
    all.withUnsafeBufferPointer { $0[symbol].location }
  }

  /// Builds the scopes, when all symbols are there. `imports[u]` are the units that unit `u` imports, nil where unreadable.
  mutating func buildScopes(unitCount: Int, imports: [[Int?]]) {
    scopes = Scopes(
      unitCount: unitCount, imports: imports, owners: all.map { ($0.unit, $0.namespace) }, groups: group())
  }

  /// Puts symbols of one name together.
  private func group() -> Scopes.Groups {
    var groups = Scopes.Groups(count: all.count)
    for i in all.indices {
      let s = all[i]
      pool[s.nameStart..<s.nameEnd].withUnsafeBufferPointer { name in
        groups.add(i, Symbols.hash(s.namespace, name)) { isNamed($0, s.namespace, name) }
      }
    }
    groups.close()
    return groups
  }

  private static func hash(_ namespace: Namespace, _ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash = FNVHash(seed: UInt64(namespace.rawValue))
    for byte in name { hash.combine(byte) }
    return Int(truncatingIfNeeded: (hash.value ^ hash.value >> 29) & 0x7FFF_FFFF)
  }

  /// What `name` means in the file `unit`.
  ///
  /// All threads ask, at every message. The arrays are read as plain memory: to count who holds them would make the
  /// threads wait for each other.
  package func look(_ namespace: Namespace, _ name: UnsafeBufferPointer<UInt8>, in unit: Int) -> Lookup {
    let scopes = scopes
    guard
      let symbols = scopes.groups.find(Symbols.hash(namespace, name), { isNamed($0, namespace, name) })
    else { return .none }
    return scopes.look(symbols, in: unit)
  }

  /// How many files declare `name`.
  func count(_ namespace: Namespace, _ name: UnsafeBufferPointer<UInt8>) -> Int {
    scopes.groups.find(Symbols.hash(namespace, name)) { isNamed($0, namespace, name) }?.count ?? 0
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
    if scopes.visibleCount(in: unit) <= Limits.suggestedNames {
      pool.withUnsafeBufferPointer { pool in
        for owner in scopes.owners(visibleIn: unit) {
          for symbol in scopes.symbols(namespace, of: owner) where !nearest.isSettled {
            let symbol = all[Int(symbol)]
            nearest.consider(UnsafeBufferPointer(rebasing: pool[symbol.nameStart..<symbol.nameEnd]))
          }
        }
      }
    }
    for other in others where !nearest.isSettled { nearest.consider(other.utf8) }
    return nearest.name
  }
}
