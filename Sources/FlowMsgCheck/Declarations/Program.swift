package import FlowMsgModel
import FlowMsgSyntax
package import FlowMsgText

/// Everything that messages may refer to, resolved: built once, then read by all threads.
package final class Program: Sendable {
  /// The files, by `FileID`.
  package let units: [Unit]
  /// All names.
  package let symbols: Symbols
  /// The contracts of all Flows.
  package let contracts: Contracts
  /// For each symbol: the let's value, if it is one.
  let lets: ContiguousArray<LetValue>
  /// For each symbol: the bot, if it is one and whole.
  package let bots: [Bot?]
  /// For each symbol: the Flow's index in `contracts.flows`, if it is one and whole.
  let flows: ContiguousArray<Int?>
  /// The symbols and imports that declarations use.
  package let usage: Usage
  /// Bases, and messages that others build on.
  let templates: Templates
  /// For each symbol: the type, if it is one.
  let types: [ProgramBuilder.TypeState]
  /// The Flow JSON files, and the units that values from files were made, by the place of the path that names them.
  let flowFiles: [SourceLocation: FlowFile]
  let valueUnits: [SourceLocation: Int]
  /// Nothing used yet: what each worker begins with, one copy of it.
  let unused: Usage
  /// The values from files.
  let foreign: ForeignFiles
  /// What was found in declarations.
  package let diagnostics: [Diagnostic]

  /// Resolves the declarations of `units`. `flowFiles` gives the Flow JSON that a `flow … from` reads, by file and place
  /// of the path; nil there means that it could not be read, which is reported already.
  package init(units: [Unit], flowFiles: [SourceLocation: FlowFile], foreign: [SourceLocation: Int] = [:]) {
    var builder = ProgramBuilder(units: units, flowFiles: flowFiles, foreign: foreign)
    builder.build()
    self.units = units
    self.flowFiles = flowFiles
    valueUnits = foreign
    symbols = builder.symbols
    contracts = builder.contracts
    lets = builder.lets
    bots = builder.bots
    templates = builder.templates
    types = builder.types
    flows = builder.flows
    usage = builder.usage
    unused = Usage(symbols: builder.symbols.all.count, units: units)
    self.foreign = ForeignFiles(units)
    diagnostics = builder.reporter.diagnostics
  }

  /// Whether the type that a symbol names is broken.
  func isBrokenType(_ symbol: Int) -> Bool {
    guard case .done(let type) = types[symbol] else { return false }
    return contracts.types[Int(type)].kind == .broken
  }
}

/// A Flow JSON file.
package struct FlowFile: Sendable {
  package var file: FileID
  package var bytes: [UInt8]

  package init(file: FileID, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }
}

/// What is known of a let before anyone uses it.
struct LetValue: Sendable {
  enum State: UInt8, Sendable { case notLet, unvisited, visiting, whole, broken }
  var state = State.notLet
  /// The unit and tree in which its value stands: its own, or what a file was made.
  var unit = 0
  var tree = 0
  /// The node of its value in that tree.
  var node = 0
  /// Its size as compact JSON, in bytes; at most a little over the limit.
  var size = 0
  /// How deep objects and lists nest in it.
  var depth = 0
  /// How many lets stand behind each other in it.
  var chain = 0
}

/// Which symbols and imports were used: bits that each worker sets for itself, joined in the end.
package struct Usage: Sendable {
  package private(set) var symbols: ContiguousArray<Bool>
  /// The imports of all units, one unit's behind the other's.
  private var imports: ContiguousArray<Bool>
  /// Where each unit's imports begin in `imports`.
  private let starts: ContiguousArray<Int32>
  /// For each unit: whether something in it was not understood, so that what it uses is not known.
  package private(set) var isPartial: ContiguousArray<Bool>

  init(symbols: Int, units: [Unit]) {
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
