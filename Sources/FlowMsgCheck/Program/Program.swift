package import FlowMsgModel
import FlowMsgSyntax
package import FlowMsgText

/// Everything that messages may refer to, resolved: built once, then read by all threads.
package final class Program: Sendable {
  /// The files, by `FileID`.
  package let units: [SourceUnit]
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
  let baseMessages: BaseMessages
  /// For each symbol: the type, if it is one.
  let types: [TypeBuilder.TypeState]
  /// The Flow JSON files, and the units that values from files were made, by the place of the path that names them.
  let flowFiles: [SourceLocation: FlowFile]
  let valueUnits: [SourceLocation: Int]
  /// Nothing used yet: what each worker begins with, one copy of it.
  let unused: Usage
  /// The values from files.
  let foreign: ForeignFiles
  /// What was found in declarations.
  package let diagnostics: [Diagnostic]
  /// Whether messages are looked up by name, as some build on others.
  let isBuilt: Bool
  /// Whether a `like` somewhere names nothing, or several things: what it would mean may change with any name.
  let hasUnknownTargets: Bool

  /// Resolves the declarations of `units`. `flowFiles` gives the Flow JSON that a `flow … from` reads, by file and place
  /// of the path; nil there means that it could not be read, which is reported already.
  package init(units: [SourceUnit], flowFiles: [SourceLocation: FlowFile], foreign: [SourceLocation: Int] = [:]) {
    var builder = ProgramBuilder(units: units, flowFiles: flowFiles, foreign: foreign)
    builder.build()
    self.units = units
    self.flowFiles = flowFiles
    valueUnits = foreign
    symbols = builder.draft.symbols
    contracts = builder.draft.contracts
    lets = builder.lets
    bots = builder.bots
    baseMessages = builder.baseMessages
    types = builder.types
    flows = builder.flows
    usage = builder.draft.usage
    unused = Usage(symbols: builder.draft.symbols.all.count, units: units)
    self.foreign = ForeignFiles(units)
    diagnostics = builder.draft.reporter.diagnostics
    (isBuilt, hasUnknownTargets) = (builder.isBuilt, builder.hasUnknownTargets)
  }

  /// `other` with `unit` in the place of the unit `index`, where nothing differs but messages that nothing refers to.
  package init(_ other: Program, unit index: Int, now unit: SourceUnit) {
    units = other.units(with: unit, at: index)
    (symbols, contracts, lets, bots, flows) = (other.symbols, other.contracts, other.lets, other.bots, other.flows)
    (usage, unused, baseMessages, types) = (other.usage, other.unused, other.baseMessages, other.types)
    (flowFiles, valueUnits, foreign) = (other.flowFiles, other.valueUnits, other.foreign)
    diagnostics = other.diagnostics
    (isBuilt, hasUnknownTargets) = (other.isBuilt, other.hasUnknownTargets)
  }

  /// The units with `unit` in the place of the one at `index`.
  package func units(with unit: SourceUnit, at index: Int) -> [SourceUnit] {
    var units = units
    units[index] = unit
    return units
  }

  /// Whether the type that a symbol names is broken.
  func isBrokenType(_ symbol: Int) -> Bool {
    guard case .done(let type) = types[symbol] else { return false }
    return contracts.types[Int(type)].kind == .broken
  }
}
