import FlowMsgText

extension Parser {
  /// ```
  /// Decl ::= 'import' String
  ///        | 'locales' Tag (',' Tag)*                      /* to the end of the line */
  ///        | 'let' Name ('=' Value | 'from' String)
  ///        | 'type' Name '=' Type
  ///        | 'bot' Name '{' L('id' Name? String | 'provider' Name) '}'
  ///        | 'flow' Slug ('from' String | '{' L('screen' Name Shape?) '}')
  ///        | ('message' | 'base') Name Params? (Body | 'like' Name Args? Body?)
  /// ```
  mutating func parseDeclaration(_ declared: DeclarationKind) {
    let word = headWord(declared)
    let before = slips
    let node: Int
    switch word {
    case .import: node = parseImport()
    case .locales: node = parseLocales()
    case .let: node = parseLet()
    case .type: node = parseTypeDeclaration()
    case .bot: node = parseBot()
    case .flow: node = parseFlow()
    case .message: node = parseMessage(.messageDeclaration)
    case .base: node = parseMessage(.baseDeclaration)
    default: node = parseUnknown()
    }
    if slips > before { tree.nodes[node].isDamaged = true }
    parseRest(reporting: slips == before)
  }

  /// The word that begins the declaration, or that the current word is a misspelling of: that is reported, and damages
  /// nothing.
  private mutating func headWord(_ declared: DeclarationKind) -> Word {
    guard kind == .name, token.word == .none, declared.word != .none else { return kind == .name ? token.word : .none }
    fault(.unknownDeclaration, token.range)
    return declared.word
  }

  /// What is in a declaration's bytes after it.
  private mutating func parseRest(reporting: Bool) {
    let before = slips
    skipBetweenDeclarations()
    guard kind != .end else { return }
    if reporting, slips == before {
      if kind.isClosing {
        fault(.strayClosing, token.range)
      } else if !isReported {
        fault(.unexpected, token.range, related: tree.tokens[taken - 1].range)
      }
    }
    tree.nodes[0].isDamaged = true
    while kind != .end { take() }
  }

  private mutating func parseUnknown() -> Int {
    let node = open(.unknownDeclaration)
    if kind.isClosing {
      fault(.strayClosing, token.range)
    } else if !isReported {
      fault(.unknownDeclaration, token.range)
    }
    while kind != .end { take() }
    close(node)
    tree.nodes[node].isDamaged = true
    return node
  }

  private mutating func parseImport() -> Int {
    let node = open(.importDeclaration, .import)
    take()
    skipStrayPunctuation(.import)
    expectString(verbatim: true, word: .import)
    close(node)
    return node
  }

  /// `'locales' Tag (',' Tag)*`, everything to the line's end; at the top level or in a body.
  @discardableResult
  mutating func parseLocales() -> Int {
    let node = open(.localesDeclaration, .locales)
    tree.hasLocales = true
    take()
    skipStrayPunctuation(.locales)
    expectName(.tag, word: .locales)
    while kind == .comma {
      take()
      if kind == .lineBreak || kind == .end || kind.isClosing { break }
      expectName(.tag, word: .locales)
    }
    close(node)
    return node
  }

  private mutating func parseLet() -> Int {
    let node = open(.letDeclaration, .let)
    take()
    skipStrayColon(.let)
    expectName(word: .let)
    if kind == .name, token.word == .from {
      parseFrom()
    } else if acceptEquals(.letValue, word: .let) {
      if startsFrom { parseFromAfterEquals() } else { parseValue() }
    }
    close(node)
    return node
  }

  /// Whether `from` and a string are next: a let called `from` has no string behind it.
  private var startsFrom: Bool {
    guard kind == .name, token.word == .from else { return false }
    let next = position + 1 < tree.tokens.count ? tree.tokens[position + 1].kind : .end
    return next == .string || next == .blockString
  }

  /// `from` behind an `=`, which is too much there.
  private mutating func parseFromAfterEquals() {
    let sign = tree.tokens[..<position].last { $0.kind == .equals }?.range
    fault(.equalsBeforeFrom, sign ?? token.range, related: token.range)
    parseFrom()
  }

  /// `=`, or a `:` in its place; a line break after it does not end the entry.
  private mutating func acceptEquals(_ expectation: Expectation, word: Word) -> Bool {
    guard kind == .equals || kind == .colon || joinsNextLine({ tree, i in tree.tokens[i].kind == .equals }) else {
      expected(expectation, word: word)
      return false
    }
    if kind == .colon { fault(.expected, token.range, expected: .equals, word: word) }
    take()
    skipLineBreaks()
    return true
  }

  private mutating func parseFrom() {
    let node = open(.fromClause, .from)
    take()
    skipStrayPunctuation(.from)
    expectString(verbatim: true, word: .from)
    close(node)
  }

