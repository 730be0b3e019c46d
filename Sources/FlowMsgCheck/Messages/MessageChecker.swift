import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Checks one message after the other, reusing its memory: parses the declaration, puts its values together, and calls
/// the rules. A worker thread has one of its own.
///
/// A class of constants: what is reached through them counts no references, which at every value cost more than the value.
package final class MessageChecker: @unchecked Sendable {
  let program: Program
  let parser = MessageParser()
  /// The message that was checked last.
  package let resolved: ResolvedMessage
  /// Its values.
  let tape: ValueTape
  /// What was found.
  @exclusivity(unchecked) package var reporter = Reporter()
  /// What was used.
  @exclusivity(unchecked) package internal(set) var usage: Usage
  /// The bot that the message names, as a symbol.
  @exclusivity(unchecked) package internal(set) var bot: Int?
  let rules: Rules.Calls
  let nesting = Limits.nesting
  /// For each word, what its statement is.
  private let plans: UnsafeMutableBufferPointer<StatementPlan>
  /// The message and what it builds on, if it builds on anything or has parameters; see `MessageChecker+Chain`.
  @exclusivity(unchecked) var levels: [Level] = []
  /// What the names of parameters mean along it, its statements, and what of it was not understood.
  let names = ChainNames()
  let statements = StatementTable()
  @exclusivity(unchecked) var faults = ChainFaults()
  /// The parameters that are open, and what each is given while a body without holes is made.
  @exclusivity(unchecked) var openParameters: [OpenParameter] = []
  @exclusivity(unchecked) var given: [Place?]?
  /// The holes of the texts that are being put together.
  @exclusivity(unchecked) var holesInText: [TextHole] = []
  /// Where the text that is being put together begins in the pool, if its pieces are noted; else -1.
  @exclusivity(unchecked) var pieceBase = -1
  /// The name in braces in it whose value is being appended.
  @exclusivity(unchecked) var pieceName: ByteRange?
  /// How many values are followed into each other.
  @exclusivity(unchecked) var evaluating = 0
  /// How many references were followed for the body at hand.
  @exclusivity(unchecked) var steps = 0
  /// How many were followed for the declaration's bodies before it, and whether that became too many.
  @exclusivity(unchecked) var stepsBefore = 0
  @exclusivity(unchecked) var isOutOfSteps = false
  /// How many references the arguments in sight expand to, by level and node; see `expansion`.
  @exclusivity(unchecked) var expansions: [UInt64: Int] = [:]
  /// What is known of values that templates give, and who looks at those.
  let refusals: Refusals
  lazy var elder = MessageChecker(program: program, reportsNotes: false, refusals: refusals)
  /// Which inherited names were replaced by which arguments in the body at hand.
  @exclusivity(unchecked) var routes: [ArgumentRoute] = []
  /// Builds the types of parameters.
  lazy var typing = ProgramBuilder(of: program)
  /// Which parameters of templates were used.
  @exclusivity(unchecked) package internal(set) var usedParameters: Set<Int> = []
  /// Which `in` blocks of bases a message reads.
  @exclusivity(unchecked) var readLayers: Set<ReadLayer> = []
  /// What was found in statements that a message inherits: the place to say it is the message's `like`, unless it is wrong
  /// where it stands, too.
  @exclusivity(unchecked) var inherited: [InheritedFinding] = []
  /// The unit at hand.
  @exclusivity(unchecked) var unit = 0
  /// The message's place among its file's extents.
  @exclusivity(unchecked) var extentIndex = 0
  /// The unit in whose sight the Flow's slug is written, and whether it stands in quotes.
  @exclusivity(unchecked) var flowUnit = 0
  @exclusivity(unchecked) var isFlowQuoted = false
  /// The translations that are lost.
  @exclusivity(unchecked) var lost: [LostTranslation] = []
  @exclusivity(unchecked) var lostPlaces: [SourceLocation: Int] = [:]
  /// Those that are lost above the messages: several messages may tell of the same.
  @exclusivity(unchecked) var lostAbove: [LostTranslation] = []
  /// Whether a block stands under a tag that it cannot have: what its locale lacks is not said besides.
  @exclusivity(unchecked) var hasWrongTags = false
  /// Values that came from outside, kept while places point into them.
  @exclusivity(unchecked) var kept: [Unit] = []
  /// Values that are still to be held to types.
  @exclusivity(unchecked) var pendingValues: [PendingValue] = []
  /// What parameters are set to from outside, by name.
  let settings: [(name: String, value: String)]
  /// How values came where they are; kept for a source map alone.
  let trail: Trail?
  /// Whether the message at hand is one that parameters are set for.
  @exclusivity(unchecked) package var isSet = false
  /// Why parameters could not be set as asked, one line each.
  @exclusivity(unchecked) package internal(set) var settingFailures: [String] = []
  /// A placeholder in a text from a file, until it is said where the text is used.
  @exclusivity(unchecked) var filePlaceholder: (text: String, place: SourceLocation?)?
  /// Whether something that a let holds nests too deeply where it is used.
  @exclusivity(unchecked) var isTooDeep = false
  /// Whether values were left out because the body is too large already.
  @exclusivity(unchecked) var isTooLarge = false
  /// The name at which that was found, if not by size.
  @exclusivity(unchecked) var tooLargeAt: SourceLocation?

  /// A checker of messages of `program`; with `traces` it can tell the way of each value.
  package convenience init(
    program: Program, reportsNotes: Bool = true, settings: [(name: String, value: String)] = [], traces: Bool = false
  ) {
    self.init(program: program, reportsNotes: reportsNotes, settings: settings, traces: traces, refusals: Refusals())
  }

  private init(
    program: Program, reportsNotes: Bool, settings: [(name: String, value: String)] = [], traces: Bool = false,
    refusals: Refusals
  ) {
    self.refusals = refusals
    self.settings = settings
    trail = traces ? Trail(program) : nil
    rules = Rules.Calls(notes: reportsNotes)
    self.program = program
    resolved = ResolvedMessage(contracts: program.contracts, foreign: program.foreign)
    tape = resolved.message.tape
    usage = program.unused
    plans = .allocate(capacity: Word.allCases.count)
    _ = plans.initialize(from: Word.allCases.map(StatementPlan.init))
  }

  deinit { plans.deallocate() }

  /// Parses, resolves and checks the message `extent` of `owner`, the unit `unit`, and hands each variant that is made to
  /// `make`, with its values in `resolved`.
  package func check(unit: Int, _ owner: Unit, extent index: Int, _ make: (Form, Variant) -> Void) {
    self.unit = unit
    let extent = owner.outline.extents[index]
    extentIndex = index
    let relative = extent.relative
    let tree = parser.parse(owner.text(of: extent), relative)
    let source = Source(owner.syntax(tree, of: index), unit: unit, isReporting: true)
    resolved.removeAll(file: source.file, name: relative.name)
    trail?.removeAll()
    bot = nil
    isTooLarge = false
    filePlaceholder = nil
    if !tree.faults.isEmpty {
      usage.usePart(in: unit)
      reportFaults(source)
    }
    guard !tree.nodes.isEmpty else { return }
    guard tree.nodes[0].kind == .messageDeclaration || tree.nodes[0].kind == .baseDeclaration else { return }
    checkName(source)
    if extent.isPlain, !tree.hasLocales, owner.locales == nil {
      if isSet, !settings.isEmpty { refuseSettings() }
      if resolve(source) { make(.body, Variant(locale: nil, layers: [], listed: nil)) }
    } else {
      checkBuilt(source, owner, relative, make)
    }
  }

  /// The name of the message that was checked last; valid as long as its file is.
  package var name: UnsafeBufferPointer<UInt8> {
    let unit = program.units[unit]
    let name = unit.outline.extents[extentIndex].name
    return UnsafeBufferPointer(rebasing: unit.text[Int(name.start)..<Int(name.end)])
  }

  private func checkName(_ source: borrowing Source) {
    guard let name = source.tree.firstChild(of: 0), source.tree.nodes[name].kind == .name else { return }
    let token = source.tree.token(of: name)
    guard token.flags.contains(.wide) else { return }
    report(.nameNotASCII, token.range, source)
    // Under this name nobody can use it: that nobody does is not said besides.
    let text = UnsafeBufferPointer(rebasing: source.bytes[Int(token.start)..<Int(token.end)])
    if case .found(let symbol, nil) = program.symbols.look(.message, text, in: unit) {
      usage.use(symbol, imported: nil, in: unit)
    }
  }

  private func reportFaults(_ source: borrowing Source) {
    for fault in source.tree.faults {
      reporter.report(
        SyntaxDiagnostics.diagnostic(fault, in: source.bytes.span, file: resolved.file, nestingLimit: Limits.nesting))
    }
  }

  // MARK: The declaration

  /// A message that stands for itself: no parameters, no `like`, no locales. Says whether there is a body to make.
  private func resolve(_ source: borrowing Source) -> Bool {
    let tree = source.tree
    var body: Int?
    var child = tree.firstChild(of: 0)
    while let node = child {
      switch tree.nodes[node].kind {
      case .name: break
      case .body: body = node
      default: resolved.isDamaged = true
      }
      child = tree.sibling(after: node, in: 0)
    }
    guard let body else {
      usage.usePart(in: unit)
      return false
    }
    resolveBody(body, source)
    if resolved.isDamaged { usage.usePart(in: unit) }
    resolveFlow()
    checkSize()
    rules.check(resolved, &reporter)
    return true
  }

  /// Reports a body that is too large, at the statement that takes the most of it.
  func checkSize() {
    // Most bodies are far from the limit whatever their bytes: one takes at most six, a node at most eight beside them.
    guard isTooLarge || tape.pool.count * 6 + tape.nodes.count * 8 > Limits.bodySize - 1024 else { return }
    let size = JSONSize.of(resolved.message)
    guard isTooLarge || size.total > Limits.bodySize else { return }
    let place = tooLargeAt ?? size.largest.map { resolved.keyword(of: $0) } ?? resolved.nameLocation
    reporter.report(
      NameDiagnostics.tooLarge, "the body is larger than \(Limits.bodySize) bytes, the most it can be", at: place)
  }

  private func resolveBody(_ body: Int, _ source: borrowing Source) {
    let tree = source.tree
    if tree.nodes[body].isDamaged { resolved.isDamaged = true }
    var child = tree.firstChild(of: body)
    while let node = child {
      let syntax = tree.nodes[node]
      switch syntax.kind {
      case .statement: resolveStatement(node, syntax.word, source)
      case .example: resolveExample(node, source)
      default: resolved.isDamaged = true
      }
      child = tree.sibling(after: node, in: body)
    }
  }

  private func resolveStatement(_ node: Int, _ word: Word, _ source: borrowing Source) {
    let plan = plans[Int(word.rawValue)]
    guard plan.isStatement else { return }
    let tree = source.tree
    let field = plan.field
    let index = Int(field.rawValue)
    let keyword = tree.tokens[Int(tree.nodes[node].first)].range
    if resolved.statements[index].isThere {
      if tree.isRejoined { return }
      return reporter.report(repeatedStatement(word, keyword, resolved.statements[index].keyword))
    }
    guard let operand = tree.firstChild(of: node) else { return }
    resolved.statements[index] = StatementPlace(
      file: source.file, keyword: keyword, operand: tree.range(of: operand), isThere: true,
      isDamaged: tree.nodes[node].isDamaged)
    guard tree.nodes[operand].kind != .missing else { return }
    switch plan.type {
    case .string: resolved.message[field] = text(operand, field, source)
    case .slug: resolved.message[field] = slug(operand, source)
    case .bot: resolveBot(tree.token(of: operand), source)
    case .object: resolved.message[field] = value(operand, depth: plan.depth, source)
    case .screen:
      let token = tree.token(of: operand)
      if token.flags.contains(.wide) {
        report(.nameNotASCII, token.range, source)
        resolved.statements[index].isDamaged = true
      }
      resolved.message[field] = literal(operand, source)
      if let data = tree.sibling(after: operand, in: node), tree.nodes[data].kind == .object {
        let place = Int(Schema.data.rawValue)
        resolved.statements[place] = StatementPlace(
          file: source.file, keyword: keyword, operand: tree.range(of: data), isThere: true,
          isDamaged: tree.nodes[data].isDamaged)
        resolved.message[Schema.data] = value(data, depth: plan.depth, source)
      }
    }
  }

  private func repeatedStatement(_ word: Word, _ range: ByteRange, _ first: ByteRange) -> Diagnostic {
    Diagnostic(
      MessageDiagnostics.repeatedStatement, "the message has two `\(word.spelling)` statements",
      at: SourceLocation(resolved.file, range), label: "again here",
      labels: [DiagnosticLabel(SourceLocation(resolved.file, first), "first here")], help: ["remove one of them"])
  }

  /// Samples are arguments; a message without parameters has none.
  private func resolveExample(_ node: Int, _ source: borrowing Source) {
    let tree = source.tree
    guard let object = tree.firstChild(of: node), tree.nodes[object].kind == .object else { return }
    guard let member = tree.firstChild(of: object) else {
      return reporter.report(
        MessageDiagnostics.emptyExample, "the example is empty",
        at: SourceLocation(resolved.file, tree.range(of: node)),
        help: ["remove it"])
    }
    guard let key = tree.firstChild(of: member), tree.nodes[key].kind != .missing else { return }
    reporter.report(
      MessageDiagnostics.unknownSample(
        decodedString(source.bytes.span, tree.token(of: key)), SourceLocation(resolved.file, tree.range(of: key)),
        among: []))
  }

  // MARK: Wording

  func report(_ kind: SyntaxFaultKind, _ range: ByteRange, _ source: borrowing Source) {
    reporter.report(
      SyntaxDiagnostics.diagnostic(
        SyntaxFault(kind, range), in: source.bytes.span, file: source.file, nestingLimit: Limits.nesting))
  }
}

