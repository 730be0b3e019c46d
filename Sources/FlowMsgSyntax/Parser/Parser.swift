import FlowMsgText

// The grammar, in W3C notation; L(x) = sep? (x (sep x)* sep?)?. Every function's comment holds its production, and a
// test compares them with grammar/flowmsg.ebnf. A line break or a comma ends an entry, except right after `=`, `:`, `|`
// and an opening bracket.
//
// Verbs: `parseX` parses an x or leaves a fault and a `missing` node; `expectX` takes one token or does the same;
// `accept` takes a token if it is there; `skip` passes over what has no meaning here.

/// Parses one declaration at a time, never fails, and can be reused without new memory.
///
/// Every loop makes progress: an entry that takes no token has one taken from it. Recursion is capped by `nestingLimit`.
package struct Parser: ~Copyable {
  /// The tree of the declaration parsed last.
  package let tree = SyntaxTree()
  var lexer = Lexer()
  /// The current token: never a comment.
  var position = 0
  /// The token after the last one taken.
  var taken = 0
  /// The brackets that are open, by what closes each.
  var closers: [TokenKind] = []
  /// Whether an unclosed bracket was reported: the others that the same end leaves open are its consequence.
  var hasBlamed = false
  /// Whether brackets that nest too deeply were reported: the declaration is too deep once.
  var hasSunk = false
  /// What went wrong so far, reported here or by the lexer: a node is damaged if this grew while it was parsed.
  var slips = 0
  /// The body that is being parsed, or -1.
  var body = -1
  /// The token after the last `:` or `=` that was too much behind a word: what is missing right there is the same slip.
  var strayEnd = -2
  /// Where the last unclosed bracket was noticed: what is open around it ends at the same place.
  var blamedAt = -1
  let nestingLimit: Int
  let operands = ContiguousArray(Word.operands)

  /// A parser that refuses more than `nestingLimit` brackets inside each other.
  package init(nestingLimit: Int) {
    self.nestingLimit = nestingLimit
  }

  /// Parses the declaration `extent` of `bytes` into `tree`.
  package mutating func parse(_ bytes: borrowing Span<UInt8>, _ extent: Extent) {
    tree.removeAll()
    // The lexer fills the tree's own list: no second copy.
    swap(&lexer.tokens, &tree.tokenList)
    lexer.lex(bytes, extent.range, beginsFile: extent.beginsFile)
    swap(&lexer.tokens, &tree.tokenList)
    if !lexer.faults.isEmpty {
      tree.faults = lexer.faults
      lexer.faults.removeAll()
    }
    position = 0
    taken = 0
    hasBlamed = false
    hasSunk = false
    slips = 0
    body = -1
    blamedAt = -1
    strayEnd = -2
    closers.removeAll(keepingCapacity: true)
    skipComments()
    skipBetweenDeclarations()
    if kind != .end { parseDeclaration(extent.kind) }
    if lexer.hasIntricateStrings { checkStrings(bytes) }
    if lexer.hasDocComments { checkDocComments(extent) }
  }

  // MARK: Tokens

  /// The kind of the current token.
  @inline(__always)
  var kind: TokenKind { tree.tokens[position].kind }

  /// The current token.
  @inline(__always)
  var token: Token { tree.tokens[position] }

  @inline(__always)
  mutating func skipComments() {
    while tree.tokens[position].kind == .comment || tree.tokens[position].kind == .docComment { position &+= 1 }
  }

  /// Takes the current token.
  @inline(__always)
  mutating func take() {
    guard kind != .end else { return }
    position &+= 1
    taken = position
    skipComments()
  }

  /// Passes over line breaks, and comments.
  @inline(__always)
  mutating func skipLineBreaks() {
    while kind == .lineBreak {
      position &+= 1
      skipComments()
    }
  }

  /// `sep ::= (LineBreak | ',')+`
  @inline(__always)
  mutating func skipSeparators() {
    while kind == .lineBreak || kind == .comma {
      position &+= 1
      skipComments()
    }
  }

  /// Passes over line breaks around a declaration; a comma has no place there, and is reported once.
  mutating func skipBetweenDeclarations() {
    var isReported = false
    while kind == .lineBreak || kind == .comma {
      if kind == .comma, !isReported {
        fault(.unexpected, token.range, related: taken > 0 ? tree.tokens[taken - 1].range : nil)
        isReported = true
      }
      position &+= 1
      skipComments()
    }
  }

  // MARK: Nodes

  @inline(__always)
  mutating func open(_ kind: NodeKind, _ word: Word = .none) -> Int {
    tree.nodeList.append(
      SyntaxNode(kind: kind, word: word, first: UInt32(truncatingIfNeeded: position), last: 0, next: 0))
    return tree.nodeList.count &- 1
  }

  @inline(__always)
  mutating func close(_ node: Int) {
    let first = tree.nodes[node].first
    tree.nodes[node].last = max(first, UInt32(truncatingIfNeeded: taken))
    tree.nodes[node].next = UInt32(truncatingIfNeeded: tree.nodes.count)
  }

  /// Closes a node, damaged if anything went wrong since there were `before` slips.
  mutating func close(_ node: Int, slipsBefore before: Int) {
    close(node)
    if slips > before { tree.nodes[node].isDamaged = true }
  }

  /// A node of the one current token, which is taken.
  @inline(__always)
  mutating func leaf(_ kind: NodeKind) {
    let node = open(kind)
    take()
    close(node)
  }

  /// A node for what is not there.
  mutating func missing() {
    slips += 1
    let node = open(.missing)
    tree.nodes[node].last = tree.nodes[node].first
    tree.nodes[node].next = UInt32(tree.nodes.count)
    tree.nodes[node].isDamaged = true
  }

  // MARK: Faults

  mutating func fault(
    _ kind: SyntaxFaultKind, _ range: ByteRange, related: ByteRange? = nil, expected: Expectation = .none,
    word: Word = .none
  ) {
    slips += 1
    tree.faults.append(SyntaxFault(kind, range, related: related, expected: expected, word: word))
  }

  /// Whether the lexer has reported the current token: it is not reported again.
  var isReported: Bool { kind == .unknown || token.flags.contains(.faulty) }

  /// Says that `expectation` should be where the current token does, and leaves a `missing` node. A token is blamed
  /// once, by the lexer or here.
  mutating func expected(_ expectation: Expectation, word: Word = .none) {
    blame(expectation, word: word)
    missing()
  }

  mutating func blame(_ expectation: Expectation, word: Word) {
    if isReported || blamedAt == position || taken == strayEnd || taken == strayEnd + 1 { return }
    if let last = tree.faults.last, last.kind == .expected, last.range == token.range { return }
    let before = taken > 0 ? tree.tokens[taken - 1].range : nil
    fault(.expected, token.range, related: before, expected: expectation, word: word)
  }

  /// Takes tokens up to the end of the entry, brackets and all, into an `unexpected` node.
  mutating func skipEntry(reporting: Bool) {
    if reporting, !isReported {
      fault(.unexpected, token.range, related: taken > 0 ? tree.tokens[taken - 1].range : nil)
    }
    let node = open(.unexpected)
    skipTokens()
    close(node)
    tree.nodes[node].isDamaged = true
  }

  /// Takes tokens up to a separator, or a closing bracket that is not opened here.
  mutating func skipTokens() {
    var depth = 0
    while kind != .end {
      if depth == 0, kind == .lineBreak || kind == .comma || kind.isClosing { return }
      if kind.isOpening { depth += 1 }
      if kind.isClosing { depth -= 1 }
      take()
    }
  }

  // MARK: Leaves

  /// A string, of one line or a block.
  @inline(__always)
  mutating func expectString(_ expectation: Expectation = .string, verbatim: Bool = false, word: Word = .none) {
    guard
      kind == .string || kind == .blockString
        || joinsNextLine({ tree, i in tree.tokens[i].kind == .string || tree.tokens[i].kind == .blockString })
    else { return expected(expectation, word: word) }
    leaf(.string)
    if verbatim { tree.nodes[tree.nodes.count &- 1].isVerbatim = true }
  }

  @inline(__always)
  mutating func expectName(_ expectation: Expectation = .name, word: Word = .none) {
    if kind == .name || joinsNextLine(Parser.isOperandName) { return leaf(.name) }
    guard kind == .string || kind == .blockString || kind == .number else { return expected(expectation, word: word) }
    // Another operand takes its place: it is taken, so that what follows is not blamed too.
    blame(expectation, word: word)
    slips += 1
    leaf(.missing)
    tree.nodes[tree.nodes.count &- 1].isDamaged = true
  }

  /// Whether the name at `i`, first on its line, can only be an operand of the line before.
  static func isOperandName(_ tree: borrowing SyntaxTree, _ i: Int) -> Bool {
    guard tree.tokens[i].kind == .name, tree.tokens[i].word == .none else { return false }
    switch tree.tokens[i + 1].kind {
    case .lineBreak, .end, .comma, .leftBrace, .rightBrace: return true
    default: return false
    }
  }

  /// `Slug ::= Name | String`
  mutating func parseSlug(word: Word) {
    if kind == .name || joinsNextLine(Parser.isOperandName) {
      leaf(.name)
    } else {
      expectString(.slug, verbatim: true, word: word)
    }
  }

  /// Whether an opening bracket of `kind` is next. One on the next line is a fault of its own, and taken all the same.
  mutating func acceptsOpener(_ opener: TokenKind) -> Bool {
    kind == opener || joinsNextLine { tree, i in tree.tokens[i].kind == opener }
  }

  /// The current token, or the first one of the next line that has any.
  var nextOnLines: Int {
    var ahead = position
    while [.lineBreak, .comment, .docComment].contains(tree.tokens[ahead].kind) { ahead += 1 }
    return ahead
  }

  /// Whether the line ends here and the next one begins with a token that belongs to this one: that is a fault, and the
  /// token is there all the same.
  mutating func joinsNextLine(_ belongs: (borrowing SyntaxTree, Int) -> Bool) -> Bool {
    guard kind == .lineBreak else { return false }
    let ahead = nextOnLines
    guard belongs(tree, ahead) else { return false }
    fault(.braceOnNextLine, tree.tokens[ahead].range, related: tree.tokens[taken - 1].range)
    position = ahead
    return true
  }
}
