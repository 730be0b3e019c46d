import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  /// A tree with the file that it belongs to, and whether what is wrong in it is still to be reported: in a message's own
  /// tree yes, in a let's no, as the let was visited before.
  struct Source {
    var tree: SyntaxTree
    var bytes: [UInt8]
    var unit: Int
    var file: FileID
    var isReporting: Bool

    func origin(_ range: ByteRange) -> Origin { Origin(file.rawValue, range.start, range.end) }
  }

  // MARK: Texts

  /// Puts a text statement's string on the tape and measures it.
  mutating func text(_ node: Int, _ field: FieldID, _ tree: SyntaxTree, _ bytes: [UInt8]) -> Int {
    let token = tree.token(of: node)
    var facts = TextFacts()
    let origin = Origin(resolved.file.rawValue, token.start, token.end)
    let result = resolved.message.tape.append(.string, origin)
    if token.kind == .string, token.flags.isPlain {
      facts.sourceStart = token.start + 1
      append(bytes, token.start + 1, token.end - 1, token.flags, &facts)
    } else if token.flags.contains(.faulty) {
      resolved.message.tape.breakNode(result)
    } else {
      var source = Source(tree: tree, bytes: bytes, unit: unit, file: resolved.file, isReporting: true)
      if !appendString(token, &source, &facts) { resolved.message.tape.breakNode(result) }
    }
    resolved.message.tape.endBytes(of: result)
    resolved.texts[Int(field.rawValue)] = facts
    return result
  }

  /// Appends the bytes from `start` up to `end`, which stand for themselves.
  @inline(__always)
  private mutating func append(
    _ bytes: [UInt8], _ start: UInt32, _ end: UInt32, _ flags: TokenFlags, _ facts: inout TextFacts
  ) {
    bytes.withUnsafeBytes { buffer in
      let slice = UnsafeRawBufferPointer(rebasing: buffer[Int(start)..<Int(end)])
      resolved.message.tape.appendBytes(slice)
      if flags.contains(.wide) {
        facts.isWide = true
        var points = 0
        var units = 0
        for byte in slice where byte & 0xC0 != 0x80 {
          points &+= 1
          units &+= byte >= 0xF0 ? 2 : 1
        }
        facts.codePoints += points
        facts.utf16Units += units
      } else {
        facts.codePoints += slice.count
        facts.utf16Units += slice.count
      }
    }
    if flags.contains(.mark) { facts.hasMarks = true }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ facts: inout TextFacts) {
    for byte in UTF8.encode(scalar)! { resolved.message.tape.appendByte(byte) }
    facts.codePoints += 1
    facts.utf16Units += scalar.value > 0xFFFF ? 2 : 1
    switch scalar {
    case "\n", "\r": facts.hasLineBreaks = true
    case "*", "_", "~", "`": facts.hasMarks = true
    default: if scalar.value > 0x7F { facts.isWide = true }
    }
  }

  /// Appends what a string says, interpolations and all; says whether it is whole.
  mutating func appendString(_ token: Token, _ source: inout Source, _ facts: inout TextFacts) -> Bool {
    if token.flags.contains(.faulty) { return false }
    var pieces: [StringPiece] = []
    StringContents.read(source.bytes.span, token, isVerbatim: false) { pieces.append($0) }
    var isWhole = true
    for piece in pieces {
      switch piece {
      case .text(let range): append(source.bytes, range.start, range.end, token.flags, &facts)
      case .scalar(let scalar, _): append(scalar, &facts)
      case .path(let range): if !appendPath(range, &source, &facts) { isWhole = false }
      case .fault: isWhole = false
      }
    }
    return isWhole
  }

  /// Appends the text of an interpolated path.
  private mutating func appendPath(_ range: ByteRange, _ source: inout Source, _ facts: inout TextFacts) -> Bool {
    guard let target = target(pathNames(source.bytes, range), &source) else { return false }
    var inner = self.source(of: target)
    let token = inner.tree.token(of: target.node)
    switch inner.tree.nodes[target.node].kind {
    case .string: return appendString(token, &inner, &facts)
    case .number:
      append(inner.bytes, token.start, token.end, TokenFlags(), &facts)
      if source.isReporting, !isIntegerText(inner.bytes, token.range) {
        reporter.report(
          numberInTextDiagnostic(program.units[source.unit].string(range), SourceLocation(source.file, range)))
      }
      return true
    default:
      if source.isReporting {
        reporter.report(
          notInterpolatedDiagnostic(
            program.units[source.unit].string(range), nounOfValue(inner.tree, target.node),
            SourceLocation(source.file, range)))
      }
      return false
    }
  }

  /// A slug, screen or other verbatim string or name.
  mutating func literal(_ node: Int, _ tree: SyntaxTree, _ bytes: [UInt8]) -> Int {
    let token = tree.token(of: node)
    let result = resolved.message.tape.append(.string, Origin(resolved.file.rawValue, token.start, token.end))
    if token.flags.contains(.faulty) {
      resolved.message.tape.breakNode(result)
    } else if token.kind == .name || (token.kind == .string && !token.flags.contains(.escape)) {
      let inset: UInt32 = token.kind == .name ? 0 : 1
      var facts = TextFacts()
      append(bytes, token.start + inset, token.end - inset, token.flags, &facts)
    } else {
      for byte in decodedString(bytes.span, token).utf8 { resolved.message.tape.appendByte(byte) }
    }
    resolved.message.tape.endBytes(of: result)
    return result
  }

  // MARK: Values

  /// Puts a statement's object on the tape; `depth` is how deep it stands in the body.
  mutating func object(_ node: Int, depth: Int, _ tree: SyntaxTree, _ bytes: [UInt8]) -> Int {
    var source = Source(tree: tree, bytes: bytes, unit: unit, file: resolved.file, isReporting: true)
    return value(node, depth: depth, &source)
  }

  /// Puts the value at `node` on the tape.
  private mutating func value(_ node: Int, depth: Int, _ source: inout Source) -> Int {
    let syntax = source.tree.nodes[node]
    let token = source.tree.token(of: node)
    switch syntax.kind {
    case .string: return string(token, &source)
    case .number:
      let result = resolved.message.tape.append(
        token.flags.contains(.faulty) ? .broken : .number, source.origin(token.range))
      appendRaw(source.bytes, token.start, token.end)
      resolved.message.tape.endBytes(of: result)
      return result
    case .literal:
      let kind: ValueKind = token.word == .true ? .true : token.word == .false ? .false : .null
      return resolved.message.tape.append(kind, source.origin(token.range))
    case .path: return reference(node, depth: depth, &source)
    case .object, .array: return container(node, syntax.kind, depth: depth, &source)
    default: return resolved.message.tape.append(.broken, source.origin(source.tree.range(of: node)))
    }
  }

  private mutating func appendRaw(_ bytes: [UInt8], _ start: UInt32, _ end: UInt32) {
    bytes.withUnsafeBytes {
      resolved.message.tape.appendBytes(UnsafeRawBufferPointer(rebasing: $0[Int(start)..<Int(end)]))
    }
  }

  private mutating func string(_ token: Token, _ source: inout Source) -> Int {
    let result = resolved.message.tape.append(.string, source.origin(token.range))
    if token.kind == .string, token.flags.isPlain {
      appendRaw(source.bytes, token.start + 1, token.end - 1)
    } else {
      var facts = TextFacts()
      if !appendString(token, &source, &facts) { resolved.message.tape.breakNode(result) }
    }
    resolved.message.tape.endBytes(of: result)
    return result
  }

  private mutating func container(_ node: Int, _ kind: NodeKind, depth: Int, _ source: inout Source) -> Int {
    let result = resolved.message.tape.append(
      kind == .object ? .object : .array, source.origin(source.tree.range(of: node)))
    if depth > Limits.nesting {
      if !source.isReporting {
        isTooDeep = true
      } else if !source.tree.faults.contains(where: { $0.kind == .nestingTooDeep }) {
        tooDeep(source.tree.range(of: node))
      }
      resolved.message.tape.breakNode(result)
      return result
    }
    var keys = KeyTable()
    var child = source.tree.firstChild(of: node)
    while let at = child {
      switch source.tree.nodes[at].kind {
      case .member: member(at, in: result, &keys, depth: depth, &source)
      case .unexpected, .missing: resolved.message.tape.breakNode(result)
      default: _ = value(at, depth: depth + 1, &source)
      }
      child = source.tree.sibling(after: at, in: node)
    }
    resolved.message.tape.close(result)
    return result
  }

  private mutating func member(_ at: Int, in object: Int, _ keys: inout KeyTable, depth: Int, _ source: inout Source) {
    guard let key = source.tree.firstChild(of: at), source.tree.nodes[key].kind != .missing,
      let value = source.tree.sibling(after: key, in: at)
    else { return resolved.message.tape.breakNode(object) }
    let token = source.tree.token(of: key)
    let member = resolved.message.tape.append(.member, source.origin(token.range))
    if token.kind == .name {
      appendRaw(source.bytes, token.start, token.end)
    } else if token.kind == .string, !token.flags.contains(.escape) {
      appendRaw(source.bytes, token.start + 1, token.end - 1)
    } else {
      for byte in decodedString(source.bytes.span, token).utf8 { resolved.message.tape.appendByte(byte) }
    }
    resolved.message.tape.endBytes(of: member)
    if source.isReporting { checkKey(member, object, &keys, token) }
    _ = self.value(value, depth: depth + 1, &source)
    resolved.message.tape.close(member)
  }

  /// Reports a key that an earlier member of the object has.
  private mutating func checkKey(_ member: Int, _ object: Int, _ keys: inout KeyTable, _ token: Token) {
    guard let first = keys.insert(member, of: object, resolved.message.tape) else { return }
    reporter.report(
      repeatedKeyDiagnostic(
        resolved.message.tape.string(of: member), SourceLocation(resolved.file, token.range),
        resolved.location(of: first)))
  }

  // MARK: Names

  private mutating func reference(_ node: Int, depth: Int, _ source: inout Source) -> Int {
    let range = source.tree.range(of: node)
    var names: [ByteRange] = []
    for child in source.tree.children(of: node) {
      guard source.tree.nodes[child].kind == .name else {
        return resolved.message.tape.append(.broken, source.origin(range))
      }
      names.append(source.tree.token(of: child).range)
    }
    guard let target = target(names, &source) else {
      return resolved.message.tape.append(.broken, source.origin(range))
    }
    var inner = self.source(of: target)
    let before = resolved.message.tape.nodes.count
    let result = value(target.node, depth: depth, &inner)
    // What a let holds is too deep, or not for this place, where it is used: the reader mends it here.
    if source.isReporting {
      if isTooDeep { tooDeep(range) }
      isTooDeep = false
      resolved.message.tape.relocate(from: before, to: source.origin(range))
    }
    return result
  }

  private mutating func tooDeep(_ range: ByteRange) {
    reporter.report(
      NameDiagnostics.tooLarge, "the body nests more than \(Limits.nesting) objects and lists",
      at: SourceLocation(resolved.file, range))
  }

  func source(of target: ValueTarget) -> Source {
    Source(
      tree: program.units[target.unit].trees[target.tree].tree, bytes: program.units[target.unit].bytes,
      unit: target.unit,
      file: program.units[target.unit].file, isReporting: false)
  }

  /// What a path means; nil, and reported where that is still to be done, if nothing. Size is known before it is spent.
  private mutating func target(_ names: [ByteRange], _ source: inout Source) -> ValueTarget? {
    let resolver = PathResolver(units: program.units, symbols: program.symbols)
    switch resolver.first(names[0], in: source.unit) {
    case .failed(let failure):
      usage.usePart(in: unit)
      if source.isReporting, let diagnostic = resolver.diagnostic(failure, in: source.unit) {
        reporter.report(diagnostic)
      }
      return nil
    case .found(let symbol, let imported):
      usage.use(symbol, imported: imported, in: source.unit)
      guard program.lets[symbol].state == .whole else { return nil }
      // Memory is spent on one value beyond the limit at most, which is no larger than the limit.
      if source.isReporting, resolved.message.tape.pool.count + resolved.message.tape.nodes.count > Limits.bodySize {
        isTooLarge = true
        return nil
      }
      switch resolver.follow(symbol, names, in: source.unit, program.lets) {
      case .value(let target): return target
      case .failed(let failure):
        if source.isReporting, let diagnostic = resolver.diagnostic(failure, in: source.unit) {
          reporter.report(diagnostic)
        }
        return nil
      }
    }
  }
}