/// What resolving needs to know of a word's statement: its row of the schema without the words.
private struct StatementPlan: BitwiseCopyable {
  var isStatement = false
  var field = FieldID(0)
  var type = FieldType.string
  /// How deep in the body the statement's object stands: the body is 1.
  var depth = 1

  init(_ word: Word) {
    guard let field = Schema.field(word.spelling) else { return }
    isStatement = true
    self.field = field
    type = Schema[field].type
    depth = Schema[field].place.depth
  }
}

/// A parser, of which nothing is copied.
final class MessageParser {
  @exclusivity(unchecked) private var parser = Parser(nestingLimit: Limits.nesting)

  /// The tree of a declaration, valid until the next one is parsed.
  func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ extent: Extent) -> SyntaxTree {
    parser.parse(bytes.span, extent)
    return parser.tree
  }
}

extension ResolvedMessage {
  /// Forgets the last message and keeps the memory.
  func removeAll(file: FileID, name: ByteRange) {
    self.file = file
    self.name = name
    message.removeAll()
    statements.update(repeating: StatementPlace())
    texts.update(repeating: TextFacts())
    isDamaged = false
    flow = .none
    screen = nil
    isDataExchange = false
    if !dataFindings.isEmpty { dataFindings.removeAll(keepingCapacity: true) }
    if !holes.isEmpty { holes.removeAll(keepingCapacity: true) }
    if !uses.isEmpty { uses.removeAll(keepingCapacity: true) }
    if !pieces.isEmpty { pieces.removeAll(keepingCapacity: true) }
    if !hiddenEmpty.isEmpty { hiddenEmpty.removeAll(keepingCapacity: true) }
  }
}
