/// Which symbols and imports were used: bits that each worker sets for itself, joined in the end.
package struct Usage: Sendable {
  package private(set) var symbols: ContiguousArray<Bool>
  /// The imports of all units, one unit's behind the other's.
  private var imports: ContiguousArray<Bool>
  /// Where each unit's imports begin in `imports`.
  private let starts: ContiguousArray<Int32>
  /// For each unit: whether something in it was not understood, so that what it uses is not known.
  package private(set) var isPartial: ContiguousArray<Bool>

  init(symbols: Int, units: [SourceUnit]) {
    self.symbols = ContiguousArray(repeating: false, count: symbols)
    var starts: ContiguousArray<Int32> = []
    starts.reserveCapacity(units.count)
    var count = 0
    for unit in units {
      starts.append(Int32(count))
      count += unit.imports.count
    }
    self.starts = starts
    imports = ContiguousArray(repeating: false, count: count)
    isPartial = ContiguousArray(repeating: false, count: units.count)
  }

  mutating func use(_ symbol: Int, imported: Int?, in unit: Int) {
    symbols[symbol] = true
    if let imported { imports[Int(starts[unit]) + imported] = true }
  }

  mutating func usePart(in unit: Int) { isPartial[unit] = true }

  /// Whether the import `index` of `unit` was used.
  package func isUsed(import index: Int, of unit: Int) -> Bool { imports[Int(starts[unit]) + index] }

  /// Joins what is used elsewhere.
  mutating func formUnion(_ other: UseList) {
    for i in other.symbols { symbols[Int(i)] = true }
    for u in other.partialUnits { isPartial[Int(u)] = true }
    for i in other.imports { imports[Int(i)] = true }
  }

  /// Joins what another thread has seen.
  mutating func formUnion(_ other: Usage) {
    for i in symbols.indices where other.symbols[i] { symbols[i] = true }
    for u in isPartial.indices where other.isPartial[u] { isPartial[u] = true }
    for i in imports.indices where other.imports[i] { imports[i] = true }
  }

  /// What is used, as a list; then nothing is.
  mutating func take() -> UseList {
    UseList(symbols: Usage.take(&symbols), imports: Usage.take(&imports), partialUnits: Usage.take(&isPartial))
  }

  private static func take(_ bits: inout ContiguousArray<Bool>) -> [Int32] {
    var set: [Int32] = []
    bits.withUnsafeMutableBufferPointer { bits in
      for i in bits.indices where bits[i] {
        set.append(Int32(truncatingIfNeeded: i))
        bits[i] = false
      }
    }
    return set
  }
}

/// What a declaration uses, as numbers in the program.
struct UseList: Sendable {
  /// The symbols.
  var symbols: [Int32] = []
  /// The imports, counted through all files.
  var imports: [Int32] = []
  /// The files in which something was not understood.
  var partialUnits: [Int32] = []
}
