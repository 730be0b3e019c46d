import FlowMsgText

/// Makes the bodies without holes of a message with parameters: of what is set from outside, and of defaults.
final class FilledBodies {
  private let context: MessageContext
  private let names: NameEvaluator
  private let budget: EvaluationBudget
  private let bodies: BodyChecker
  /// What fills the parameters.
  let filling: ParameterFilling
  /// What is set from outside.
  let settings: ExternalSettings

  init(
    _ context: MessageContext, _ evaluator: Evaluator, _ bodies: BodyChecker, _ filling: ParameterFilling,
    _ settings: ExternalSettings
  ) {
    (self.context, names, budget) = (context, evaluator.names, evaluator.budget)
    (self.bodies, self.filling, self.settings) = (bodies, filling, settings)
  }

  /// Makes the bodies, where every parameter has a value, and hands each to `make`.
  func make(_ list: [Variant], name: ByteRange, _ seen: inout Findings.Seen, _ make: (Variant) -> Void) {
    let set = settings.settingValues()
    let filled = filling.filled(set)
    guard filled.allSatisfy({ $0 != nil }) else { return settings.reportMissing(filled) }
    check(list, name: name, filledBy: filled) { variant, before in
      // What a body is refused for counts, whether or not another variant is refused for the same.
      let isTaken = set.isEmpty || settings.takesSettings(from: before)
      seen.drop(from: before, of: &context.reporter)
      if isTaken { make(variant) }
    }
  }

  /// Checks the bodies that the defaults make of a message in which something else is wrong, found from `first` on, so that
  /// one run reports everything. Of what has an error already nothing more is reported.
  func checkDefaults(_ list: [Variant], name: ByteRange, _ seen: inout Findings.Seen, from first: Int) {
    let filled = filling.filled([:])
    guard filled.allSatisfy({ $0 != nil }) else { return }
    let known = Set(context.reporter.diagnostics[first...].lazy.filter { $0.severity == .error }.map(\.subject))
    check(list, name: name, filledBy: filled) { _, before in
      seen.drop(from: before, of: &context.reporter)
      let new = context.reporter.diagnostics[before...].filter { !known.contains($0.subject) }
      if new.count < context.reporter.diagnostics.count - before { context.reporter.replace(from: before, with: new) }
    }
  }

  /// Makes each variant with `filled` in its holes, and calls `body` with it and the number of findings before it.
  private func check(
    _ list: [Variant], name: ByteRange, filledBy filled: [Place?], _ body: (_ variant: Variant, _ before: Int) -> Void
  ) {
    names.arguments = filled
    budget.beginFilled()
    defer { names.arguments = nil }
    for variant in list where !budget.isOutOfSteps {
      let before = context.reporter.diagnostics.count
      bodies.check(variant, name: name, isBase: false)
      body(variant, before)
    }
  }
}
