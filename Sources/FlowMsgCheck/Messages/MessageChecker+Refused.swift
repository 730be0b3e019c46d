import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  /// Puts the chain of the message in `source` together, and checks what it says of parameters.
  func readChain(_ source: TreeContext, _ owner: Unit, _ template: Template?) {
    names.beginDeclaration()
    chainBuilder.build(source, owner, template)
    noteRefusals()
    chain.findOpenParameters()
    checkParameters()
  }

  /// Notes for each level above the message's own which of its values are refused.
  ///
  /// From the furthest up: who is asked for a level has then been told of all above it, and asks nobody.
  func noteRefusals() {
    for k in chain.levels.indices.dropFirst().reversed() {
      guard let template = chain.levels[k].template, template.givesValues else { continue }
      chain.levels[k].refused = refusedValues(of: template)
    }
  }

  private func refusedValues(of template: Template) -> RefusedValues {
    if let known = refusals.known[ObjectIdentifier(template)] { return known }
    let values = elder.findRefused(in: template)
    refusals.known[ObjectIdentifier(template)] = values
    return values
  }

  /// Holds the values that `template` gives to their types, and says nothing.
  private func findRefused(in template: Template) -> RefusedValues {
    context.unit = template.unit
    let source = TreeContext(template.syntax, unit: template.unit, isReporting: true)
    resolved.removeAll(file: source.file, name: template.nameLocation.range)
    readChain(source, template.owner, template)
    checkPendingValues()
    defer {
      chain.removeAll()
      context.reporter = Reporter()
    }
    return chain.levels[0].refused
  }
}
