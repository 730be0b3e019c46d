import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  /// Puts a hole in the place of a value.
  func appendHole(_ parameter: OpenPath, _ origin: Origin) -> Int {
    if resolved.contracts.types[parameter.type].kind == .broken { return tape.append(.broken, origin) }
    let node = tape.append(.hole, origin, parameter.path.utf8)
    resolved.holes.append(Hole(node: node, type: parameter.type))
    return node
  }

  /// Puts a hole into the text that is being put together: a letter for now.
  func appendHole(
    _ parameter: OpenPath, _ range: ByteRange, _ source: TreeContext, _ facts: inout TextFacts
  ) -> Bool {
    let kind = resolved.contracts.types[parameter.type].kind
    if kind == .broken { return false }
    guard let length = resolved.contracts.textLength(of: parameter.type) else {
      if source.isReporting {
        reportType(
          notInterpolatedDiagnostic(
            parameter.path, TypeNouns.noun(parameter.type, in: resolved.contracts), SourceLocation(source.file, range)))
      }
      return false
    }
    if kind == .number, source.isReporting {
      reportType(numberInTextDiagnostic(parameter.path, SourceLocation(source.file, range)))
    }
    holesInText.append(
      TextHole(
        offset: tape.pool.count, path: parameter.path, type: parameter.type,
        origin: source.origin(range)))
    tape.appendByte(UInt8(ascii: "x"))
    facts.hasHoles = true
    facts.leastInHoles += length.least
    facts.mostInHoles = length.most.map { facts.mostInHoles.addingSaturating($0) } ?? .max
    return true
  }

  private func reportType(_ diagnostic: Diagnostic) {
    var diagnostic = diagnostic
    diagnostic.isProvisional = true
    context.reporter.report(diagnostic)
  }

  /// Ends a text with holes: what stands between them and they themselves become nodes of their own behind it.
  func closeTemplate(_ node: Int, from first: Int) {
    let holes = holesInText[first...]
    holesInText.removeSubrange(first...)
    guard tape.nodes[node].kind == .string else { return }
    tape.makeTemplate(node)
    let origin = tape.nodes[node].origin
    var at = Int(tape.nodes[node].start)
    let end = Int(tape.nodes[node].end)
    for hole in holes {
      appendPiece(at, hole.offset, origin)
      let place = tape.append(.hole, hole.origin, hole.path.utf8)
      resolved.holes.append(Hole(node: place, type: hole.type))
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
