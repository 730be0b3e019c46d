import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// The block outside `in`, or one `in`.
struct Layer: Sendable {
  /// The `in`'s tag; nil outside.
  var tag: WrittenTag?
}

/// A parameter as it is declared.
struct ParameterSyntax: Sendable {
  var name: String
  var range: ByteRange
  var type: Int?
  var defaultValue: Int?
  /// Whether something in it was not understood.
  var isDamaged = false
}

/// An argument of `like`.
struct ArgumentSyntax: Sendable {
  var name: String
  var range: ByteRange
  var value: Int
}

/// What a message or base declares, block by block: its tree read once, with what is wrong in the reading. Nothing changes it
/// after that.
///
/// A class, as every chain that it is part of has it: what is one reference costs little to hand about.
final class MessageShape: @unchecked Sendable {
  @exclusivity(unchecked) private(set) var parameters: [ParameterSyntax] = []
  /// The name behind `like`.
  @exclusivity(unchecked) private(set) var like: ByteRange?
  @exclusivity(unchecked) private(set) var arguments: [ArgumentSyntax] = []
  /// The statements outside `in` first, then each `in` in the order written.
  @exclusivity(unchecked) private(set) var layers: [Layer] = [Layer(tag: nil)]
  /// For each block and field of the schema the node of the statement, -1 where there is none.
  @exclusivity(unchecked) private var slots = FlatList<Int32>(capacity: 16)
  /// Its own `locales`.
  @exclusivity(unchecked) private(set) var locales: [WrittenTag]?
  @exclusivity(unchecked) private(set) var examples: [Int] = []
  @exclusivity(unchecked) private(set) var hasBody = false
  /// What was found while reading.
  @exclusivity(unchecked) private(set) var found: [Diagnostic] = []
  @exclusivity(unchecked) private var gaps = Gaps()
  @exclusivity(unchecked) private var names = Names()

  /// What of it was not understood.
  private struct Gaps {
    var hidesParameters = false
    var isDamaged = false
    var isFaulty = false
  }

  /// The names in it, by which one that is repeated is found.
  private struct Names {
    var parameters = NameIndex()
    var arguments = NameIndex()
    var tags = NameIndex()
  }

  /// Whether it may have parameters that were not understood.
  var hidesParameters: Bool { gaps.hidesParameters }
  /// Whether part of it could not be read.
  var isDamaged: Bool { gaps.isDamaged }
  /// Whether something in it was not understood, or is where it cannot count: what its translations lack is not reported.
  var isFaulty: Bool { gaps.isFaulty }

  /// How many fields a block may have statements for.
  static let width = Schema.fields.count

  /// Calls `body` with each field that has a statement in the block `layer`, and the statement's node.
  @inline(__always)
  func forEachStatement(in layer: Int, _ body: (_ field: Int, _ node: Int) -> Void) {
    let width = MessageShape.width
    for field in 0..<width {
      let node = slots[layer * width + field]
      if node >= 0 { body(field, Int(node)) }
    }
  }

  private let fields = MessageShape.fieldsByWord
  private static let fieldsByWord = Word.allCases.map { Schema.field($0.spelling) }

  /// The argument that closes `name`, if there is one.
  func argument(_ name: String) -> ArgumentSyntax? { names.arguments.place(of: name).map { arguments[$0] } }

  /// What a declaration says of which nothing is read yet.
  init() { addSlots() }

  deinit { slots.free() }

  private func addSlots() {
    for _ in 0..<MessageShape.width { slots.append(-1) }
  }

  /// Reads the declaration in `source`.
  convenience init(_ source: TreeContext) {
    self.init()
    read(source)
  }

  /// Reads the declaration in `source` in the place of the one before.
  func read(_ source: TreeContext) {
    removeAll()
    let tree = source.tree
    guard !tree.nodes.isEmpty else { return }
    if tree.nodes[0].isDamaged { gaps.isDamaged = true }
    for node in tree.children(of: 0) {
      switch tree.nodes[node].kind {
      case .name: break
      case .parameters: readParameters(node, source)
      case .likeClause: readLike(node, source)
      case .body:
        hasBody = true
        if tree.nodes[node].isDamaged { gaps.isDamaged = true }
        readBlock(node, 0, source)
      default: gaps.isDamaged = true
      }
    }
    if isDamaged, !hasBody { gaps.hidesParameters = true }
    gaps.isFaulty = isDamaged || tree.isFaulty(0)
  }

  private func removeAll() {
    guard hasBody || like != nil || isDamaged || !parameters.isEmpty else { return }
    if !parameters.isEmpty { parameters.removeAll(keepingCapacity: true) }
    if !arguments.isEmpty { arguments.removeAll(keepingCapacity: true) }
    if layers.count > 1 {
      layers.removeSubrange(1...)
      slots.count = MessageShape.width
    }
    for i in 0..<slots.count { slots[i] = -1 }
    if !examples.isEmpty { examples.removeAll(keepingCapacity: true) }
    if !found.isEmpty { found.removeAll() }
    (like, locales) = (nil, nil)
    (hasBody, gaps) = (false, Gaps())
    names.parameters.removeAll()
    names.arguments.removeAll()
    names.tags.removeAll()
  }

