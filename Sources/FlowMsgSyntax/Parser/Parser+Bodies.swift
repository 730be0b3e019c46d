extension Parser {
  /// `Body ::= '{' L(Stmt | 'locales' Tag (',' Tag)* | 'example' Object | 'in' Tag '{' L(Stmt) '}') '}'`
  mutating func parseBody() {
    let node = open(.body)
    let blamed = hasBlamed
    body = node
    parseList(of: .statement)
    body = -1
    close(node)
    if hasBlamed != blamed { tree.nodes[node].isDamaged = true }
  }

  /// ```
  /// Stmt ::= ('title' | 'text' | 'caption' | 'cta' | 'type') String
  ///        | 'flow' Slug | 'bot' Name | 'screen' Name Object? | ('payload' | 'parameters') Object
  /// ```
  /// or another entry of a body.
  mutating func parseStatement(inLocale: Bool) {
    let word = kind == .name ? token.word : .none
    if let operand = operands[Int(word.rawValue)] {
      parseStatement(word, operand)
    } else if word == .example || word == .in || word == .locales {
      if inLocale { fault(.misplacedEntry, token.range, word: word) }
      switch word {
      case .example: parseExample()
      case .in: parseIn()
      default: parseLocales()
      }
    } else {
      parseUnknownStatement()
    }
  }

  @inline(__always)
  private mutating func parseStatement(_ word: Word, _ operand: Word.Operand) {
    let before = slips
    let node = open(.statement, word)
    take()
    if kind == .colon || kind == .equals { skipStrayPunctuation(word) }
    switch operand {
    case .string: expectString(word: word)
    case .slug: parseSlug(word: word)
    case .name: expectName(word: word)
    case .nameAndObject:
      expectName(word: word)
      if acceptsOpener(.leftBrace) { parseObject() }
    case .object: parseRequiredObject(word)
    }
    close(node, slipsBefore: before)
  }

  /// A `:` or `=` between a word and its operand: people write it as in other languages.
  mutating func skipStrayPunctuation(_ word: Word) {
    guard kind == .colon || kind == .equals else { return }
    fault(.strayAfterKeyword, token.range, word: word)
    take()
    strayEnd = taken
  }

  /// The same where a `=` is awaited further on.
  mutating func skipStrayColon(_ word: Word) {
    if kind == .colon { skipStrayPunctuation(word) }
  }

  private mutating func parseRequiredObject(_ word: Word) {
    if acceptsOpener(.leftBrace) { parseObject() } else { expected(.object, word: word) }
  }

  private mutating func parseExample() {
    let before = slips
    let node = open(.example, .example)
    take()
    skipStrayPunctuation(.example)
    parseRequiredObject(.example)
    close(node, slipsBefore: before)
  }

  private mutating func parseIn() {
    let node = open(.inBlock, .in)
    tree.hasLocales = true
    take()
    skipStrayPunctuation(.in)
    expectName(.tag, word: .in)
    if acceptsOpener(.leftBrace) {
      parseList(of: .localStatement)
    } else {
      let isOpenerLost = isStatement(nextOnLines)
      expected(.braceOpen, word: .in)
      if isOpenerLost { parseUnopenedList(of: .localStatement) }
    }
    close(node)
  }

  /// Whether a statement begins with the token `i`.
  func isStatement(_ i: Int) -> Bool {
    tree.tokens[i].kind == .name && operands[Int(tree.tokens[i].word.rawValue)] != nil
  }

  private mutating func parseUnknownStatement() {
    let node = open(.unknownStatement)
    if !isReported {
      fault(kind == .name ? .unknownStatement : .expected, token.range, expected: .statement)
    }
    slips += 1
    take()
    skipTokens()
    close(node)
    tree.nodes[node].isDamaged = true
    // The body misses this entry: what it lacks is not reported beside it.
    if body >= 0 { tree.nodes[body].isDamaged = true }
  }

  // MARK: Values

  /// `Value ::= String | Number | 'true' | 'false' | 'null' | Name ('.' Name)* | Object | '[' L(Value) ']'`
  mutating func parseValue() {
    switch kind {
    case .string, .blockString: leaf(.string)
    case .number: leaf(.number)
    case .name:
      switch token.word {
      case .true, .false, .null: leaf(.literal)
      default: parsePath()
      }
    case .leftBrace: parseObject()
    case .leftBracket:
      let node = open(.array)
      parseList(of: .value)
      close(node)
    default: expected(.value)
    }
  }

  private mutating func parsePath() {
    let node = open(.path)
    leaf(.name)
    while kind == .dot {
      take()
      expectName(.key)
    }
    close(node)
  }

  /// `Object ::= '{' L((Name | String) ':' Value) '}'`
  mutating func parseObject() {
    let node = open(.object)
    parseList(of: .member)
    close(node)
  }

  /// `(Name | String) ':' Value`
  mutating func parseMember() {
    let before = slips
    let node = open(.member)
    if parseKey(), expectColon(.colon) { parseValue() }
    close(node, slipsBefore: before)
  }

  /// The key of a member: says whether there is one.
  private mutating func parseKey() -> Bool {
    switch kind {
    case .name: leaf(.name)
    case .string, .blockString: expectString(verbatim: true)
    default:
      expected(.key)
      return false
    }
    return true
  }

  /// `:`, or a `=` in its place; a line break after it does not end the entry. Says whether something may follow.
  mutating func expectColon(_ expectation: Expectation) -> Bool {
    guard kind == .colon || kind == .equals || joinsNextLine({ tree, i in tree.tokens[i].kind == .colon }) else {
      expected(expectation)
      return false
    }
    if kind == .equals { fault(.expected, token.range, expected: expectation) }
    take()
    skipLineBreaks()
    return true
  }

  // MARK: Types

  /// `Type ::= String ('|' String)* | Name Bounds? | '[' Type ']' Bounds? | Shape`
  mutating func parseType() {
    switch kind {
    case .string, .blockString: parseOneOf()
    case .name:
      let node = open(.namedType)
      leaf(.name)
      if kind == .leftParen { parseBounds() }
      close(node)
    case .leftBracket: parseListType()
    case .leftBrace:
      let node = open(.shapeType)
      parseList(of: .shapeField)
      close(node)
    default: expected(.type)
    }
  }

  private mutating func parseOneOf() {
    let node = open(.oneOfType)
    expectString(verbatim: true)
    while kind == .pipe {
      take()
      skipLineBreaks()
      expectString(.stringType, verbatim: true)
    }
    close(node)
  }

  /// `'[' Type ']' Bounds?`
  private mutating func parseListType() {
    let before = slips
    let node = open(.listType)
    let opener = token
    closers.append(.rightBracket)
    if closers.count > nestingLimit {
      sink(opener)
      skipTokens()
      missing()
    } else {
      take()
      skipLineBreaks()
      parseType()
      skipLineBreaks()
      if kind == .rightBracket {
        take()
        if kind == .leftParen { parseBounds() }
      } else if slips == before {
        fault(.unclosedBracket, opener.range)
      }
    }
    closers.removeLast()
    close(node, slipsBefore: before)
  }

  /// `Shape ::= '{' L((Name | String) '?'? ':' Type) '}'`, one member.
  mutating func parseShapeField() {
    let before = slips
    let node = open(.shapeField)
    if parseKey() {
      if kind == .question {
        tree.nodes[node].isOptional = true
        take()
      }
      if expectColon(.colon) { parseType() }
    }
    close(node, slipsBefore: before)
  }

  /// `Bounds ::= '(' L(Name ':' Number) ')'`
  private mutating func parseBounds() {
    let node = open(.bounds)
    parseList(of: .bound)
    close(node)
  }

  /// `Name ':' Number`
  mutating func parseBound() {
    let before = slips
    let node = open(.bound)
    if kind == .name {
      leaf(.name)
      if expectColon(.colon) {
        if kind == .number { leaf(.number) } else { expected(.number) }
      }
    } else {
      expected(.bound)
    }
    close(node, slipsBefore: before)
  }
}
