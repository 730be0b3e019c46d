import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Puts holes on the tape, in the place of values and into texts: what fills them is given with each row.
final class HoleWriter {
  private let context: MessageContext
  private let resolved: ResolvedMessage
  private let tape: ValueTape
  /// The holes of the texts that are being put together.
  @exclusivity(unchecked) private var open: [TextHole] = []

  init(_ context: MessageContext) {
    (self.context, resolved, tape) = (context, context.resolved, context.tape)
  }

  /// Puts a hole in the place of a value.
  func append(_ parameter: OpenPath, _ origin: Origin) -> Int {
    if resolved.contracts.types[parameter.type].kind == .broken { return tape.append(.broken, origin) }
    let node = tape.append(.hole, origin, parameter.path.utf8)
    resolved.message.holes.append(Hole(node: node, type: parameter.type))
    return node
  }

  // MARK: In texts

  /// How many holes the texts have that are being put together.
  var count: Int { open.count }

  /// Puts a hole into the text that is being put together: a letter for now.
  func append(
    _ parameter: OpenPath, _ range: ByteRange, _ source: TreeContext, _ facts: inout TextFacts
  ) -> Bool {
    let kind = resolved.contracts.types[parameter.type].kind
    if kind == .broken { return false }
    let place = SourceLocation(source.file, range)
    guard let length = resolved.contracts.textLength(of: parameter.type) else {
      let noun = TypeNouns.noun(parameter.type, in: resolved.contracts)
      if source.isReporting { report(notInterpolatedDiagnostic(parameter.path, noun, place)) }
      return false
    }
    if kind == .number, source.isReporting { report(numberInTextDiagnostic(parameter.path, place)) }
    open.append(
      TextHole(
        offset: tape.pool.count, path: parameter.path, type: parameter.type, origin: source.origin(range)))
    tape.appendByte(UInt8(ascii: "x"))
    facts.hasHoles = true
    facts.leastInHoles += length.least
    facts.mostInHoles = length.most.map { facts.mostInHoles.addingSaturating($0) } ?? .max
    return true
  }

  /// What is wrong with a type shows for good where it is known which messages there are.
  private func report(_ diagnostic: Diagnostic) {
    var diagnostic = diagnostic
    diagnostic.isProvisional = true
    context.reporter.report(diagnostic)
  }

  /// Ends a text whose holes are those from `first` on: what is between them and they themselves become nodes of their own
  /// behind it.
  func close(_ node: Int, from first: Int) {
    let holes = open[first...]
    open.removeSubrange(first...)
    guard tape.nodes[node].kind == .string else { return }
    tape.makeTemplate(node)
    let origin = tape.nodes[node].origin
    var at = Int(tape.nodes[node].start)
    let end = Int(tape.nodes[node].end)
    for hole in holes {
      appendPiece(at, hole.offset, origin)
      let place = tape.append(.hole, hole.origin, hole.path.utf8)
      resolved.message.holes.append(Hole(node: place, type: hole.type))
      at = hole.offset + 1
    }
    appendPiece(at, end, origin)
    tape.close(node)
  }

  private func appendPiece(_ start: Int, _ end: Int, _ origin: Origin) {
    guard start < end else { return }
    tape.append(.string, origin, Array(tape.pool[start..<end]))
  }
}

/// A hole of a text that is being put together.
struct TextHole {
  /// Where in the pool the letter is that keeps its place.
  var offset: Int
  var path: String
  var type: Int
  var origin: Origin
}