  private mutating func parseTypeDeclaration() -> Int {
    let node = open(.typeDeclaration, .type)
    take()
    skipStrayColon(.type)
    expectName(word: .type)
    if acceptEquals(.equals, word: .type) { parseType() }
    close(node)
    return node
  }

  private mutating func parseBot() -> Int {
    let node = open(.botDeclaration, .bot)
    take()
    skipStrayPunctuation(.bot)
    expectName(word: .bot)
    if acceptsOpener(.leftBrace) { parseList(of: .botLine) } else { expected(.braceOpen, word: .bot) }
    close(node)
    return node
  }

  /// `'id' Name? String | 'provider' Name`
  mutating func parseBotLine() {
    let before = slips
    switch kind == .name ? token.word : .none {
    case .id:
      let node = open(.idLine, .id)
      take()
      skipStrayPunctuation(.id)
      if kind == .name { leaf(.name) }
      expectString(verbatim: true, word: .id)
      close(node, slipsBefore: before)
    case .provider:
      let node = open(.providerLine, .provider)
      take()
      skipStrayPunctuation(.provider)
      expectName(word: .provider)
      close(node, slipsBefore: before)
    default:
      expected(.botLine, word: .bot)
      skipEntry(reporting: false)
    }
  }

  private mutating func parseFlow() -> Int {
    let node = open(.flowDeclaration, .flow)
    take()
    skipStrayPunctuation(.flow)
    parseSlug(word: .flow)
    if kind == .name, token.word == .from {
      parseFrom()
    } else if acceptsOpener(.leftBrace) {
      parseList(of: .flowLine)
    } else {
      expected(.flowBody, word: .flow)
    }
    close(node)
    return node
  }

  /// `'screen' Name Shape?`
  mutating func parseFlowLine() {
    guard kind == .name, token.word == .screen else {
      expected(.screenLine, word: .flow)
      return skipEntry(reporting: false)
    }
    let before = slips
    let node = open(.screenLine, .screen)
    take()
    skipStrayPunctuation(.screen)
    expectName(word: .screen)
    if acceptsOpener(.leftBrace) {
      parseType()
    } else if startsField {
      expected(.braceOpen, word: .screen)
      parseUnopenedList(of: .shapeField)
    }
    close(node, slipsBefore: before)
  }

  /// Whether the next line begins with a field, so that the brace before it is lost.
  private var startsField: Bool {
    let ahead = nextOnLines
    guard ahead > position, [.name, .string].contains(tree.tokens[ahead].kind), ahead + 1 < tree.tokens.count else {
      return false
    }
    return [.colon, .question].contains(tree.tokens[ahead + 1].kind)
  }

  private mutating func parseMessage(_ kind: NodeKind) -> Int {
    let word: Word = kind == .messageDeclaration ? .message : .base
    let node = open(kind, word)
    take()
    skipStrayPunctuation(word)
    expectName(word: word)
    if acceptsOpener(.leftParen) {
      let before = slips
      let parameters = open(.parameters)
      parseList(of: .parameter)
      close(parameters, slipsBefore: before)
    }
    let isLike = acceptsLike()
    if isLike { parseLike() }
    if acceptsOpener(.leftBrace) {
      parseBody()
    } else if !isLike {
      expected(.body, word: word)
    }
    close(node)
    return node
  }

  /// Whether `like` is next; on the next line it is a fault of its own, and taken all the same.
  private mutating func acceptsLike() -> Bool {
    if kind == .name, token.word == .like { return true }
    return joinsNextLine { tree, i in tree.tokens[i].kind == .name && tree.tokens[i].word == .like }
  }

  /// `'like' Name Args?`
  private mutating func parseLike() {
    let node = open(.likeClause, .like)
    take()
    skipStrayPunctuation(.like)
    expectName(word: .like)
    if acceptsOpener(.leftParen) {
      let arguments = open(.arguments)
      parseList(of: .argument)
      close(arguments)
    }
    close(node)
  }

  /// `Params ::= '(' L(Name ':' Type ('=' Value)?) ')'`, one of them.
  mutating func parseParameter() {
    let before = slips
    let node = open(.parameter)
    expectName(.parameter)
    if expectColon(.colon) {
      parseType()
      if kind == .equals {
        take()
        skipLineBreaks()
        parseValue()
      }
    }
    close(node, slipsBefore: before)
  }

  /// `Args ::= '(' L(Name ':' Value) ')'`, one of them.
  mutating func parseArgument() {
    let before = slips
    let node = open(.argument)
    expectName(.argument)
    if expectColon(.colon) { parseValue() }
    close(node, slipsBefore: before)
  }
}
