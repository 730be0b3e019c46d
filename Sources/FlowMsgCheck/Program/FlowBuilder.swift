import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Reads the contracts of Flows, as they are declared or from Flow JSON.
struct FlowBuilder {
  private let draft: ProgramDraft
  private let types: TypeBuilder
  private let files: [SourceLocation: FlowFile]
  /// The Flow JSON files whose own faults are reported.
  private var reported: Set<FileID> = []

  init(_ draft: ProgramDraft, _ types: TypeBuilder, _ files: [SourceLocation: FlowFile]) {
    (self.draft, self.types, self.files) = (draft, types, files)
  }

  /// The contract of a `flow` declaration: written in it, or read from Flow JSON. Nil where nothing could be read.
  mutating func build(_ symbol: Int) -> Int? {
    let declaration = draft.symbols.all[symbol]
    let syntax = draft.units[declaration.unit].syntax(declaration.tree)
    let tree = syntax.tree
    if let from = tree.child(.fromClause, of: 0) { return readFlow(from, syntax) }
    guard !tree.nodes[0].isDamaged || tree.child(.screenLine, of: 0) != nil else { return nil }
    var screens: [ScreenContract] = []
    var seen = SeenNames()
    for line in tree.children(of: 0) where tree.nodes[line].kind == .screenLine {
      guard let name = tree.firstChild(of: line), tree.nodes[name].kind == .name else { continue }
      let token = tree.token(of: name)
      let id = syntax.string(token.range)
      if !checkScreen(id, token, syntax, &seen) { continue }
      let shape: UInt32
      if let node = tree.sibling(after: name, in: line), tree.nodes[node].kind == .shapeType {
        shape = types.buildShape(node, syntax, declaration.unit, isScreen: true)
      } else {
        shape = draft.contracts.add(TypeNode(.shape, origin: Origin(syntax.location(token.range))))
      }
      screens.append(
        ScreenContract(
          id: syntax.withDecoded(token) { draft.contracts.intern($0) }, isEntry: true,
          isReadable: isReadable(line, tree),
          shape: shape,
          origin: Origin(syntax.location(token.range))))
    }
    if !tree.children(of: 0).contains(where: { tree.nodes[$0].kind == .screenLine }), !tree.nodes[0].isDamaged {
      draft.reporter.report(
        FlowDiagnostics.noScreen, "the flow `\(draft.symbols.name(symbol))` has no screen",
        at: declaration.location, help: ["write its entry screens: screen ID { field: type }"])
    }
    let first = UInt32(draft.contracts.screens.count)
    draft.contracts.screens += screens
    draft.contracts.flows.append(
      FlowContract(
        firstScreen: first, screenCount: UInt32(screens.count), hasEndpoint: false, isFromFlowJSON: false,
        isReadable: !tree.nodes[0].isDamaged && !screens.isEmpty))
    return draft.contracts.flows.count - 1
  }

  /// Whether a screen's line was understood, and what follows it: that may have been meant for it.
  private func isReadable(_ line: Int, _ tree: SyntaxTree) -> Bool {
    guard !tree.isFaulty(line) else { return false }
    guard let next = tree.sibling(after: line, in: 0) else { return true }
    return tree.nodes[next].kind == .screenLine
  }

  private mutating func readFlow(_ from: Int, _ syntax: DeclarationSyntax) -> Int? {
    let tree = syntax.tree
    guard let path = tree.firstChild(of: from), tree.nodes[path].kind == .string,
      let file = files[syntax.location(tree.range(of: path))]
    else { return nil }
    var found: [Diagnostic] = []
    let contract = FlowJSONReader.read(bytes: file.bytes, file: file.file, into: &draft.contracts) { found.append($0) }
    // One file that two declarations read is reported once.
    if reported.insert(file.file).inserted { draft.reporter.diagnostics += found }
    draft.contracts.flows.append(contract)
    return draft.contracts.flows.count - 1
  }

  private func checkScreen(_ id: String, _ token: Token, _ syntax: DeclarationSyntax, _ seen: inout SeenNames)
    -> Bool
  {
    let location = syntax.location(token.range)
    if token.flags.contains(.wide) {
      draft.report(.nameNotASCII, token.range, syntax)
      return false
    }
    if let first = syntax.withDecoded(token, { seen.insert($0, at: location) }) {
      draft.reporter.report(
        NameDiagnostics.repeatedDeclaration, "the screen `\(id)` is declared twice", at: location,
        labels: [DiagnosticLabel(first, "first declared here")], help: ["remove one of them"]
      )
      return false
    }
    if !ScreenID.isLegal(id) {
      draft.reporter.report(
        FlowDiagnostics.screenID,
        Schema.isScreenID(id.utf8)
          ? "the screen id `\(id)` is reserved" : "the screen id `\(id)` holds more than letters and underscores",
        at: location,
        help: ["screen ids are letters and underscores, and not \(Schema.FlowJSON.reservedScreen.value) in any case"])
    }
    return true
  }
}