  private func readParameters(_ node: Int, _ source: TreeContext) {
    let tree = source.tree
    if tree.isFaulty(node) { gaps.hidesParameters = true }
    for child in tree.children(of: node) where tree.nodes[child].kind == .parameter {
      guard let name = tree.firstChild(of: child), tree.nodes[name].kind == .name else { continue }
      let type = tree.sibling(after: name, in: child)
      let value = type.flatMap { tree.sibling(after: $0, in: child) }
      let token = tree.token(of: name)
      if let value { RepeatedKeys.find(in: value, source, &found) }
      let parameter = ParameterSyntax(
        name: decodedString(source.bytes.span, token), range: token.range,
        type: type.flatMap { tree.nodes[$0].kind == .missing ? nil : $0 }, defaultValue: value,
        isDamaged: tree.isFaulty(child))
      if let first = names.parameters.add(parameter.name) {
        found.append(
          ParameterDiagnostics.repeated(
            parameter.name, SourceLocation(source.file, token.range),
            SourceLocation(source.file, parameters[first].range)))
      } else {
        parameters.append(parameter)
      }
    }
  }

  private func readLike(_ node: Int, _ source: TreeContext) {
    let tree = source.tree
    guard let name = tree.firstChild(of: node), tree.nodes[name].kind == .name else {
      gaps.isDamaged = true
      return
    }
    like = tree.token(of: name).range
    guard let list = tree.sibling(after: name, in: node) else { return }
    for child in tree.children(of: list) where tree.nodes[child].kind == .argument {
      guard let name = tree.firstChild(of: child), tree.nodes[name].kind == .name,
        let value = tree.sibling(after: name, in: child), tree.nodes[value].kind != .missing
      else { continue }
      let token = tree.token(of: name)
      let text = decodedString(source.bytes.span, token)
      RepeatedKeys.find(in: value, source, &found)
      if let first = names.arguments.add(text) {
        found.append(
          repeatedKeyDiagnostic(
            text, SourceLocation(source.file, token.range), SourceLocation(source.file, arguments[first].range)))
      } else {
        arguments.append(ArgumentSyntax(name: text, range: token.range, value: value))
      }
    }
  }

  // MARK: Blocks

  private func readBlock(_ block: Int, _ layer: Int, _ source: TreeContext) {
    let tree = source.tree
    for node in tree.children(of: block) {
      switch tree.nodes[node].kind {
      case .statement: readStatement(node, layer, source)
      case .localesDeclaration: readLocales(node, layer, source)
      case .example:
        RepeatedKeys.find(in: node, source, &found)
        if layer == 0 { examples.append(node) }
      case .inBlock: if layer == 0 { readIn(node, source) }
      case .name where layer > 0: break
      default: gaps.isDamaged = true
      }
    }
  }

  private func readStatement(_ node: Int, _ layer: Int, _ source: TreeContext) {
    let tree = source.tree
    // Most statements have an operand and nothing in it.
    if Int(tree.nodes[node].next) > node + 2 { RepeatedKeys.find(in: node, source, &found) }
    let word = tree.nodes[node].word
    guard let field = fields[Int(word.rawValue)] else { return }
    let slot = layer * MessageShape.width + Int(field.rawValue)
    let before = slots[slot]
    if before >= 0 {
      if tree.isRejoined { return }
      let block = layers[layer].tag.map { "`in \($0.tag)`" } ?? "the message"
      found.append(
        Diagnostic(
          MessageDiagnostics.repeatedStatement, "\(block) has two `\(word.spelling)` statements",
          at: SourceLocation(source.file, tree.tokens[Int(tree.nodes[node].first)].range), label: "again here",
          labels: [
            DiagnosticLabel(
              SourceLocation(source.file, tree.tokens[Int(tree.nodes[Int(before)].first)].range), "first here")
          ], help: ["remove one of them"]))
      return
    }
    slots[slot] = Int32(node)
  }

  private func readIn(_ node: Int, _ source: TreeContext) {
    let tree = source.tree
    guard let name = tree.firstChild(of: node), tree.nodes[name].kind == .name else {
      gaps.isDamaged = true
      return
    }
    guard let tag = WrittenTag.read(tree.token(of: name), source, &found) else {
      gaps.isDamaged = true
      return
    }
    // The layer outside `in` comes before those that have tags.
    if let first = names.tags.add(tag.tag.text) {
      let location = layers[first + 1].tag?.location ?? tag.location
      found.append(
        LocaleDiagnostics.repeatedIn(
          tag.tag, tag.location, location))
      gaps.isDamaged = true
      return
    }
    layers.append(Layer(tag: tag))
    addSlots()
    readBlock(node, layers.count - 1, source)
  }

  private func readLocales(_ node: Int, _ layer: Int, _ source: TreeContext) {
    guard layer == 0 else { return }
    let range = source.tree.range(of: node)
    if locales != nil {
      found.append(LocaleDiagnostics.repeatedLocales(SourceLocation(source.file, range)))
      return
    }
    locales = WrittenTag.list(node, source, &found)
  }
}
