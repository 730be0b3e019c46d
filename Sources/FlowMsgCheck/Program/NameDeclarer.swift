import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Declares the names of files, and refuses those that are declared twice or mean something else already.
final class NameDeclarer {
  private let draft: ProgramDraft
  /// Whether messages are declared too, as some build on others.
  private let declaresMessages: Bool
  /// Where names are that are refused: what they name is not reported as unused.
  private var refusedNames: Set<SourceLocation> = []

  init(_ draft: ProgramDraft, declaresMessages: Bool) {
    (self.draft, self.declaresMessages) = (draft, declaresMessages)
  }

  /// Declares the names of the unit `u`.
  func declare(_ u: Int) {
    let unit = draft.units[u]
    var seen = ContiguousArray(repeating: SeenNames(), count: Namespace.count)
    for (t, declaration) in unit.trees.enumerated() {
      let syntax = unit.syntax(t)
      let tree = syntax.tree
      let namespace: Namespace
      switch declaration.kind {
      case .let: namespace = .value
      case .type: namespace = .type
      case .bot: namespace = .bot
      case .flow: namespace = .flow
      default: continue
      }
      guard let node = tree.firstChild(of: 0), tree.nodes[node].kind != .missing else { continue }
      let token = tree.token(of: node)
      let location = syntax.location(token.range)
      checkSpelling(namespace, token, syntax)
      let place = Int(namespace.rawValue)
      if let first = syntax.withDecoded(token, { seen[place].insert($0, at: location) }) {
        draft.reporter.report(
          NameDiagnostics.repeatedDeclaration, "the \(namespace.noun) `\(syntax.decoded(token))` is declared twice",
          at: location,
          label: "declared again here",
          labels: [DiagnosticLabel(first, "first declared here")],
          help: ["rename one of them"])
        refusedNames.insert(first)
        continue
      }
      syntax.withDecoded(token) { draft.symbols.add(namespace, $0, unit: u, tree: t, at: location) }
    }
    if declaresMessages { declareMessages(u) }
  }

  /// Messages are named by `like` alone; that two have one name is found with all of them in sight.
  private func declareMessages(_ u: Int) {
    let unit = draft.units[u]
    var seen = SeenNames()
    for m in unit.messages {
      let name = unit.outline.extents[Int(m)].name
      let text = UnsafeBufferPointer(rebasing: unit.text[Int(name.start)..<Int(name.end)])
      let location = unit.nameLocation(of: Int(m))
      if name.isEmpty || seen.insert(text, at: location) != nil { continue }
      draft.symbols.add(.message, text, unit: u, tree: Int(m), at: location)
    }
  }

  /// Names that become wire values are ASCII; some names mean something else already.
  private func checkSpelling(_ namespace: Namespace, _ token: Token, _ syntax: DeclarationSyntax) {
    guard token.kind == .name else { return }
    if namespace == .bot || namespace == .flow, token.flags.contains(.wide) {
      draft.report(.nameNotASCII, token.range, syntax)
    }
    let isReserved =
      switch token.word {
      case .true, .false, .null: namespace == .value
      default: namespace == .type && TypeKind(word: token.word.spelling) != nil
      }
    guard isReserved else { return }
    draft.report(.reservedName, token.range, syntax)
    refusedNames.insert(syntax.location(token.range))
  }

  /// Notes that what refused names name is used, once all names are declared.
  func useRefused() {
    guard !refusedNames.isEmpty else { return }
    for i in draft.symbols.all.indices where refusedNames.contains(draft.symbols.location(of: i)) {
      draft.usage.use(i, imported: nil, in: draft.symbols.all[i].unit)
    }
  }
}
