import FlowMsgModel
import FlowMsgSyntax
package import FlowMsgText

/// Checks one message after the other, reusing its memory: parses the declaration, puts its values together, and calls
/// the rules. A worker thread has one of its own.
package struct MessageChecker {
  let program: Program
  var parser = MessageParser()
  /// The message that was checked last.
  package internal(set) var resolved: ResolvedMessage
  /// What was found.
  package var reporter = Reporter()
  /// What was used.
  package internal(set) var usage: Usage
  /// The bot that the message names, as a symbol.
  package internal(set) var bot: Int?
  /// Whether notes are looked for.
  private let reportsNotes: Bool
  /// The unit at hand.
  var unit = 0
  /// Whether something that a let holds nests too deeply where it is used.
  var isTooDeep = false
  /// Whether values were left out because the body is too large already.
  var isTooLarge = false

  /// A checker of messages of `program`.
  package init(program: Program, reportsNotes: Bool = true) {
    self.reportsNotes = reportsNotes
    self.program = program
    resolved = ResolvedMessage(contracts: program.contracts)
    usage = program.unused
  }

  /// Parses, resolves and checks the message `extent` of `unit`. Says whether it can be emitted as far as it alone goes.
  package mutating func check(unit: Int, extent index: Int) {
    self.unit = unit
    let bytes = program.units[unit].bytes
    let extent = program.units[unit].outline.extents[index]
    let tree = parser.parse(bytes, extent)
    resolved.removeAll(file: program.units[unit].file, name: extent.name)
    bot = nil
    isTooLarge = false
    if !tree.faults.isEmpty {
      usage.usePart(in: unit)
      reportFaults(tree, bytes)
    }
    resolve(tree, bytes, extent)
    parser.giveBack(tree)
  }

  private mutating func reportFaults(_ tree: SyntaxTree, _ bytes: [UInt8]) {
    for fault in tree.faults {
      reporter.report(
        SyntaxDiagnostics.diagnostic(fault, in: bytes.span, file: resolved.file, nestingLimit: Limits.nesting))
    }
  }

  // MARK: The declaration

  private mutating func resolve(_ tree: SyntaxTree, _ bytes: [UInt8], _ extent: Extent) {
    guard !tree.nodes.isEmpty else { return }
    let isBase = tree.nodes[0].kind == .baseDeclaration
    guard isBase || tree.nodes[0].kind == .messageDeclaration else { return }
    var body: Int?
    var isLater = isBase
    // One "not yet" is enough for a base, whatever its parts.
    if isBase { notYet("`base`", tree.token(of: 0).range) }
    var hasParameters = false
    let found = reporter.diagnostics.count
    defer { if hasParameters { forgetUnknownNames(from: found) } }
    var child = tree.firstChild(of: 0)
    while let node = child {
      switch tree.nodes[node].kind {
      case .name:
        let token = tree.token(of: node)
        if token.flags.contains(.wide) { report(.nameNotASCII, token.range, bytes) }
      case .parameters:
        if !isBase { notYet("a parameter list", tree.range(of: node)) }
        isLater = true
        hasParameters = true
      case .likeClause:
        notYet("`like`", tree.range(of: node))
        isLater = true
        hasParameters = true
      case .body: body = node
      default: resolved.isDamaged = true
      }
      child = tree.sibling(after: node, in: 0)
    }
    guard let body else { return usage.usePart(in: unit) }
    resolveBody(body, tree, bytes, &isLater)
    if isLater || resolved.isDamaged { usage.usePart(in: unit) }
    // What a later part of the language would change is not judged without it.
    guard !isLater else { return }
    resolveFlow(tree, bytes)
    checkSize()
    Rules.check(resolved, notes: reportsNotes, &reporter)
  }

  /// A name that nothing declares may be a parameter, of the message or of one that `like` names.
  private mutating func forgetUnknownNames(from first: Int) {
    var i = first
    while i < reporter.diagnostics.count {
      let isUnknown = reporter.diagnostics[i].code == NameDiagnostics.unknownName.code
      if isUnknown { reporter.diagnostics.remove(at: i) } else { i += 1 }
    }
  }

  /// Reports a body that is too large, at the statement that takes the most of it.
  private mutating func checkSize() {
    // Most bodies are far from the limit whatever their bytes: one takes at most six, a node at most eight beside them.
    let tape = resolved.message.tape
    guard isTooLarge || tape.pool.count * 6 + tape.nodes.count * 8 > Limits.bodySize - 1024 else { return }
    let size = JSONSize.of(resolved.message)
    guard isTooLarge || size.total > Limits.bodySize else { return }
    let place = size.largest.map { resolved.statements[Int($0.rawValue)].keyword } ?? resolved.name
    reporter.report(
      NameDiagnostics.tooLarge, "the body is larger than \(Limits.bodySize) bytes, the most it can be",
      at: SourceLocation(resolved.file, place))
  }

  private mutating func resolveBody(_ body: Int, _ tree: SyntaxTree, _ bytes: [UInt8], _ isLater: inout Bool) {
    if tree.nodes[body].isDamaged { resolved.isDamaged = true }
    var child = tree.firstChild(of: body)
    while let node = child {
      let syntax = tree.nodes[node]
      switch syntax.kind {
      case .statement: resolveStatement(node, syntax.word, tree, bytes)
      case .localesDeclaration:
        notYet("`locales`", tree.range(of: node))
        isLater = true
      case .inBlock:
        notYet("`in`", tree.tokens[Int(syntax.first)].range)
        isLater = true
      case .example: resolveExample(node, tree, bytes, isLater)
      default: resolved.isDamaged = true
      }
      child = tree.sibling(after: node, in: body)
    }
  }

  private mutating func resolveStatement(_ node: Int, _ word: Word, _ tree: SyntaxTree, _ bytes: [UInt8]) {
    guard let field = MessageChecker.fields[Int(word.rawValue)] else { return }
    let index = Int(field.rawValue)
    let keyword = tree.tokens[Int(tree.nodes[node].first)].range
    if resolved.statements[index].isThere {
      return reporter.report(repeatedStatement(word, keyword, resolved.statements[index].keyword))
    }
    guard let operand = tree.firstChild(of: node) else { return }
    resolved.statements[index] = StatementPlace(
      keyword: keyword, operand: tree.range(of: operand), isThere: true, isDamaged: tree.nodes[node].isDamaged)
    guard tree.nodes[operand].kind != .missing else { return }
    switch Schema.fields[index].type {
    case .string: resolved.message[field] = text(operand, field, tree, bytes)
    case .slug: resolved.message[field] = literal(operand, tree, bytes)
    case .bot: resolveBot(tree.token(of: operand), bytes)
    case .object: resolved.message[field] = object(operand, depth: MessageChecker.depths[index], tree, bytes)
    case .screen:
      let token = tree.token(of: operand)
      if token.flags.contains(.wide) {
        report(.nameNotASCII, token.range, bytes)
        resolved.statements[index].isDamaged = true
      }
      resolved.message[field] = literal(operand, tree, bytes)
      if let data = tree.sibling(after: operand, in: node), tree.nodes[data].kind == .object {
        let place = Int(Schema.data.rawValue)
        resolved.statements[place] = StatementPlace(
          keyword: keyword, operand: tree.range(of: data), isThere: true, isDamaged: tree.nodes[data].isDamaged)
        resolved.message[Schema.data] = object(data, depth: MessageChecker.depths[place], tree, bytes)
      }
    }
  }

  /// The schema's field for each word.
  private static let fields: [FieldID?] = Word.allCases.map { Schema.field($0.spelling) }
  /// How deep in the body each field's object stands: the body is 1.
  private static let depths: [Int] = Schema.fields.map {
    switch $0.place {
    case .actionPayload: 4
    case .furtherParameters, .body: 2
    default: 1
    }
  }

  private func repeatedStatement(_ word: Word, _ range: ByteRange, _ first: ByteRange) -> Diagnostic {
    Diagnostic(
      MessageDiagnostics.repeatedStatement, "the message has two `\(word.spelling)` statements",
      at: SourceLocation(resolved.file, range), label: "again here",
      labels: [DiagnosticLabel(SourceLocation(resolved.file, first), "first here")], help: ["remove one of them"])
  }

  /// Samples are arguments; a message without parameters has none.
  private mutating func resolveExample(_ node: Int, _ tree: SyntaxTree, _ bytes: [UInt8], _ isLater: Bool) {
    guard !isLater, let object = tree.firstChild(of: node), tree.nodes[object].kind == .object else { return }
    guard let member = tree.firstChild(of: object) else {
      return reporter.report(
        MessageDiagnostics.emptyExample, "the example is empty",
        at: SourceLocation(resolved.file, tree.range(of: node)),
        help: ["remove it"])
    }
    guard let key = tree.firstChild(of: member), tree.nodes[key].kind != .missing else { return }
    reporter.report(
      MessageDiagnostics.unknownParameter,
      "the message has no parameter `\(decodedString(bytes.span, tree.token(of: key)))`",
      at: SourceLocation(resolved.file, tree.range(of: key)), help: ["an example gives sample arguments for parameters"]
    )
  }

  // MARK: Wording

  mutating func report(_ kind: SyntaxFaultKind, _ range: ByteRange, _ bytes: [UInt8]) {
    reporter.report(
      SyntaxDiagnostics.diagnostic(
        SyntaxFault(kind, range), in: bytes.span, file: resolved.file, nestingLimit: Limits.nesting))
  }

  private mutating func notYet(_ what: String, _ range: ByteRange) {
    reporter.report(notYetDiagnostic(what, SourceLocation(resolved.file, range)))
  }
}

