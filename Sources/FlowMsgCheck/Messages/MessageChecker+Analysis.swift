import FlowMsgText

extension MessageChecker {
  /// What was found since this was called last.
  package func takeAnalysis() -> Analysis {
    defer {
      context.reporter = Reporter()
      inherited = []
      lostAbove = []
      readLayers = []
    }
    return Analysis(
      diagnostics: context.reporter.diagnostics, inherited: inherited, hiddenTranslations: lostAbove,
      bounds: context.reporter.bounds,
      usedParameters: evaluator.bindings.takeUsed(), readLayers: readLayers, uses: context.usage.take())
  }
}
