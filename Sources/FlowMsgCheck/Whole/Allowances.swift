import FlowMsgSyntax
package import FlowMsgText

/// Applies `// flowmsg-allow` comments, and puts the findings in order.
package enum Allowances {
  /// Drops what is allowed, reports allowances that are no good, removes repetitions and sorts by file and place.
  package static func apply(to diagnostics: inout [Diagnostic], program: Program) {
    for unit in program.units where unit.outline.hasAllowances { apply(unit, &diagnostics) }
    diagnostics.sort { a, b in
      if a.location.file != b.location.file { return a.location.file < b.location.file }
      if a.location.range.start != b.location.range.start { return a.location.range.start < b.location.range.start }
      if a.severity != b.severity { return a.severity > b.severity }
      return a.code < b.code
    }
    removeRepetitions(&diagnostics)
  }

  private static func removeRepetitions(_ diagnostics: inout [Diagnostic]) {
    guard diagnostics.count > 1 else { return }
    var result: [Diagnostic] = []
    result.reserveCapacity(diagnostics.count)
    for diagnostic in diagnostics {
      if let last = result.last, last.code == diagnostic.code, last.location == diagnostic.location,
        last.message == diagnostic.message
      {
        continue
      }
      result.append(diagnostic)
    }
    diagnostics = result
  }

  private static func apply(_ unit: Unit, _ diagnostics: inout [Diagnostic]) {
    var found: [Diagnostic] = []
    for allowance in allowances(in: unit) {
      let location = SourceLocation(unit.file, allowance.range)
      guard allowance.hasReason else {
        found.append(
          Diagnostic(
            AllowanceDiagnostics.noReason, "an allowance without a reason silences nothing", at: location,
            help: ["write why after a colon: // flowmsg-allow FM1234: reason"]))
        continue
      }
      for (code, range) in allowance.codes {
        let place = SourceLocation(unit.file, range)
        guard let code else {
          found.append(
            Diagnostic(
              AllowanceDiagnostics.useless, "`\(unit.string(range))` is no code", at: place,
              help: ["codes are FM and four digits"]))
          continue
        }
        let inScope = diagnostics.indices.filter {
          diagnostics[$0].code == code && diagnostics[$0].location.file == unit.file
            && allowance.scope.contains(diagnostics[$0].location.range)
        }
        if inScope.contains(where: { diagnostics[$0].severity == .error }) {
          found.append(
            Diagnostic(AllowanceDiagnostics.error, "\(code) is an error, which no allowance silences", at: place))
        } else if inScope.isEmpty {
          found.append(
            Diagnostic(
              AllowanceDiagnostics.useless, "the allowance of \(code) silences nothing", at: place, help: ["remove it"])
          )
        }
        for i in inScope.reversed() where diagnostics[i].severity != .error { diagnostics.remove(at: i) }
      }
    }
    diagnostics += found
  }

  /// The allowances of a file, each with the bytes of the entries that begin on the line after it.
  private static func allowances(in unit: Unit) -> [Allowance] {
    var result: [Allowance] = []
    var parser = Parser(nestingLimit: Limits.nesting)
    for extent in unit.outline.extents {
      parser.parse(unit.bytes.span, extent)
      let tokens = parser.tree.tokens
      for (i, token) in tokens.enumerated() where token.flags.contains(.allow) && token.kind == .comment {
        result.append(Allowance(unit.bytes.span, token.range, scope: scope(after: i, tokens, parser.tree, extent)))
      }
    }
    return result
  }

  /// The entries that begin on the next line: the declaration, or what stands on one line of a body with all it opens.
  private static func scope(after comment: Int, _ tokens: ContiguousArray<Token>, _ tree: SyntaxTree, _ extent: Extent)
    -> ByteRange
  {
    var i = comment + 1
    var breaks = 0
    while i < tokens.count, tokens[i].kind == .lineBreak || tokens[i].kind == .comment || tokens[i].kind == .docComment
    {
      if tokens[i].kind == .lineBreak { breaks += 1 }
      // Comments between the two lines do not part them; a blank line does.
      if breaks > 1, tokens[i].kind == .lineBreak, tokens[i - 1].kind == .lineBreak { break }
      i += 1
    }
    guard i < tokens.count, tokens[i].kind != .lineBreak, tokens[i].kind != .end else {
      return ByteRange(at: tokens[comment].end)
    }
    let start = tokens[i].start
    if start == extent.head { return ByteRange(start, extent.range.end) }
    var depth = 0
    var end = start
    while i < tokens.count, tokens[i].kind != .end {
      if tokens[i].kind.isOpening { depth += 1 }
      if tokens[i].kind.isClosing { depth -= 1 }
      if depth < 0 || (depth == 0 && tokens[i].kind == .lineBreak) { break }
      end = tokens[i].end
      i += 1
    }
    return ByteRange(start, end)
  }
}

/// The catalogue of what is wrong with allowances.
package enum AllowanceDiagnostics {
  static let noReason = DiagnosticKind(
    8001, .warning, "an allowance without a reason",
    why: "Whoever reads it next wants to know whether it still holds. Without a reason it silences nothing.",
    bad: "// flowmsg-allow FM2012\nlet a = 1", good: "let a = 1")
  static let useless = DiagnosticKind(
    8002, .warning, "an allowance that silences nothing", why: "What it allowed is not there any more, or is misspelt.",
    bad: "// flowmsg-allow FM2012: kept for later\nlet a = 1", good: "let a = 1")
  static let error = DiagnosticKind(
    8003, .warning, "an allowance of an error", why: "Errors cannot be allowed: what has one is refused by the API.",
    bad: "// flowmsg-allow FM2002: declared later\nlet a = b", good: "let b = 1\nlet a = b")

  package static let all = [noReason, useless, error]
}
