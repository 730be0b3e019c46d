import FlowMsgSyntax
import FlowMsgText

extension SiteWalk {
  mutating func walkMessage() {
    for child in children(of: 0) {
      switch tree.nodes[child].kind {
      case .name where child == 1:
        add(node: child, .declares(tree.nodes[0].kind == .baseDeclaration ? .base : .message))
      case .parameters: for parameter in children(of: child) { walkParameter(parameter) }
      case .likeClause: walkLike(child)
      case .body: walkBlock(child, block: -1)
      default: break
      }
    }
  }

  private mutating func walkParameter(_ node: Int) {
    guard tree.nodes[node].kind == .parameter, let name = tree.firstChild(of: node) else { return }
    let type = tree.sibling(after: name, in: node)
    for child in children(of: node) {
      if child == name {
        add(node: child, .declares(.parameter))
      } else if child == type {
        walkType(child)
      } else {
        walkValue(child, .lets, .fields(of: .parameter(tree.token(of: name))))
      }
    }
  }

  private mutating func walkLike(_ node: Int) {
    for child in children(of: node) {
      if child == node + 1 {
        add(node: child, .symbol(.message))
      } else {
        for argument in children(of: child) { walkArgument(argument) }
      }
    }
  }

  private mutating func walkArgument(_ node: Int) {
    guard tree.nodes[node].kind == .argument, let name = tree.firstChild(of: node) else { return }
    for child in children(of: node) {
      if child == name {
        add(node: child, .argument)
      } else {
        walkValue(child, .arguments, .fields(of: .argument(tree.token(of: name))))
      }
    }
  }

  // MARK: Blocks

  /// The entries of a body, or of the `in` block `block`.
  private mutating func walkBlock(_ node: Int, block: Int) {
    for child in children(of: node) {
      switch tree.nodes[child].kind {
      case .statement: walkStatement(child, block: block)
      case .localesDeclaration: walkTags(child)
      case .example: walkExample(child)
      case .inBlock: walkBlock(child, block: child)
      case .name where block == node: add(node: child, .locale)
      default: break
      }
    }
  }

  private mutating func walkStatement(_ node: Int, block: Int) {
    guard let operand = tree.firstChild(of: node) else { return }
    switch tree.nodes[node].word.operand {
    case .slug: add(node: operand, .symbol(.flow))
    case .name: add(node: operand, .symbol(.bot))
    case .nameAndObject:
      add(node: operand, .screen(block: block))
      guard let data = tree.sibling(after: operand, in: node) else { return }
      walkValue(data, .parameters, .fields(of: .data(screen: tree.token(of: operand), block: block)))
    default: walkValue(operand, .parameters, .untyped)
    }
  }

  private mutating func walkExample(_ node: Int) {
    guard let object = tree.firstChild(of: node), tree.nodes[object].kind == .object else { return }
    for member in children(of: object) where tree.nodes[member].kind == .member {
      guard let name = tree.firstChild(of: member) else { continue }
      add(node: name, .sample)
      guard let value = tree.sibling(after: name, in: member) else { continue }
      walkValue(value, .lets, .fields(of: .sample(tree.token(of: name))))
    }
  }

  // MARK: Values

  /// What the keys of a value's objects are.
  enum Keys {
    /// Members of a let.
    case members
    case fields(of: TypeRoute)
    case untyped

    /// Those of the value of the member `key`.
    func inMember(_ key: Token) -> Keys {
      if case .fields(let route) = self { .fields(of: .member(route, key)) } else { self }
    }

    /// Those of an item.
    var inItem: Keys {
      if case .fields(let route) = self { .fields(of: .element(route)) } else { self }
    }

    var slot: Slot {
      switch self {
      case .members: .declares(.member)
      case .fields(let route): .field(of: route)
      case .untyped: .key
      }
    }
  }

  mutating func walkValue(_ node: Int, _ scope: NameScope, _ keys: Keys) {
    guard wanted.enters(tree.range(of: node)) else { return }
    switch tree.nodes[node].kind {
    case .string: walkHoles(node, scope)
    case .path: walkPath(names(of: node), scope)
    case .array: for child in children(of: node) { walkValue(child, scope, keys.inItem) }
    case .object: for child in children(of: node) { walkMember(child, scope, keys) }
    default: break
    }
  }

  private mutating func walkMember(_ node: Int, _ scope: NameScope, _ keys: Keys) {
    guard tree.nodes[node].kind == .member, let key = tree.firstChild(of: node) else { return }
    add(node: key, keys.slot)
    guard let value = tree.sibling(after: key, in: node) else { return }
    walkValue(value, scope, keys.inMember(tree.token(of: key)))
  }

  /// The names of a path, as far as they are there.
  private func names(of path: Int) -> [ByteRange] {
    tree.children(of: path).prefix { tree.nodes[$0].kind == .name }.map { tree.token(of: $0).range }
  }

  private mutating func walkPath(_ names: [ByteRange], _ scope: NameScope) {
    for (i, name) in names.enumerated() {
      let token = Token(kind: .name, flags: TokenFlags(), word: .none, start: name.start, end: name.end)
      add(token, .path(names: names, index: i, scope: scope))
    }
  }

  /// The names between the braces of a text.
  private mutating func walkHoles(_ node: Int, _ scope: NameScope) {
    let token = tree.token(of: node)
    guard token.kind == .blockString || token.flags.contains(.brace) else { return }
    var paths: [ByteRange] = []
    StringContents.read(syntax.bytes.span, token, isVerbatim: tree.nodes[node].isVerbatim) {
      if case .path(let range) = $0 { paths.append(range) }
    }
    for path in paths where wanted.enters(path) { walkPath(pathNames(syntax.bytes, path), scope) }
  }
}
