import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Checks the parameters that a declaration has, and the arguments that it gives, against what it builds on.
final class ParameterChecker {
  private let context: MessageContext
  private let program: Program
  private let chain: Chain
  private let values: ParameterValueChecker

  init(_ context: MessageContext, _ chain: Chain, _ values: ParameterValueChecker) {
    (self.context, program, self.chain, self.values) = (context, context.program, chain, values)
  }

  /// Checks the names of the declaration's own parameters, and its arguments; the values of these are kept for
  /// `ParameterValueChecker`.
  func check() {
    if chain.names.isEmpty, chain.levels.count == 1 { return }
    for parameter in chain.levels[0].parameters { checkName(parameter) }
    checkInheritedNames()
    guard let shape = chain.levels.first?.shape, shape.like != nil, chain.levels.count > 1 else { return }
    for argument in shape.arguments { checkArgument(argument) }
  }

  /// What the declaration inherits and nothing below has closed.
  private var inherited: [Parameter] { chain.names.inherited.map { chain.levels[$0.level].parameters[$0.parameter] } }

  // MARK: Names

  private static let columns = ["to", "locale", "bot"]
  private static let reserved = columns + [Word.true, .false, .null].map(\.spelling)

  private func checkName(_ parameter: Parameter) {
    let isColumn = ParameterChecker.columns.contains(parameter.name.lowercased())
    if isColumn || ParameterChecker.reserved.contains(parameter.name) {
      context.reporter.report(
        ParameterDiagnostics.reserved, "a parameter cannot be called `\(parameter.name)`", at: parameter.location,
        help: [
          isColumn
            ? "a list of recipients has a column of that name; choose another one"
            : "`\(parameter.name)` is a value; choose another name"
        ])
      return
    }
    guard let symbol = letNamed(parameter.name) else { return }
    if symbol.imported {
      context.reporter.report(
        ParameterDiagnostics.shadowing, "the parameter `\(parameter.name)` hides the let of an import",
        at: parameter.location, labels: [DiagnosticLabel(symbol.place, "the let")],
        help: ["rename it, if the let is meant"])
    } else {
      context.usage.use(symbol.index, imported: nil, in: context.unit)
      reportSameAsLet(parameter.name, parameter.location, symbol.place)
    }
  }

  /// In the file of what it builds on, the names of inherited parameters were compared with lets already.
  private func checkInheritedNames() {
    guard chain.levels.count > 1, chain.levels[1].unit.file != chain.levels[0].unit.file,
      let like = chain.levels[0].shape.like
    else { return }
    for parameter in inherited {
      guard chain.names.declaration(of: parameter.name, from: 0)?.level != 0,
        let symbol = letNamed(parameter.name), !symbol.imported
      else { continue }
      context.usage.use(symbol.index, imported: nil, in: context.unit)
      reportSameAsLet(parameter.name, SourceLocation(chain.sources[0].file, like), symbol.place)
    }
  }

  private func reportSameAsLet(_ name: String, _ location: SourceLocation, _ first: SourceLocation) {
    context.reporter.report(
      ParameterDiagnostics.reserved, "`\(name)` is a parameter and a let of this file", at: location,
      labels: [DiagnosticLabel(first, "the let")], help: ["rename one of them"])
  }

  private func letNamed(_ name: String) -> (index: Int, place: SourceLocation, imported: Bool)? {
    var name = name
    let lookup = name.withUTF8 { program.symbols.look(.value, $0, in: context.unit) }
    switch lookup {
    case .found(let symbol, let imported): return (symbol, program.symbols.location(of: symbol), imported != nil)
    case .ambiguous(let symbols):
      let own = symbols.first { program.symbols.all[$0].unit == context.unit }
      return symbols.first.map { (own ?? $0, program.symbols.location(of: own ?? $0), own == nil) }
    case .none: return nil
    }
  }

  // MARK: Arguments

  private func checkArgument(_ argument: ArgumentSyntax) {
    if let declared = chain.names.declaration(of: argument.name, from: 0), declared.level == 0 {
      let own = chain.levels[0].parameters[declared.parameter]
      context.reporter.report(
        ParameterDiagnostics.closedAndOpen, "`\(argument.name)` is given here and declared again",
        at: location(argument), labels: [DiagnosticLabel(own.location, "declared again here")],
        help: ["remove one of the two"])
      return
    }
    guard let slot = chain.names.inherited(argument.name).map({ chain.names.inherited[$0] }) else {
      if !chain.hidesParameters(from: 1) { reportUnknown(argument) }
      return
    }
    values.add(
      ParameterValue(
        place: Place(source: chain.levels[0].argumentSource, node: argument.value), name: argument.name,
        role: .argument, type: Int(chain.levels[slot.level].parameters[slot.parameter].type)))
  }

  private func reportUnknown(_ argument: ArgumentSyntax) {
    let names = inherited.map(\.name)
    let near = suggestion(for: argument.name, among: names)
    context.reporter.report(
      ParameterDiagnostics.unknownArgument, "there is no open parameter `\(argument.name)`", at: location(argument),
      help: near.map { ["did you mean `\($0)`?"] }
        ?? [names.isEmpty ? "nothing is left open" : "open are \(names.map { "`\($0)`" }.joined(separator: ", "))"],
      fixes: near.map { [Fix("write `\($0)`", [TextEdit(location(argument), $0)], isSafe: false)] } ?? [])
  }

  private func location(_ argument: ArgumentSyntax) -> SourceLocation {
    SourceLocation(chain.sources[0].file, argument.range)
  }

  // MARK: Parameters that nothing uses

  /// Reports parameters that neither the message nor anything that it builds on uses: of a base message that shows in the end.
  func checkUnused() {
    guard chain.levels[0].baseMessage == nil, !context.resolved.isDamaged else { return }
    for parameter in chain.openParameters where parameter.level == 0 && !parameter.isUsed {
      // One that is given as well is reported as that.
      if chain.levels[0].closing(parameter.name) != nil { continue }
      let closed = chain.names.closing(parameter.name, from: 1)
        .flatMap { chain.levels[$0.level].closing(parameter.name) }
      context.reporter.report(ParameterDiagnostics.unusedParameter(parameter.name, parameter.location, closed: closed))
    }
  }
}
