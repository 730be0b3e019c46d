import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Finds the ways of the values of a body.
struct ValueWayFinder {
  let context: MessageContext
  let chain: Chain

  /// The way of the value at `node`; of a checker that traces.
  func way(of node: Int) -> ValueWay {
    guard let provenance = context.provenance else { return ValueWay(location: context.resolved.location(of: node)) }
    let names = provenance.names(to: node, context.tape)
    let origin = provenance.origin(of: node, context.tape)
    var steps = steps(to: SourceLocation(names.first ?? origin)).map { step in
      ValueWay.Step(kind: step.kind, location: provenance.location(Origin(step.location)))
    }
    steps += names.map { ValueWay.Step(kind: .name, location: provenance.location($0)) }
    return ValueWay(
      location: provenance.location(origin), through: Array(steps.prefix(ValueWay.maximumSteps)),
      insertions: provenance.insertions(into: node).map {
        ValueWay.Insertion(name: provenance.location($0.name), value: provenance.location($0.value))
      })
  }

  /// How the message comes to a statement: the `like` of each level above the statement's own, and the `in` there.
  private func steps(to place: SourceLocation) -> [ValueWay.Step] {
    guard let own = chain.levels.firstIndex(where: { $0.contains(place) }) else { return [] }
    var steps = chain.levels[..<own].compactMap { level in
      level.shape.like.map { ValueWay.Step(kind: .like, location: SourceLocation(level.source.file, $0)) }
    }
    if let tag = chain.levels[own].tag(around: place.range) {
      steps.append(ValueWay.Step(kind: .locale, location: tag))
    }
    return steps
  }
}

extension ChainLevel {
  /// Whether `place` is in the declaration.
  fileprivate func contains(_ place: SourceLocation) -> Bool {
    source.file == place.file && source.tree.range(of: 0).contains(place.range)
  }

  /// The tag of the `in` block whose statement contains `range`.
  fileprivate func tag(around range: ByteRange) -> SourceLocation? {
    let tree = source.tree
    for block in shape.layers.indices.dropFirst() {
      var isAround = false
      shape.forEachStatement(in: block) { _, node in if tree.range(of: node).contains(range) { isAround = true } }
      if isAround { return shape.layers[block].tag?.location }
    }
    return nil
  }
}