/// A parser that lends its tree and gets it back, so that its memory is used again.
struct MessageParser {
  private var box = ParserBox()

  final class ParserBox {
    var parser = Parser(nestingLimit: Limits.nesting)
  }

  mutating func parse(_ bytes: [UInt8], _ extent: Extent) -> SyntaxTree {
    box.parser.parse(bytes.span, extent)
    return box.parser.lend()
  }

  mutating func giveBack(_ tree: consuming SyntaxTree) { box.parser.take(back: tree) }
}

/// The catalogue of what resolving a message finds by itself.
package enum MessageDiagnostics {
  static let repeatedStatement = DiagnosticKind(
    3010, .error, "a statement that stands twice",
    why: "A message has one of each; which of the two counts could only be guessed.",
    bad: NameDiagnostics.message.replacingFirst("  caption", with: "  title \"Oi\"\n  caption"),
    good: NameDiagnostics.message)
  static let emptyExample = DiagnosticKind(
    3011, .warning, "an empty example", why: "An example gives sample arguments for previews; this one gives none.",
    bad: NameDiagnostics.message.replacingFirst("  screen", with: "  example { }\n  screen"),
    good: NameDiagnostics.message)
  static let unknownParameter = DiagnosticKind(
    3012, .error, "an argument without a parameter",
    why: "An example gives sample arguments for parameters that are declared.",
    bad: NameDiagnostics.message.replacingFirst("  screen", with: "  example { nome: \"Ana\" }\n  screen"),
    good: NameDiagnostics.message)

  package static let all = [repeatedStatement, emptyExample, unknownParameter]
}

extension ResolvedMessage {
  /// Forgets the last message and keeps the memory.
  mutating func removeAll(file: FileID, name: ByteRange) {
    self.file = file
    self.name = name
    message.removeAll()
    for i in statements.indices {
      statements[i] = StatementPlace()
      texts[i] = TextFacts()
    }
    isDamaged = false
    flow = .none
    screen = nil
    isDataExchange = false
    dataFindings.removeAll(keepingCapacity: true)
  }
}
