import FlowMsgSyntax
import FlowMsgText

/// Finds the sites of one declaration, in the order of its nodes.
struct SiteWalk {
  let syntax: DeclarationSyntax
  let wanted: Wanted
  private(set) var sites: [Site] = []

  /// The sites of `syntax` that are wanted.
  static func sites(_ wanted: Wanted, in syntax: DeclarationSyntax) -> [Site] {
    var walk = SiteWalk(syntax: syntax, wanted: wanted)
    if !syntax.tree.nodes.isEmpty { walk.walkDeclaration() }
    return walk.sites
  }

  private init(syntax: DeclarationSyntax, wanted: Wanted) {
    (self.syntax, self.wanted) = (syntax, wanted)
  }

  var tree: SyntaxTree { syntax.tree }

  /// The children of `node` in which something wanted may be.
  func children(of node: Int) -> [Int] {
    tree.children(of: node).filter { wanted.enters(tree.range(of: $0)) }
  }

  mutating func add(_ token: Token, _ slot: Slot) {
    if wanted.takes(token, in: syntax) { sites.append(Site(token: token, slot: slot)) }
  }

  /// A node of one token, if it is one that can name something.
  mutating func add(node: Int, _ slot: Slot) {
    guard tree.nodes[node].kind == .name || tree.nodes[node].kind == .string else { return }
    add(tree.token(of: node), slot)
  }

  // MARK: Declarations

  private mutating func walkDeclaration() {
    switch tree.nodes[0].kind {
    case .importDeclaration: for child in children(of: 0) { add(node: child, .file) }
    case .localesDeclaration: walkTags(0)
    case .letDeclaration: walkLet()
    case .typeDeclaration: for child in children(of: 0) { walkNamed(child, .type) { $0.walkType(child) } }
    case .botDeclaration: for child in children(of: 0) { walkNamed(child, .bot) { $0.walkBotLine(child) } }
    case .flowDeclaration: walkFlow()
    case .messageDeclaration, .baseDeclaration: walkMessage()
    default: break
    }
  }

  /// The declaration's name, its first child, or another of them.
  private mutating func walkNamed(_ child: Int, _ kind: Definition.Kind, _ other: (inout SiteWalk) -> Void) {
    if child == 1 { add(node: child, .declares(kind)) } else { other(&self) }
  }

  private mutating func walkLet() {
    for child in children(of: 0) {
      walkNamed(child, .let) {
        if $0.tree.nodes[child].kind == .fromClause {
          $0.walkFrom(child)
        } else {
          $0.walkValue(child, .lets, .members)
        }
      }
    }
  }

  private mutating func walkFlow() {
    for child in children(of: 0) {
      walkNamed(child, .flow) {
        switch $0.tree.nodes[child].kind {
        case .fromClause: $0.walkFrom(child)
        case .screenLine: $0.walkScreenLine(child)
        default: break
        }
      }
    }
  }

  private mutating func walkScreenLine(_ line: Int) {
    for child in children(of: line) {
      if child == line + 1 { add(node: child, .declares(.screen)) } else { walkType(child) }
    }
  }

  private mutating func walkFrom(_ node: Int) {
    for child in children(of: node) { add(node: child, .file) }
  }

  private mutating func walkBotLine(_ line: Int) {
    guard tree.nodes[line].kind == .providerLine else { return }
    for child in children(of: line) { add(node: child, .provider) }
  }

  /// The tags of a `locales` line.
  mutating func walkTags(_ node: Int) {
    for child in children(of: node) { add(node: child, .locale) }
  }

  // MARK: Types

  mutating func walkType(_ node: Int) {
    switch tree.nodes[node].kind {
    case .namedType:
      let token = tree.token(of: node)
      if !token.word.isType { add(token, .symbol(.type)) }
    case .listType, .shapeType: for child in children(of: node) { walkType(child) }
    case .shapeField:
      for child in children(of: node) {
        if child == node + 1 { add(node: child, .declares(.field)) } else { walkType(child) }
      }
    default: break
    }
  }
}

extension Word {
  /// Whether the word is a type of the language.
  var isType: Bool {
    if case .type = Word.table[Int(rawValue)].role { return true }
    return false
  }
}
