import FlowMsgModel
import FlowMsgSyntax
package import FlowMsgText

/// Where a value of a body is written, and the way from there to the body.
package struct ValueWay: Sendable {
  /// One step of the way.
  package struct Step: Sendable {
    /// What the value came through.
    package enum Kind: Sendable {
      /// The `like` of a message that builds on another; the place is the other's name.
      case like
      /// An `in` block; the place is its tag.
      case locale
      /// The name of a let or parameter that stands for a value.
      case name
    }

    /// What it is.
    package var kind: Kind
    /// Its place.
    package var location: SourceLocation
  }

  /// A text that stands in another in the place of a name.
  package struct Insertion: Sendable {
    /// The name.
    package var name: SourceLocation
    /// The text itself.
    package var value: SourceLocation
  }

  /// Where the value is written: strings with their quotes, objects and lists with their brackets; the cell or the value
  /// in the file, for what is read from one.
  package var location: SourceLocation
  /// What it came through, from the message down: at most `ValueWay.maximumSteps`.
  package var through: [Step] = []
  /// What was put into a text, in order.
  package var insertions: [Insertion] = []

  /// A value that is written at `location`.
  package init(location: SourceLocation, through: [Step] = [], insertions: [Insertion] = []) {
    (self.location, self.through, self.insertions) = (location, through, insertions)
  }

  /// How many steps are told: a way is short, but for one that was made to be long, and every member has its own.
  package static let maximumSteps = 16
}

extension MessageChecker {
  /// The way of the value at `node` of the body at hand; of a checker that traces.
  package func way(of node: Int) -> ValueWay {
    guard let provenance = context.provenance else { return ValueWay(location: resolved.location(of: node)) }
    let names = provenance.names(to: node, tape)
    let origin = provenance.origin(of: node, tape)
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

  /// How the message at hand comes to a statement: the `like` of each level above the statement's own, and the `in` there.
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
  /// Whether `place` lies in the declaration.
  fileprivate func contains(_ place: SourceLocation) -> Bool {
    source.file == place.file && source.tree.range(of: 0).contains(place.range)
  }

  /// The tag of the `in` block whose statement holds `range`.
  fileprivate func tag(around range: ByteRange) -> SourceLocation? {
    let tree = source.tree
    for layer in shape.layers.indices.dropFirst() {
      var isAround = false
      shape.forEachStatement(in: layer) { _, node in if tree.range(of: node).contains(range) { isAround = true } }
      if isAround { return shape.layers[layer].tag?.location }
    }
    return nil
  }
}
