import FlowMsgText

extension Parser {
  /// The kinds of entries that lists hold.
  enum Entry {
    case statement, localStatement, member, value, shapeField, bound, parameter, argument, botLine, flowLine
  }

  /// `L(x)` between the current opening bracket and the one that closes it; says whether the list is whole.
  mutating func parseList(of entry: Entry) {
    let opener = token
    let closer = opener.kind.closing
    closers.append(closer)
    defer { closers.removeLast() }
    if closers.count > nestingLimit {
      sink(opener)
      take()
      skipNested(closer)
      return
    }
    take()
    repeat { parseEntries(entry, opener) } while skipSurplusClosers(of: entry)
    if kind == closer { take() } else { blameOpener(opener) }
  }

  /// Passes over a `}` that closes the body too early: entries of it follow, and the `}` that is to close it.
  private mutating func skipSurplusClosers(of entry: Entry) -> Bool {
    guard kind == .rightBrace, closers.count == 1, tree.tokens[position &+ 1].kind != .end else { return false }
    var last = position
    var ahead = position
    while [.rightBrace, .lineBreak, .comma, .comment, .docComment].contains(tree.tokens[ahead].kind) {
      if tree.tokens[ahead].kind == .rightBrace { last = ahead }
      ahead += 1
    }
    guard startsEntry(entry, ahead), isClosed(after: ahead) else { return false }
    fault(.strayClosing, tree.tokens[last].range, word: Word.of(tree.nodes[0].kind))
    tree.isRejoined = true
    while position <= last { take() }
    return true
  }

  /// Whether the token `i` begins an entry of a body.
  private func startsEntry(_ entry: Entry, _ i: Int) -> Bool {
    guard tree.tokens[i].kind == .name else { return false }
    switch (entry, tree.tokens[i].word) {
    case (.flowLine, let word): return word == .screen
    case (.botLine, let word): return word == .id || word == .provider
    case (.statement, .in), (.statement, .example), (.statement, .locales): return true
    case (.statement, _): return isStatement(i)
    default: return false
    }
  }

  /// Whether a `}` that nothing opens follows the token `i`.
  private func isClosed(after i: Int) -> Bool {
    var depth = 0
    for token in tree.tokens[i...] {
      if token.kind == .leftBrace { depth += 1 }
      if token.kind == .rightBrace { depth -= 1 }
      if depth < 0 { return true }
    }
    return false
  }

  /// The same where the opening brace is lost, which is reported: up to the bracket that closes what it should open. What
  /// is open at the end of the declaration is a consequence.
  mutating func parseUnopenedList(of entry: Entry) {
    hasBlamed = true
    guard closers.count < nestingLimit else { return }
    closers.append(.rightBrace)
    defer { closers.removeLast() }
    parseEntries(entry, token)
    if kind == .rightBrace { take() }
  }

  /// The entries up to a bracket that closes them, or something further out.
  private mutating func parseEntries(_ entry: Entry, _ opener: Token) {
    skipSeparators()
    while kind != closers.last, kind != .end {
      if kind.isClosing {
        // Another bracket closes here: ours is missing if something further out waits for it, else it is a stray one.
        if closers.contains(kind) { return }
        fault(.strayClosing, token.range, related: opener.range)
        skipStray()
        continue
      }
      if startsStatement(in: entry) { return }
      parseEntry(entry)
    }
  }

  /// Whether the current line, inside the value of a statement, is so plainly the next statement (`title "`, `payload {`,
  /// `flow name`) that what is open is closed before it. No value, member or field begins so.
  func startsStatement(in entry: Entry) -> Bool {
    switch entry {
    case .value, .member: break
    default: return false
    }
    guard kind == .name, token.word.rawValue != 0, operands[Int(token.word.rawValue)] != nil, closers.count > 1,
      position > 0, tree.tokens[position &- 1].kind == .lineBreak
    else { return false }
    switch tree.tokens[position &+ 1].kind {
    case .string, .blockString, .name, .leftBrace: return true
    default: return false
    }
  }

  /// One entry of a list with what follows it up to the next.
  mutating func parseEntry(_ entry: Entry) {
    let start = position
    let before = slips
    let node = tree.nodeList.count
    switch entry {
    case .statement: parseStatement(inLocale: false)
    case .localStatement: parseStatement(inLocale: true)
    case .member: parseMember()
    case .value: parseValue()
    case .shapeField: parseShapeField()
    case .bound: parseBound()
    case .parameter: parseParameter()
    case .argument: parseArgument()
    case .botLine: parseBotLine()
    case .flowLine: parseFlowLine()
    }
    if kind == .lineBreak || kind == .comma { return skipSeparators() }
    if kind.isClosing || kind == .end { return }
    skipEntry(reporting: slips == before)
    // What follows may have been meant for it.
    if node < tree.nodes.count { tree.nodes[node].isDamaged = true }
    if position == start { skipStray() }
    skipSeparators()
  }

  mutating func skipStray() {
    let node = open(.unexpected)
    take()
    close(node)
    skipSeparators()
  }

  /// Says that `opener` nests too deeply, once.
  mutating func sink(_ opener: Token) {
    if !hasSunk { fault(.nestingTooDeep, opener.range) }
    hasSunk = true
    slips += 1
  }

  /// Passes over what is nested too deeply, without recursion, up to the bracket that closes it.
  mutating func skipNested(_ closer: TokenKind) {
    var depth = 1
    while kind != .end {
      if kind.isOpening { depth += 1 }
      if kind.isClosing { depth -= 1 }
      if depth == 0 { return take() }
      take()
    }
    // What is open around it ends with the text, too: that is no fault of its own.
    hasBlamed = true
  }

  /// Blames the opener of what is not closed: the innermost whose own closer is at another indentation, as that one
  /// closed the wrong bracket; else `opener`. Only the first of several is reported.
  mutating func blameOpener(_ opener: Token) {
    if blamedAt == position || (hasBlamed && kind == .end) { return }
    hasBlamed = true
    blamedAt = position
    let blamed = (kind == .end ? misclosedOpener() : nil) ?? opener
    if blamed.kind != .leftBrace { dropConsequences(of: blamed) }
    fault(.unclosedBracket, blamed.range)
  }

  /// Drops what was found inside a `(` or `[` that is not closed: it was read as if it were in there. What is in a body or
  /// an object was meant to be.
  mutating func dropConsequences(of opener: Token) {
    tree.faults.removeAll { fault in
      guard fault.range.start > opener.start else { return false }
      switch fault.kind {
      case .expected, .unexpected, .unknownStatement, .strayClosing, .misplacedEntry, .braceOnNextLine: return true
      default: return false
      }
    }
  }

  func misclosedOpener() -> Token? {
    var open: [(token: Token, indentation: UInt32)] = []
    var lineStart = tree.tokens[0].start
    var isFirst = true
    var lineIndentation: UInt32 = 0
    var result: Token?
    for token in tree.tokens {
      let indentation = token.start - lineStart
      if token.kind == .lineBreak {
        lineStart = token.end
        isFirst = true
        lineIndentation = 0
        continue
      }
      if isFirst { lineIndentation = indentation }
      if token.kind.isOpening {
        open.append((token, lineIndentation))
      } else if token.kind.isClosing, let last = open.last, last.token.kind.closing == token.kind {
        if isFirst, indentation < last.indentation { result = result ?? last.token }
        open.removeLast()
      }
      isFirst = false
    }
    return result
  }
}
