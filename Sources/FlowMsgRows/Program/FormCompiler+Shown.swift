import FlowMsgComponents
import FlowMsgJSON
import FlowMsgModel

extension FormCompiler {
  /// Adds the texts that components show, which are looked at by their parts, and gives the other values, which are looked at
  /// when the body is filled.
  mutating func shownValues(_ variant: OpenForm.Variant) throws(OpenFormFailure) -> [ShownValue] {
    var values: [ShownValue] = []
    for place in variant.shown {
      guard let row = FlatRules.shared.row(place.property) else { continue }
      let rule = ShownRule(place, row)
      let steps = JSONPointer.steps(of: place.pointer) ?? [place.pointer]
      if let node = JSONPointer.node(steps, in: document, from: variant.body), let parts = try shownParts(at: node) {
        addShown(parts, rule)
      } else {
        values.append(ShownValue(rule: rule, steps: steps))
      }
    }
    return values
  }

  /// One side of an order; nil where this program does not know the property.
  mutating func side(
    _ side: ShownOrder.Side, _ variant: OpenForm.Variant
  ) throws(OpenFormFailure) -> FilledSide? {
    guard let row = FlatRules.shared.row(side.property) else { return nil }
    let noun = FlatRules.shared.rows[row].noun
    guard let pointer = side.pointer else {
      return FilledSide(
        noun: noun, source: .literal(Array(side.value.utf8).withUnsafeBufferPointer { Amount.of($0) }))
    }
    let steps = JSONPointer.steps(of: pointer) ?? [pointer]
    if let node = JSONPointer.node(steps, in: document, from: variant.body), let parts = try scalarParts(at: node) {
      if case .literal(let text)? = parts.first, parts.count == 1 {
        return FilledSide(noun: noun, source: .literal(Array(text.utf8).withUnsafeBufferPointer { Amount.of($0) }))
      }
      if case .hole(let node)? = parts.first, parts.count == 1 { return FilledSide(noun: noun, source: .node(node)) }
      return FilledSide(noun: noun, source: .text(add(parts)))
    }
    return FilledSide(noun: noun, source: .body(steps))
  }

  /// The parts of a text or a number that rows fill, or that is written; nil for what is neither.
  private func scalarParts(at node: Int) throws(OpenFormFailure) -> [TextPart]? {
    if let parts = try shownParts(at: node) { return parts }
    if let text = document.stringValue(node) { return [.literal(text)] }
    if document[node].kind == .number {
      return [.literal(String(decoding: document.written(node), as: UTF8.self))]
    }
    guard let hole = try hole(node), case .number = tables.nodes[hole].cell else { return nil }
    return [.hole(hole)]
  }

  /// The parts of a text that rows fill; nil for what is no text.
  private func shownParts(at node: Int) throws(OpenFormFailure) -> [TextPart]? {
    if let parts = try parts(of: node) { return parts }
    guard let hole = try hole(node), tables.nodes[hole].isText else { return nil }
    return [.hole(hole)]
  }

  private mutating func addShown(_ parts: [TextPart], _ rule: ShownRule) {
    var text = ShownText(rule.value)
    for case .literal(let part) in parts {
      text.literal += part.unicodeScalars.count
      if !Array(part.utf8).withUnsafeBufferPointer(TextLook.isBlank) { text.isVisible = true }
    }
    if case .hole(let node)? = parts.first, parts.count == 1 { text.node = node }
    text.parts = add(parts)
    shownTexts.append(text)
    shownRules.append(rule)
  }
}
