import FlowMsgSyntax
public import FlowMsgText

extension References {
  /// What may be written at `offset` of `file`, a source; nil where nothing may, in comments, and where that is not known.
  public func expected(at offset: UInt32, in file: FileID) -> Expected? {
    guard let unit = unit(of: file), Int(offset) <= unit.bytes.count,
      let found = ExpectedFinder(unit: unit, offset: Int(offset)).find()
    else { return nil }
    // Among bytes that make no token together, what was found may be beside the place.
    let range = found.location.range
    return range.start <= offset && offset <= range.end ? found : nil
  }
}

/// Finds what may be written at a place by writing something there: where no word is, one is put in, and what the parser
/// makes of it says what it had a place for. So the grammar is the parser's alone.
struct ExpectedFinder {
  private let unit: SourceUnit
  /// The word that is there already, or no bytes.
  private let word: Range<Int>

  init(unit: SourceUnit, offset: Int) {
    self.unit = unit
    let bytes = unit.bytes
    word = nameAround(offset, in: bytes.span)
  }

  /// What may be written there.
  func find() -> Expected? {
    let name: [UInt8] = word.isEmpty ? [0x78] : []
    let plain = look(adding: name)
    guard plain?.kind == .text, plain?.isDamaged == true else { return plain?.expected }
    // In a text that is damaged a brace may be open that the name is to be in, and the text itself.
    for end in ["}", "}\""] {
      guard let closed = look(adding: name + Array(end.utf8)) else { continue }
      if closed.kind == .hole || closed.kind == .member { return closed.expected }
    }
    return plain?.expected
  }

  /// What was found, and whether the token that was looked at is damaged.
  private struct Found {
    var expected: Expected
    var isDamaged = false
    var kind: Expected.Kind { expected.kind }
  }

  /// What the parser makes of the file with `addition` behind the word.
  private func look(adding addition: [UInt8]) -> Found? {
    let bytes = unit.bytes[..<word.upperBound] + addition + unit.bytes[word.upperBound...]
    return bytes.withUnsafeBufferPointer { text in
      let outline = Outline(text.span)
      guard let index = outline.extent(at: UInt32(clamping: word.lowerBound)) else { return nil }
      let extent = outline.extents[index]
      let part = UnsafeBufferPointer(rebasing: text[Int(extent.range.start)..<Int(extent.range.end)])
      var parser = Parser(nestingLimit: Limits.nesting)
      parser.parse(part.span, extent.relative)
      let syntax = DeclarationSyntax(tree: parser.tree, bytes: part, file: unit.file)
      return look(in: syntax, at: UInt32(clamping: word.lowerBound) &- extent.range.start) { range in
        shown(range.moved(by: extent.range.start), without: addition.count)
      }
    }
  }

  /// The place in the file of what is at `range` of the text with the addition.
  private func shown(_ range: ByteRange, without count: Int) -> SourceLocation {
    func back(_ offset: UInt32) -> UInt32 {
      let end = word.upperBound
      return UInt32(clamping: Int(offset) <= end ? Int(offset) : max(end, Int(offset) - count))
    }
    return SourceLocation(unit.file, ByteRange(back(range.start), back(range.end)))
  }

  private func look(
    in syntax: DeclarationSyntax, at place: UInt32, _ shown: (ByteRange) -> SourceLocation
  ) -> Found? {
    let tree = syntax.tree
    guard !tree.nodes.isEmpty, let index = tree.token(at: place) else { return nil }
    let token = tree.tokens[index]
    guard token.kind == .name || token.kind == .string || token.kind == .blockString || token.kind == .number else {
      return nil
    }
    let isText = token.kind == .string || token.kind == .blockString
    if let kind = faultKind(tree, token) { return Found(expected: Expected(kind: kind, location: shown(token.range))) }
    let sites = SiteWalk.sites(.at(place), in: syntax)
    if let site = sites.first(where: { $0.token.start <= place && place < $0.token.end }) {
      let kind = Expected.Kind(site.slot, inText: isText)
      return Found(expected: Expected(kind: kind, location: shown(site.token.range)))
    }
    guard let kind = shapeKind(tree, index) else { return nil }
    return Found(
      expected: Expected(kind: kind, location: shown(token.range)), isDamaged: token.flags.contains(.faulty))
  }

  /// What the parser says that it expected instead of `token`.
  private func faultKind(_ tree: SyntaxTree, _ token: Token) -> Expected.Kind? {
    tree.faults.lazy.filter { $0.range.contains(token.range) }
      .compactMap { Expected.Kind($0, in: tree.nodes[0].kind) }.first
  }

  /// What has its place where a token is that names nothing.
  private func shapeKind(_ tree: SyntaxTree, _ token: Int) -> Expected.Kind? {
    let around = tree.around(token: token)
    guard let node = around.last else { return nil }
    let parent = around.dropLast().last.map { tree.nodes[$0].kind }
    switch tree.nodes[node].kind {
    case .string: return .text
    case .number: return parent == .bound ? .number : .value
    case .literal: return .value
    case .namedType: return .type
    case .name:
      if parent == .namedType { return .type }
      return parent == .bound ? .word(Expectation.bound.words) : parent == .idLine ? .name : nil
    case let kind: return Int(tree.nodes[node].first) == token ? wordKind(kind, isOutermost: node == 0, parent) : nil
    }
  }

  /// What has its place where the first word of a node of the kind `kind` is.
  private func wordKind(_ kind: NodeKind, isOutermost: Bool, _ parent: NodeKind?) -> Expected.Kind? {
    if isOutermost { return .declaration }
    switch kind {
    case .statement, .example, .inBlock, .localesDeclaration: return .statement
    case .idLine, .providerLine: return .word(Expectation.botLine.words)
    case .screenLine: return .word(Expectation.screenLine.words)
    case .fromClause: return .word((parent == .letDeclaration ? Expectation.letValue : .flowBody).words)
    case .likeClause: return .word(Expectation.body.words)
    default: return nil
    }
  }
}
