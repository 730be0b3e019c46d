import FlowMsgSyntax
package import FlowMsgText

/// Applies `// flowmsg-allow` comments.
package enum Allowances {
  /// Drops what is allowed, and reports allowances that are no good. Allowances of `unseen` codes, which were not looked for, are not called useless.
  package static func apply(
    to diagnostics: inout [Diagnostic], program: Program, unseen: @autoclosure () -> Set<DiagnosticCode>
  ) {
    let units = program.units.filter(\.outline.hasAllowances)
    if !units.isEmpty { apply(units, unseen(), &diagnostics) }
  }

  /// Where a code was found in a file.
  private struct Place: Hashable {
    var file: FileID
    var code: DiagnosticCode
  }

  private static func apply(_ units: [SourceUnit], _ unseen: Set<DiagnosticCode>, _ diagnostics: inout [Diagnostic]) {
    var places: [Place: [Int]] = [:]
    for (i, diagnostic) in diagnostics.enumerated() {
      places[Place(file: diagnostic.location.file, code: diagnostic.code), default: []].append(i)
    }
    for (place, indices) in places {
      places[place] = indices.sorted { diagnostics[$0].location.range.start < diagnostics[$1].location.range.start }
    }
    var isSilent = [Bool](repeating: false, count: diagnostics.count)
    var found: [Diagnostic] = []
    for unit in units {
      for allowance in allowances(in: unit) {
        guard allowance.hasReason else {
          found.append(withoutReason(SourceLocation(unit.file, allowance.range)))
          continue
        }
        for (code, range) in allowance.codes {
          let location = SourceLocation(unit.file, range)
          guard let code else {
            found.append(noCode(unit.string(range), location))
            continue
          }
          let all = places[Place(file: unit.file, code: code)] ?? []
          let inScope = scoped(all, allowance.scope, diagnostics)
          if inScope.contains(where: { diagnostics[$0].severity == .error }) {
            found.append(
              Diagnostic(AllowanceDiagnostics.error, "\(code) is an error, which no allowance silences", at: location))
          } else if inScope.isEmpty, !unseen.contains(code) {
            found.append(useless(code, location))
          }
          for i in inScope where diagnostics[i].severity != .error { isSilent[i] = true }
        }
      }
    }
    diagnostics = diagnostics.indices.filter { !isSilent[$0] }.map { diagnostics[$0] } + found
  }

  /// Those of `all`, which are in order, that lie in `scope`: found by halving, as a file may hold many of both.
  private static func scoped(_ all: [Int], _ scope: ByteRange, _ diagnostics: [Diagnostic]) -> ArraySlice<Int> {
    let first = all.partitioningIndex { diagnostics[$0].location.range.start >= scope.start }
    let end = all[first...].partitioningIndex { diagnostics[$0].location.range.start >= scope.end }
    return all[first..<end]
  }

  // MARK: Wording

  private static func withoutReason(_ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      AllowanceDiagnostics.noReason, "an allowance without a reason silences nothing", at: location,
      help: ["write why after a colon: // flowmsg-allow FM1234: reason"])
  }

  private static func noCode(_ word: String, _ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      AllowanceDiagnostics.useless, "`\(word)` is no code", at: location, help: ["codes are FM and four digits"])
  }

  private static func useless(_ code: DiagnosticCode, _ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      AllowanceDiagnostics.useless, "the allowance of \(code) silences nothing", at: location, help: ["remove it"])
  }

  /// The allowances of a file, each with the bytes of the entries that begin on the line after it.
  private static func allowances(in unit: SourceUnit) -> [Allowance] {
    var result: [Allowance] = []
    var parser = Parser(nestingLimit: Limits.nesting)
    let bytes = unit.bytes
    for extent in unit.outline.extents where extent.hasAllowance {
      parser.parse(bytes.span, extent)
      let tokens = parser.tree.tokens
      // From the last to the first: one allowance above another has the same scope, which is then known.
      var known: [Int: ByteRange] = [:]
      var found: [Allowance] = []
      for i in tokens.indices.reversed() where tokens[i].flags.contains(.allow) && tokens[i].kind == .comment {
        let scope = scope(after: i, tokens, known, extent)
        known[i] = scope
        found.append(Allowance(bytes.span, tokens[i].range, scope: scope))
      }
      result += found.reversed()
    }
    return result
  }

  /// The entries that begin on the next line: the declaration, or what is on one line of a body with all it opens.
  private static func scope(
    after comment: Int, _ tokens: UnsafeMutableBufferPointer<Token>, _ known: [Int: ByteRange], _ extent: Extent
  )
    -> ByteRange
  {
    var i = comment + 1
    var breaks = 0
    while i < tokens.count, tokens[i].kind == .lineBreak || tokens[i].kind == .comment || tokens[i].kind == .docComment
    {
      if let scope = known[i] { return scope }
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
