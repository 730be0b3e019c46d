import FlowMsgText

extension MessageChecker {
  /// What was found since this was called last.
  package func takeAnalysis() -> Analysis {
    defer {
      context.reporter = Reporter()
      inherited = []
    }
    return Analysis(
      diagnostics: context.reporter.diagnostics, inherited: inherited, hiddenTranslations: hidden.takeInherited(),
      bounds: context.reporter.bounds,
      usedParameters: evaluator.bindings.takeUsed(), readLayers: variants.takeRead(), uses: context.usage.take())
  }
}
