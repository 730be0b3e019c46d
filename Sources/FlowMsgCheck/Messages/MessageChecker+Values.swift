import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  // MARK: Texts

  /// Puts a text statement's string on the tape and measures it.
  func text(_ node: Int, _ field: FieldID, _ source: TreeContext) -> Int {
    let token = source.tree.token(of: node)
    var facts = TextFacts()
    let first = holesInText.count
    let result = tape.append(.string, source.origin(token.range))
    if token.kind == .string, token.flags.isPlain {
      let inner = token.range.inner
      facts.sourceStart = inner.start
      append(source.bytes, inner, token.flags, &facts)
    } else if token.flags.contains(.faulty) {
      tape.breakNode(result)
    } else {
      pieceBase = tape.pool.count
      facts.firstPiece = resolved.pieces.count
      if !appendString(token, source, &facts) { tape.breakNode(result) }
      facts.endPiece = resolved.pieces.count
      pieceBase = -1
    }
    tape.endBytes(of: result)
    if facts.hasHoles { closeTemplate(result, from: first) }
    resolved.texts[Int(field.rawValue)] = facts
    return result
  }

  /// Appends the bytes of `range`, which stand for themselves.
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

  /// Appends what a string says, interpolations and all; says whether it is whole.
  func appendString(_ token: Token, _ source: TreeContext, _ facts: inout TextFacts) -> Bool {
    if token.flags.contains(.faulty) { return false }
    if token.flags.contains(.escape), source.unit >= 0, program.units[source.unit].places != nil {
      filePlaceholder =
        filePlaceholder
        ?? FilePlaceholder.first(in: decodedString(source.bytes.span, token)).map {
          ($0, context.written(token.range, source))
        }
    }
    var pieces: [StringPiece] = []
    StringContents.read(source.bytes.span, token, isVerbatim: false) { pieces.append($0) }
    var isWhole = true
    for piece in pieces {
      switch piece {
      case .text(let range):
        note(.verbatim, range, of: token, source)
        append(source.bytes, range, token.flags, &facts)
      case .scalar(let scalar, let range):
        note(range.isEmpty ? .lineEnd : .escape, range, of: token, source)
        append(scalar, &facts)
      case .path(let range):
        let isOutermost = pieceName == nil
        if isOutermost { pieceName = range }
        if !appendPath(range, source, &facts) { isWhole = false }
        if isOutermost { pieceName = nil }
      case .fault: isWhole = false
      }
    }
    return isWhole
  }

  /// Appends the text of an interpolated path.
  private func appendPath(_ range: ByteRange, _ source: TreeContext, _ facts: inout TextFacts) -> Bool {
    guard mayGoOn() else { return false }
    let target: Place
    switch meaning(pathNames(source.bytes, range), source) {
    case .none: return false
    case .open(let parameter):
      noteHole()
      return appendHole(parameter, range, source, &facts)
    case .place(let place): target = place
    }
    let inner = target.source
    let token = inner.tree.token(of: target.node)
    context.provenance?.insert(target, at: source.origin(range), tape)
    switch inner.tree.nodes[target.node].kind {
    case .string:
      let isWhole = appendString(token, inner, &facts)
      if source.isReporting { reportPlaceholder(SourceLocation(source.file, range)) }
      return isWhole
    case .number:
      note(.verbatim, token.range, of: token, inner)
      append(inner.bytes, token.range, TokenFlags(), &facts)
      if source.isReporting, !isIntegerText(inner.bytes, token.range) {
        context.reporter.report(
          numberInTextDiagnostic(
            source.string(range), SourceLocation(source.file, range), value: context.written(target)))
      }
      return true
    default:
      if source.isReporting {
        context.reporter.report(
          notInterpolatedDiagnostic(
            source.string(range), nounOfValue(inner.tree, target.node),
            SourceLocation(source.file, range), value: context.written(target)))
      }
      return false
    }
  }

  /// The Flow's slug, which is looked up in sight of the file in which it is written.
  func slug(_ node: Int, _ source: TreeContext) -> Int {
    flowUnit = source.unit
    isFlowQuoted = source.tree.token(of: node).kind != .name
    return literal(node, source)
  }

  /// A slug, screen or other verbatim string or name.
  func literal(_ node: Int, _ source: TreeContext) -> Int {
    let token = source.tree.token(of: node)
    let result = tape.append(.string, source.origin(token.range))
    if token.flags.contains(.faulty) {
      tape.breakNode(result)
    } else if token.kind == .name || (token.kind == .string && !token.flags.contains(.escape)) {
      var facts = TextFacts()
      append(source.bytes, token.kind == .name ? token.range : token.range.inner, token.flags, &facts)
    } else {
      for byte in decodedString(source.bytes.span, token).utf8 { tape.appendByte(byte) }
    }
    tape.endBytes(of: result)
    return result
  }

  // MARK: Values

  /// Puts the value at `node` on the tape; `depth` is how deep it stands in the body.
  func value(_ node: Int, depth: Int, _ source: TreeContext) -> Int {
    let syntax = source.tree.nodes[node]
    let token = source.tree.token(of: node)
    switch syntax.kind {
    case .string: return string(token, source)
    case .number:
      let result = tape.append(
        token.flags.contains(.faulty) ? .broken : .number, source.origin(token.range))
      appendRaw(source.bytes, token.range)
      tape.endBytes(of: result)
      return result
    case .literal:
      let kind: ValueKind = token.word == .true ? .true : token.word == .false ? .false : .null
      return tape.append(kind, source.origin(token.range))
    case .path: return reference(node, depth: depth, source)
    case .object, .array: return container(node, syntax.kind, depth: depth, source)
    default: return tape.append(.broken, source.origin(source.tree.range(of: node)))
    }
  }

  private func appendRaw(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) {
    tape.appendBytes(UnsafeBufferPointer(rebasing: bytes[Int(range.start)..<Int(range.end)]))
  }

  private func string(_ token: Token, _ source: TreeContext) -> Int {
    let result = tape.append(.string, source.origin(token.range))
    if token.kind == .string, token.flags.isPlain {
      appendRaw(source.bytes, token.range.inner)
      tape.endBytes(of: result)
      return result
    }
    let first = holesInText.count
    var facts = TextFacts()
    if !appendString(token, source, &facts) { tape.breakNode(result) }
    tape.endBytes(of: result)
    if facts.hasHoles { closeTemplate(result, from: first) }
    return result
  }

  private func container(_ node: Int, _ kind: NodeKind, depth: Int, _ source: TreeContext) -> Int {
    let result = tape.append(
      kind == .object ? .object : .array, source.origin(source.tree.range(of: node)))
    if depth > nesting {
      if !source.isReporting {
        isTooDeep = true
      } else if !source.faults.contains(where: { $0.kind == .nestingTooDeep }) {
        tooDeep(source.tree.range(of: node), source)
      }
      tape.breakNode(result)
      return result
    }
    var child = source.tree.firstChild(of: node)
    while let at = child {
      switch source.tree.nodes[at].kind {
      case .member: member(at, in: result, depth: depth, source)
      case .unexpected, .missing: tape.breakNode(result)
      default: _ = value(at, depth: depth + 1, source)
      }
      child = source.tree.sibling(after: at, in: node)
    }
    tape.close(result)
    return result
  }

  func member(_ at: Int, in object: Int, depth: Int, _ source: TreeContext) {
    guard let key = source.tree.firstChild(of: at), source.tree.nodes[key].kind != .missing,
      let value = source.tree.sibling(after: key, in: at)
    else { return tape.breakNode(object) }
    let token = source.tree.token(of: key)
    let member = tape.append(.member, source.origin(token.range))
    // What a key says that was not read whole is known to nobody: nothing is missing beside it, and nothing is like it.
    if token.flags.contains(.faulty) {
      tape.breakNode(object)
    } else if token.kind == .name {
      appendRaw(source.bytes, token.range)
    } else if token.kind == .string, !token.flags.contains(.escape) {
      appendRaw(source.bytes, token.range.inner)
    } else {
      for byte in decodedString(source.bytes.span, token).utf8 { tape.appendByte(byte) }
    }
    tape.endBytes(of: member)
    _ = self.value(value, depth: depth + 1, source)
    tape.close(member)
  }
}
