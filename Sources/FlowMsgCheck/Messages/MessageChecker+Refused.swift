import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  /// Puts the chain of the message in `source` together, and checks what it says of parameters.
  func readChain(_ source: TreeContext, _ owner: Unit, _ template: Template?) {
    if !expansions.isEmpty { expansions.removeAll(keepingCapacity: true) }
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
    (steps, stepsBefore, isOutOfSteps) = (0, 0, false)
    readChain(source, template.owner, template)
    checkPendingValues()
    defer {
      chain.removeAll()
      context.reporter = Reporter()
    }
    return chain.levels[0].refused
  }
}

extension MessageChecker {
  /// How many references are followed where the value at `place` is put together.
  ///
  /// Known before they are followed: arguments that stand in each other several times multiply, at every level that
  /// builds on them, and each would be followed up to the limit.
  func expansion(of place: Place, depth: Int = Limits.letChain) -> Int {
    let tree = place.source.tree
    guard !tree.isPlain(place.node), place.source.scope >= 0 else { return 0 }
    let key = UInt64(place.source.scope) << 32 | UInt64(place.node)
    if let known = expansions[key] { return known }
    // Arguments of two levels can stand in each other in turn, as often as there are any.
    if depth == 0 { return Limits.steps + 1 }
    // What names itself adds nothing here, and is found where it is followed.
    expansions[key] = 0
    var sum = 0
    for node in place.node..<Int(tree.nodes[place.node].next) {
      for name in tree.references(at: node, place.source.bytes) {
        let text = String(decoding: place.source.bytes[Int(name.start)..<Int(name.end)], as: UTF8.self)
        guard case .closed(let inner) = binding(text, in: place.source.scope, isArgument: place.source.isArgument)
        else { continue }
        sum = sum.addingSaturating(1).addingSaturating(expansion(of: inner, depth: depth - 1))
      }
    }
    expansions[key] = sum
    return sum
  }
}

extension SyntaxView {
  /// Whether the value at `node` is a literal that refers to nothing.
  fileprivate func isPlain(_ node: Int) -> Bool {
    switch nodes[node].kind {
    case .number, .literal: true
    case .string: token(of: node).kind == .string && token(of: node).flags.isPlain
    default: false
    }
  }

  /// The first names of the paths that the node itself, a path or a string, holds.
  fileprivate func references(at node: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> [ByteRange] {
    switch nodes[node].kind {
    case .path: return firstChild(of: node).map { [token(of: $0).range] } ?? []
    case .string where !isPlain(node):
      var names: [ByteRange] = []
      StringContents.read(bytes.span, token(of: node), isVerbatim: false) {
        if case .path(let range) = $0 { names.append(pathNames(bytes, range)[0]) }
      }
      return names
    default: return []
    }
  }
}
