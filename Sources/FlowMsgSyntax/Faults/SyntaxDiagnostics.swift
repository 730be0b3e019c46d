package import FlowMsgText

/// Turns what lexer and parser recorded into diagnostics: the catalogue of kinds, and the one way from a fault to words.
package enum SyntaxDiagnostics {
  /// The entries of all kinds of fault, by code.
  package static let catalogue: [DiagnosticKind] = SyntaxFaultKind.allCases.map(kind(of:))

  /// The catalogue's entry for `fault`. A switch, so that a fault without an entry does not compile.
  package static func kind(of fault: SyntaxFaultKind) -> DiagnosticKind {
    switch fault {
    case .invalidUTF8: invalidUTF8
    case .controlCharacter: controlCharacter
    case .bidirectionalControl: bidirectionalControl
    case .loneCarriageReturn: loneCarriageReturn
    case .lostCharacter: lostCharacter
    case .misreadText: misreadText
    case .foreignBlank: foreignBlank
    case .pastedQuotes: pastedQuotes
    case .unterminatedString: unterminatedString
    case .unterminatedBlockString: unterminatedBlockString
    case .blockStringOpener: blockStringOpener
    case .blockStringCloser: blockStringCloser
    case .blockStringIndentation: blockStringIndentation
    case .unknownEscape: unknownEscape
    case .badUnicodeEscape: badUnicodeEscape
    case .badNumber: badNumber
    case .badName: badName
    case .nameNotComposed: nameNotComposed
    case .unknownCharacter: unknownCharacter
    case .blockComment: blockComment
    case .badInterpolation: badInterpolation
    case .numberedPlaceholder: numberedPlaceholder
    case .blanksInInterpolation: blanksInInterpolation
    case .templatePlaceholder: templatePlaceholder
    case .bareBrace: bareBrace
    case .unknownDeclaration: unknownDeclaration
    case .expected: expected
    case .strayAfterKeyword: strayAfterKeyword
    case .unclosedBracket: unclosedBracket
    case .strayClosing: strayClosing
    case .braceOnNextLine: braceOnNextLine
    case .equalsBeforeFrom: equalsBeforeFrom
    case .unexpected: unexpected
    case .nestingTooDeep: nestingTooDeep
    case .unknownStatement: unknownStatement
    case .misplacedEntry: misplacedEntry
    case .nameNotASCII: nameNotASCII
    case .reservedName: reservedName
    case .strayDocComment: strayDocComment
    }
  }

  /// The finding for `fault` in the `bytes` of `file`; `nestingLimit` is the one that the parser held.
  package static func diagnostic(
    _ fault: SyntaxFault, in bytes: borrowing Span<UInt8>, file: FileID, nestingLimit: Int
  ) -> Diagnostic {
    let wording = SyntaxWording(fault, bytes, nestingLimit: nestingLimit)
    var labels: [DiagnosticLabel] = []
    if let related = fault.related, !wording.related.isEmpty {
      labels.append(DiagnosticLabel(SourceLocation(file, related), wording.related))
    }
    let fixes = wording.fixes.map { fix in
      Fix(
        fix.title, fix.edits.map { TextEdit(SourceLocation(file, $0.range), $0.text) }, isSafe: fix.isSafe)
    }
    return Diagnostic(
      kind(of: fault.kind), wording.message, at: SourceLocation(file, wording.range ?? fault.range), labels: labels,
      help: wording.help, fixes: fixes)
  }
}
