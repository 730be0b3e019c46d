import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Holds the values that a declaration gives parameters to their types, part by part, and notes those that do not fit as
/// refused.
final class ParameterValueChecker {
  private let context: MessageContext
  private let resolved: ResolvedMessage
  private let tape: ValueTape
  private let chain: Chain
  private let values: ValueEvaluator
  /// What is still to be checked.
  @exclusivity(unchecked) private var pending: [ParameterValue] = []

  init(_ context: MessageContext, _ chain: Chain, _ values: ValueEvaluator) {
    (self.context, resolved, tape) = (context, context.resolved, context.tape)
    (self.chain, self.values) = (chain, values)
  }

  /// Adds a value to those that `check` looks at.
  func add(_ value: ParameterValue) { pending.append(value) }

  /// Adds the defaults of the declaration's own parameters.
  func addDefaults() {
    for parameter in chain.levels[0].parameters {
      guard let node = parameter.defaultValue else { continue }
      add(
        ParameterValue(
          place: Place(source: chain.letSource(0), node: node), name: parameter.name, role: .default,
          type: Int(parameter.type)))
    }
  }

  /// Checks the values that were added, once all names of the declaration are known.
  func check() {
    if pending.isEmpty { return }
    resolved.isUsed = true
    for value in pending where !fits(value) {
      switch value.role {
      case .argument: chain.levels[0].refused.arguments.insert(value.name)
      case .default: chain.levels[0].refused.defaults.insert(value.name)
      case .example: break
      }
    }
    pending.removeAll(keepingCapacity: true)
    for i in chain.openParameters.indices where chain.openParameters[i].level == 0 {
      chain.openParameters[i].isDefaultRefused =
        chain.levels[0].refused.defaults.contains(chain.openParameters[i].name)
    }
  }

  /// Holds a value to its type, and reports what does not fit.
  private func fits(_ value: ParameterValue) -> Bool {
    let before = context.reporter.diagnostics.count
    let node = values.value(value.place)
    if value.role != .argument { explainParameters(from: before, value) }
    observe(node, value.type)
    let findings = DataWalk.findings(resolved, node, against: value.type)
    for finding in findings { report(finding, of: node, value) }
    // Where it is used, the same would be reported of it.
    let isFilled = !context.reporter.diagnostics[before...].contains {
      $0.code == NameDiagnostics.filePlaceholder.code
    }
    return findings.isEmpty && isFilled
  }

  /// Says of unknown names that are parameters why a default or example does not know them.
  private func explainParameters(from first: Int, _ value: ParameterValue) {
    for i in first..<context.reporter.diagnostics.count
    where context.reporter.diagnostics[i].code == NameDiagnostics.unknownName.code {
      let name = value.place.source.string(context.reporter.diagnostics[i].location.range)
      guard chain.names.declaration(of: name, from: 0) != nil else { continue }
      context.reporter.diagnostics[i].message = "\(value.subject) cannot take the parameter `\(name)`"
      context.reporter.diagnostics[i].help = ["a default or an example stands for itself: write a value, or name a let"]
      context.reporter.diagnostics[i].fixes = []
    }
  }

  /// Writes down how long the values are that types of strings and lists are given: a bound that is offered contradicts none.
  private func observe(_ node: Int, _ type: Int) {
    let expected = resolved.contracts.types[type]
    switch (expected.kind, tape.nodes[node].kind) {
    case (.string, _):
      guard let length = DataWalk.length(resolved, of: node) else { return }
      context.reporter.bounds.hold(length, of: SourceLocation(expected.origin))
    case (.list, .array):
      let count = tape.children(of: node).reduce(0) { count, _ in count + 1 }
      context.reporter.bounds.hold(TextLength(least: count, most: count), of: SourceLocation(expected.origin))
      for item in tape.children(of: node) { observe(item, Int(expected.first)) }
    case (.shape, .object):
      for member in tape.children(of: node) where tape.nodes[member].kind == .member {
        let key = tape.string(of: member)
        let field = resolved.contracts.members(of: expected).first { resolved.contracts.string($0.key) == key }
        if let field { observe(member + 1, Int(field.type)) }
      }
    default: break
    }
  }

  private func report(_ finding: DataFinding, of root: Int, _ value: ParameterValue) {
    context.reporter.report(
      ParameterDiagnostics.wrongValue, message(finding, of: root, value), at: resolved.place(of: finding.node),
      labels: [DiagnosticLabel(SourceLocation(resolved.contracts.types[value.type].origin), "its type")])
  }

  private func message(_ finding: DataFinding, of root: Int, _ value: ParameterValue) -> String {
    let path = DataPath.path(to: finding.node, from: root, in: tape)
    let subject = path.isEmpty ? value.subject : "\(value.subject) at `\(path)`"
    let contracts = resolved.contracts
    let wanted =
      finding.type >= 0 ? TypeNouns.wanted(finding.node, in: tape, as: finding.type, contracts) : "another value"
    switch finding.problem {
    case .missing, .missingInItem:
      return "\(subject) has no `\(contracts.string(contracts.fields[finding.field].key))`"
    case .unknown, .unknownInItem:
      return "\(value.subject) has a key `\(tape.string(of: finding.node))` too many"
    case .null: return "\(subject) is null, and is to be \(wanted)"
    case .parameter where tape.nodes[finding.node].kind == .interpolated:
      return "\(subject) is a text with parameters, and is to be \(wanted)"
    case .parameter: return "\(subject) is filled by `\(tape.string(of: finding.node))`, which is not \(wanted)"
    default:
      let found = TypeNouns.found(finding.node, in: tape, against: finding.type, in: contracts)
      return "\(subject) is \(found), and is to be \(wanted)"
    }
  }
}
