import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Puts texts on the tape, with what names in braces mean, and measures them.
final class TextEvaluator {
  private let context: MessageContext
  private let tape: ValueTape
  private let names: NameEvaluator
  private let budget: EvaluationBudget
  private let holes: HoleWriter
  private let pieces: TextPieceNotes
  /// A placeholder in a text from a file, until it is reported where the text is used.
  @exclusivity(unchecked) private var filePlaceholder: (text: String, place: SourceLocation?)?

  init(_ context: MessageContext, _ names: NameEvaluator, _ budget: EvaluationBudget, _ holes: HoleWriter) {
    (self.context, tape) = (context, context.tape)
    (self.names, self.budget, self.holes) = (names, budget, holes)
    pieces = TextPieceNotes(context)
  }

  /// Begins with another declaration.
  func beginDeclaration() { filePlaceholder = nil }

  /// Puts a text statement's string on the tape and measures it.
  func text(_ node: Int, _ field: FieldID, _ source: TreeContext) -> Int {
    let token = source.tree.token(of: node)
    var facts = TextFacts()
    let first = holes.count
    let result = tape.append(.string, source.origin(token.range))
    if token.kind == .string, token.flags.isPlain {
      let inner = token.range.inner
      facts.sourceStart = inner.start
      append(source.bytes, inner, token.flags, &facts)
    } else if token.flags.contains(.faulty) {
      tape.breakNode(result)
    } else {
      pieces.begin(&facts)
      if !append(token, source, &facts) { tape.breakNode(result) }
      pieces.end(&facts)
    }
    tape.endBytes(of: result)
    if facts.hasHoles { holes.close(result, from: first) }
    context.resolved.texts[Int(field.rawValue)] = facts
    return result
  }

  /// Puts a string that is part of a value on the tape.
  func string(_ token: Token, _ source: TreeContext) -> Int {
    let result = tape.append(.string, source.origin(token.range))
    if token.kind == .string, token.flags.isPlain {
      let inner = token.range.inner
      tape.appendBytes(UnsafeBufferPointer(rebasing: source.bytes[Int(inner.start)..<Int(inner.end)]))
      tape.endBytes(of: result)
      return result
    }
    let first = holes.count
    var facts = TextFacts()
    if !append(token, source, &facts) { tape.breakNode(result) }
    tape.endBytes(of: result)
    if facts.hasHoles { holes.close(result, from: first) }
    return result
  }

  /// A slug, screen or other verbatim string or name.
  func literal(_ node: Int, _ source: TreeContext) -> Int {
    let token = source.tree.token(of: node)
    let result = tape.append(.string, source.origin(token.range))
    if token.flags.contains(.faulty) { tape.breakNode(result) } else { appendVerbatim(token, source) }
    tape.endBytes(of: result)
    return result
  }

  /// Appends what a name or a string without names in braces says.
  func appendVerbatim(_ token: Token, _ source: TreeContext) {
    guard token.kind == .name || (token.kind == .string && !token.flags.contains(.escape)) else {
      for byte in decodedString(source.bytes.span, token).utf8 { tape.appendByte(byte) }
      return
    }
    let range = token.kind == .name ? token.range : token.range.inner
    tape.appendBytes(UnsafeBufferPointer(rebasing: source.bytes[Int(range.start)..<Int(range.end)]))
  }

  // MARK: Pieces

