import FlowMsgModel
import FlowMsgText

/// The values that parameters are set to from outside, and why some could not be.
final class ExternalSettings {
  private let context: MessageContext
  private let resolved: ResolvedMessage
  private let chain: Chain
  private let values: ValueEvaluator
  private let filling: ParameterFilling
  private let texts: TextParameters
  /// What parameters are set to, by name.
  private let settings: [(name: String, value: String)]
  /// Whether the message is one that parameters are set for.
  @exclusivity(unchecked) var isSet = false
  /// Why parameters could not be set as asked, one line each.
  @exclusivity(unchecked) private(set) var failures: [String] = []

  init(
    _ settings: [(name: String, value: String)], _ context: MessageContext, _ chain: Chain, _ values: ValueEvaluator,
    _ filling: ParameterFilling, _ texts: TextParameters
  ) {
    (self.settings, self.context, resolved) = (settings, context, context.resolved)
    (self.chain, self.values, self.filling, self.texts) = (chain, values, filling, texts)
  }

  /// Whether parameters of the message are set.
  private var hasSome: Bool { isSet && !settings.isEmpty }

  private var messageName: String { String(decoding: context.name, as: UTF8.self) }

  /// A message without parameters knows none that is set.
  func refuseIfClosed() {
    guard hasSome, chain.openParameters.isEmpty else { return }
    for setting in settings { failures.append("message '\(messageName)' has no open parameter '\(setting.name)'") }
  }

  /// Where parameters are set, every one has to have a value in the end.
  func reportMissing(_ values: [Place?]) {
    guard hasSome else { return }
    for (parameter, value) in zip(chain.openParameters, values) where value == nil {
      if settings.contains(where: { $0.name == parameter.name }) { continue }
      failures.append("message '\(messageName)' needs a value for '\(parameter.name)'")
    }
  }

  /// The values of the parameters that are set; what is wrong with them goes to `failures`.
  func settingValues() -> [String: Place] {
    guard hasSome else { return [:] }
    var values: [String: Place] = [:]
    let name = messageName
    for setting in settings {
      guard let parameter = chain.names.open(setting.name).map({ chain.openParameters[$0] }) else {
        let near = suggestion(for: setting.name, among: chain.openParameters.map(\.name))
        failures.append(
          "message '\(name)' has no open parameter '\(setting.name)'" + (near.map { "; did you mean '\($0)'?" } ?? ""))
        continue
      }
      if let place = place(of: setting.value, parameter, name) { values[setting.name] = place }
    }
    return values
  }

  /// The value that a text from outside gives a parameter: a string as it is, every other type as JSON.
  private func place(of text: String, _ parameter: OpenParameter, _ message: String) -> Place? {
    let isText = resolved.contracts.types[parameter.type].isText
    let foreign = isText ? ForeignValue.string(Array(text.utf8)) : ForeignValue.json(Array(text.utf8))
    guard let place = foreign.unit(resolved.file).flatMap(filling.keep) else {
      let reason = foreign.reason.isEmpty ? ForeignValue.tooDeep : foreign.reason
      let what = foreign.isNoJSON ? "is no JSON" : "cannot be used"
      failures.append("\(shown(text)) for '\(parameter.name)' of message '\(message)' \(what): \(reason)")
      return nil
    }
    let node = values.value(place)
    guard let finding = DataWalk.findings(resolved, node, against: parameter.type).first else { return place }
    let path = DataPath.path(to: finding.node, from: node, in: context.tape)
    let wanted =
      finding.type >= 0
      ? TypeNouns.wanted(finding.node, in: context.tape, as: finding.type, resolved.contracts) : "something else"
    let part = path.isEmpty ? "" : " at '\(path)'"
    failures.append(
      "\(shown(text)) for '\(parameter.name)' of message '\(message)' does not fit\(part): expected \(wanted)")
    return nil
  }

  /// A text of the command line in quotes, cut short, without control characters.
  private func shown(_ text: String) -> String {
    let most = 60
    let scalars = text.unicodeScalars.prefix(most).map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }
    let isCut = text.unicodeScalars.count > most
    return "'\(String(String.UnicodeScalarView(scalars)))\(isCut ? "…" : "")'"
  }

  // MARK: What is wrong with them in their places

  /// Whether the body can be made with what is set. Errors that the values make, which were found from `first` on, are no
  /// faults of the source: they go to `failures`.
  func takesSettings(from first: Int) -> Bool {
    let errors = context.reporter.diagnostics[first...].filter { $0.severity == .error }
    guard !errors.isEmpty else { return true }
    var own: [Diagnostic] = []
    for error in errors {
      let names = settings(behind: error)
      if names.isEmpty {
        own.append(error)
        continue
      }
      let list = names.map { "'\($0)'" }.listed()
      let failure =
        "message '\(messageName)' cannot take the value of \(list): \(error.message.replacing("`", with: "'"))"
      if !failures.contains(failure) { failures.append(failure) }
    }
    let others = context.reporter.diagnostics[first...].filter { $0.severity != .error }
    context.reporter.replace(from: first, with: others + own)
    return false
  }

  /// The parameters that are set and have to do with an error: those that its text uses, or all for other values.
  private func settings(behind error: Diagnostic) -> [String] {
    let names = settings.map(\.name)
    for field in [Schema.title, Schema.text, Schema.caption, Schema.cta] {
      let place = resolved.location(of: field)
      guard place.file == error.location.file, place.range.contains(error.location.range), !place.range.isEmpty else {
        continue
      }
      let used = texts.names(at: place)
      return names.filter(used.contains)
    }
    return names
  }
}
