import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Takes out of what was found in a message what is to be reported elsewhere: in statements that it inherits, or that others
/// inherit. The place to report it is the message's `like`, unless it is wrong where it is written, too.
final class InheritedFindings {
  private let context: MessageContext
  private let chain: Chain
  private let values: ValueEvaluator
  @exclusivity(unchecked) private var found: [InheritedFinding] = []

  init(_ context: MessageContext, _ chain: Chain, _ values: ValueEvaluator) {
    (self.context, self.chain, self.values) = (context, chain, values)
  }

  /// Forgets what was taken out, and gives it.
  func take() -> [InheritedFinding] {
    defer { found = [] }
    return found
  }

  /// Takes out what was found from `first` on outside the declaration's own bytes, and what is provisional where others
  /// build on it: where that is reported shows in the end.
  func move(from first: Int) {
    guard chain.levels.count > 1 || chain.levels[0].baseMessage != nil else { return }
    guard context.reporter.diagnostics.count > first else { return }
    // What an argument was meant for is not known where it has no parameter, or could not be read.
    let isUnsure =
      chain.faults.isDamaged
      || context.reporter.diagnostics[first...].contains { $0.code == ParameterDiagnostics.unknownArgument.code }
    var own: [Diagnostic] = []
    for diagnostic in context.reporter.diagnostics[first...] {
      let one = finding(diagnostic)
      if one.isSaidWhereFound { own.append(diagnostic) }
      if one.isSaidWhereFound, !diagnostic.isProvisional || one.baseMessage == nil { continue }
      if one.like != nil, diagnostic.isProvisional, isUnsure { continue }
      found.append(one)
    }
    context.reporter.replace(from: first, with: own)
  }

  /// What was found, with what decides where it is reported.
  private func finding(_ diagnostic: Diagnostic) -> InheritedFinding {
    let baseMessage = chain.levels[0].baseMessage
    var one = InheritedFinding(
      diagnostic: diagnostic, baseMessage: baseMessage?.id, isBase: baseMessage?.isBase == true,
      parent: chain.levels.count > 1 ? chain.levels[1].baseMessage?.id : nil)
    guard chain.levels.count > 1, let like = chain.levels[0].shape.like else { return one }
    let place = diagnostic.location
    let own = chain.sources[0].file
    if place.file != own {
      one.like = SourceLocation(own, like)
    } else if InheritedFinding.isOfData(diagnostic.code) {
      one.routes = names(behind: place)
    }
    return one
  }

  /// The inherited names that the argument around `place` replaces.
  private func names(behind place: SourceLocation) -> [SourceLocation] {
    values.argumentUses.filter { $0.value.file == place.file && $0.value.range.contains(place.range) }.map(\.name)
  }
}