  /// Appends the bytes of `range`, which are what they are written as.
  @inline(__always)
  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange, _ flags: TokenFlags, _ facts: inout TextFacts
  ) {
    let slice = UnsafeBufferPointer(rebasing: bytes[Int(range.start)..<Int(range.end)])
    tape.appendBytes(slice)
    if flags.contains(.wide) {
      facts.isWide = true
      // Without a branch it is done many bytes at a time.
      var points = 0
      var long = 0
      for byte in slice {
        points &+= byte & 0xC0 != 0x80 ? 1 : 0
        long &+= byte >= 0xF0 ? 1 : 0
      }
      facts.codePoints &+= points
      facts.utf16Units &+= points &+ long
    } else {
      facts.codePoints &+= slice.count
      facts.utf16Units &+= slice.count
    }
    if flags.contains(.mark) { facts.hasMarks = true }
  }

  private func append(_ scalar: Unicode.Scalar, _ facts: inout TextFacts) {
    for byte in UTF8.encode(scalar)! { tape.appendByte(byte) }
    facts.codePoints += 1
    facts.utf16Units += scalar.value > 0xFFFF ? 2 : 1
    switch scalar {
    case "\n": facts.hasLineBreaks = true
    case "\r": (facts.hasLineBreaks, facts.hasEscapedControls) = (true, true)
    case "*", "_", "~", "`": facts.hasMarks = true
    default:
      if scalar.value > 0x7F { facts.isWide = true }
      if scalar.value < 0x20, scalar != "\t" { facts.hasEscapedControls = true }
    }
  }

  /// Appends what a string says, names in braces and all; says whether it is whole.
  private func append(_ token: Token, _ source: TreeContext, _ facts: inout TextFacts) -> Bool {
    if token.flags.contains(.faulty) { return false }
    if token.flags.contains(.escape), source.unit >= 0, context.program.units[source.unit].places != nil {
      notePlaceholder(token, source)
    }
    var found: [StringPiece] = []
    StringContents.read(source.bytes.span, token, isVerbatim: false) { found.append($0) }
    var isWhole = true
    for piece in found where !append(piece, of: token, source, &facts) { isWhole = false }
    return isWhole
  }

  private func append(
    _ piece: StringPiece, of token: Token, _ source: TreeContext, _ facts: inout TextFacts
  ) -> Bool {
    switch piece {
    case .text(let range):
      pieces.note(.verbatim, range, of: token, source)
      append(source.bytes, range, token.flags, &facts)
    case .scalar(let scalar, let range):
      pieces.note(range.isEmpty ? .lineEnd : .escape, range, of: token, source)
      append(scalar, &facts)
    case .path(let range):
      let isOutermost = pieces.enter(range)
      defer { if isOutermost { pieces.leave() } }
      return appendPath(range, source, &facts)
    case .fault: return false
    }
    return true
  }

  // MARK: Names in braces

  /// Appends the text of a path in braces.
  private func appendPath(_ range: ByteRange, _ source: TreeContext, _ facts: inout TextFacts) -> Bool {
    guard budget.hasRoom() else { return false }
    switch names.meaning(pathNames(source.bytes, range), source) {
    case .none: return false
    case .open(let parameter):
      pieces.noteHole()
      return holes.append(parameter, range, source, &facts)
    case .place(let place):
      context.provenance?.insert(place, at: source.origin(range), tape)
      return append(place, for: range, source, &facts)
    }
  }

  /// Appends the value that the path at `range` of `source` means.
  private func append(
    _ place: Place, for range: ByteRange, _ source: TreeContext, _ facts: inout TextFacts
  ) -> Bool {
    let inner = place.source
    let token = inner.tree.token(of: place.node)
    switch inner.tree.nodes[place.node].kind {
    case .string:
      let isWhole = append(token, inner, &facts)
      if source.isReporting { reportPlaceholder(SourceLocation(source.file, range)) }
      return isWhole
    case .number:
      pieces.note(.verbatim, token.range, of: token, inner)
      append(inner.bytes, token.range, TokenFlags(), &facts)
      if source.isReporting, !isIntegerText(inner.bytes, token.range) {
        context.reporter.report(
          numberInTextDiagnostic(
            source.string(range), SourceLocation(source.file, range), value: context.written(place)))
      }
      return true
    default:
      if source.isReporting {
        context.reporter.report(
          notInterpolatedDiagnostic(
            source.string(range), nounOfValue(inner.tree, place.node),
            SourceLocation(source.file, range), value: context.written(place)))
      }
      return false
    }
  }

  // MARK: Placeholders in files

  private func notePlaceholder(_ token: Token, _ source: TreeContext) {
    guard filePlaceholder == nil, let text = FilePlaceholder.first(in: decodedString(source.bytes.span, token)) else {
      return
    }
    filePlaceholder = (text, context.written(token.range, source))
  }

  /// Reports that a text from a file has a placeholder, where the text is used.
  func reportPlaceholder(_ location: SourceLocation) {
    guard let placeholder = filePlaceholder else { return }
    filePlaceholder = nil
    context.reporter.report(FilePlaceholder.diagnostic(placeholder.text, at: location, value: placeholder.place))
  }
}
