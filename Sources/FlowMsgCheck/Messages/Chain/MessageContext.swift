import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// What all parts of the check of a message share: the program, the message with its values, and what is found in it.
///
/// A class of constants: what is reached through them counts no references, which at every value cost more than the value.
final class MessageContext {
  let program: Program
  /// The message that is checked.
  let resolved: ResolvedMessage
  /// Its values.
  let tape: ValueTape
  /// How values came where they are; kept for a source map alone.
  let provenance: Trail?
  /// What was found.
  @exclusivity(unchecked) var reporter = Reporter()
  /// What was used.
  @exclusivity(unchecked) var usage: Usage
  /// The message's unit.
  @exclusivity(unchecked) var unit = 0
  /// Its place among its file's extents.
  @exclusivity(unchecked) var extentIndex = 0

  /// Of messages of `program`; with `traces` it is noted how values came where they are.
  init(_ program: Program, traces: Bool) {
    self.program = program
    resolved = ResolvedMessage(contracts: program.contracts, foreign: program.foreign)
    tape = resolved.message.tape
    provenance = traces ? Trail(program.foreign, Places(program.units)) : nil
    usage = program.unused
  }

  /// The message's name; valid as long as its file is.
  var name: UnsafeBufferPointer<UInt8> {
    let owner = program.units[unit]
    let name = owner.extents[extentIndex].name
    return UnsafeBufferPointer(rebasing: owner.text[Int(name.start)..<Int(name.end)])
  }

  /// For wordings; made only when there is something to word.
  var resolver: PathResolver { PathResolver(units: program.units, symbols: program.symbols) }

  /// Reports what the parser would, had it looked.
  func report(_ kind: SyntaxFaultKind, _ range: ByteRange, _ source: TreeContext) {
    reporter.report(source.syntax.diagnostic(SyntaxFault(kind, range)))
  }

  // MARK: Where values are written

  /// Where `range` of `source` is written: in a file, for what was read from one; nil for what was set from outside.
  func written(_ range: ByteRange, _ source: TreeContext) -> SourceLocation? {
    source.unit < 0 ? nil : program.units[source.unit].written(SourceLocation(source.file, range))
  }

  /// Where the value at `place` is written.
  func written(_ place: Place) -> SourceLocation? {
    written(place.source.tree.range(of: place.node), place.source)
  }
}
