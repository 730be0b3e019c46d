import FlowMsgText

extension MessageChecker {
  /// What was found since this was called last.
  package func takeAnalysis() -> Analysis {
    defer {
      reporter = Reporter()
      inherited = []
      lostAbove = []
      usedParameters = []
      readLayers = []
    }
    return Analysis(
      diagnostics: reporter.diagnostics, inherited: inherited, hiddenTranslations: lostAbove, bounds: reporter.bounds,
      usedParameters: usedParameters, readLayers: readLayers, uses: usage.take())
  }
}
