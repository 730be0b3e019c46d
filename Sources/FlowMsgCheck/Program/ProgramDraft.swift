import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// What the builders of a program share: its files, and what becomes of the names, types and Flows that these declare.
final class ProgramDraft {
  let units: [SourceUnit]
  @exclusivity(unchecked) var symbols: Symbols
  @exclusivity(unchecked) var contracts: Contracts
  @exclusivity(unchecked) var usage: Usage
  @exclusivity(unchecked) var reporter = Reporter()

  /// One of which nothing is built yet.
  init(_ units: [SourceUnit]) {
    self.units = units
    (symbols, contracts, usage) = (Symbols(), Contracts(), Usage(symbols: 0, units: []))
  }

  /// One that has these names and contracts already.
  init(_ units: [SourceUnit], _ symbols: Symbols, _ contracts: Contracts, _ usage: Usage) {
    (self.units, self.symbols, self.contracts, self.usage) = (units, symbols, contracts, usage)
  }

  /// For wordings; made only when there is something to word.
  var resolver: PathResolver { PathResolver(units: units, symbols: symbols) }

  /// Reports what the parser would, had it looked.
  func report(_ kind: SyntaxFaultKind, _ range: ByteRange, _ syntax: DeclarationSyntax) {
    reporter.report(syntax.diagnostic(SyntaxFault(kind, range)))
  }
}
