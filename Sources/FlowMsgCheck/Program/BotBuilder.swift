import FlowMsgModel
import FlowMsgSyntax
package import FlowMsgText

/// Reads bots.
struct BotBuilder {
  let draft: ProgramDraft

  /// The bot of a `bot` declaration; nil where it is not whole.
  func build(_ symbol: Int) -> Bot? {
    let declaration = draft.symbols.all[symbol]
    let syntax = draft.units[declaration.unit].syntax(declaration.tree)
    let tree = syntax.tree
    let name = draft.symbols.name(symbol)
    var bot = Bot(name: name, provider: "", ids: [])
    var places: [String: ByteRange] = [:]
    var provider: ByteRange?
    for line in tree.children(of: 0) where !tree.nodes[line].isDamaged {
      switch tree.nodes[line].kind {
      case .idLine: readID(line, syntax, &bot, &places)
      case .providerLine:
        let token = tree.token(of: line + 1)
        if let first = provider {
          reportRepeated("the provider of `\(name)`", token.range, first, syntax)
          continue
        }
        provider = token.range
        bot.provider = syntax.string(token.range)
        checkProvider(bot.provider, syntax.location(token.range))
      default: break
      }
    }
    guard !tree.nodes[0].isDamaged else { return nil }
    let location = declaration.location
    if bot.ids.isEmpty, places.isEmpty {
      draft.reporter.report(
        BotDiagnostics.incomplete, "the bot `\(name)` has no id", at: location, help: ["write its id: id \"…\""])
    }
    if provider == nil {
      draft.reporter.report(
        BotDiagnostics.incomplete, "the bot `\(name)` has no provider", at: location,
        help: ["write one of \(Schema.Endpoint.providers.value.map { "provider \($0)" }.joined(separator: ", "))"])
    }
    return bot.ids.isEmpty || provider == nil ? nil : bot
  }

  private func readID(
    _ line: Int, _ syntax: DeclarationSyntax, _ bot: inout Bot, _ places: inout [String: ByteRange]
  ) {
    let tree = syntax.tree
    guard let first = tree.firstChild(of: line) else { return }
    let isNamed = tree.nodes[first].kind == .name
    let environment = isNamed ? syntax.string(tree.token(of: first).range) : nil
    guard let value = isNamed ? tree.sibling(after: first, in: line) : first, tree.nodes[value].kind == .string else {
      return
    }
    let range = tree.range(of: line)
    if let before = places[environment ?? ""] {
      return reportRepeated(
        environment.map { "the id for `\($0)`" } ?? "the id of `\(bot.name)`", range, before, syntax)
    }
    let others = environment == nil ? places.values.sorted { $0.start < $1.start } : places[""].map { [$0] } ?? []
    if !others.isEmpty {
      draft.reporter.report(
        BotDiagnostics.mixedIDs, "the bot `\(bot.name)` has one id for all and one for an environment",
        at: syntax.location(range),
        labels: others.map { DiagnosticLabel(syntax.location($0), "the other kind stands here") },
        help: ["give every id an environment, or keep a single one"])
    }
    places[environment ?? ""] = range
    let token = tree.token(of: value)
    let id = syntax.decoded(token)
    let isPathPart =
      !id.isEmpty && id != "." && id != ".."
      && id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !Array("/?#%\\".utf8).contains($0) }
    if !isPathPart, !token.flags.contains(.faulty) {
      draft.reporter.report(
        BotDiagnostics.badID, id.isEmpty ? "the id is empty" : "the id \"\(id)\" cannot stand in the request's path",
        at: syntax.location(token.range), help: ["an id has no blanks and none of / ? # % \\"])
    }
    bot.ids.append(BotID(environment: environment, id: id))
  }

  private func reportRepeated(
    _ what: String, _ range: ByteRange, _ first: ByteRange, _ syntax: DeclarationSyntax
  ) {
    draft.reporter.report(
      NameDiagnostics.repeatedDeclaration, "\(what) stands twice", at: syntax.location(range),
      labels: [DiagnosticLabel(syntax.location(first), "first here")], help: ["remove one of them"])
  }

  private func checkProvider(_ provider: String, _ location: SourceLocation) {
    let providers = Schema.Endpoint.providers
    guard !providers.value.contains(provider) else { return }
    let synonym = Synonym.find(provider, as: .provider)
    let near = synonym?.word ?? suggestion(for: provider, among: providers.value)
    draft.reporter.report(
      BotDiagnostics.provider, "the provider `\(provider)` is not served", at: location,
      help: (synonym.map { [$0.help] } ?? near.map { ["did you mean `\($0)`?"] } ?? []) + [
        "the endpoint serves \(providers.value.joined(separator: ", "))"
      ],
      fixes: near.map { [Fix("write `\($0)`", [TextEdit(location, $0)], isSafe: false)] } ?? [])
  }
}

/// The catalogue of what is wrong in bots.
package enum BotDiagnostics {
  static let incomplete = DiagnosticKind(
    2401, .error, "a bot that is not complete",
    why: "A request needs the bot's id, and the endpoint serves some providers only.",
    bad: "bot br { id \"1\" }", good: "bot br { id \"1\", provider cloud_api }")
  static let mixedIDs = DiagnosticKind(
    2402, .error, "one id for all environments, and one for one of them",
    why: "Which of the two a send to that environment means could only be guessed.",
    bad: "bot br { id \"1\", id staging \"2\", provider cloud_api }",
    good: "bot br { id production \"1\", id staging \"2\", provider cloud_api }")
  static let provider = DiagnosticKind(
    6101, .error, "a provider that is not served",
    why: "Only bots on WhatsApp Cloud API, Gupshup CAPI or Aldeamo are served by the endpoint.",
    bad: "bot br { id \"1\", provider twilio }", good: "bot br { id \"1\", provider cloud_api }")
  static let badID = DiagnosticKind(
    2403, .error, "a bot's id that is none", why: "The id becomes a part of the request's path.",
    bad: "bot br { id \"a/b\", provider cloud_api }", good: "bot br { id \"ab\", provider cloud_api }")

  package static let all = [incomplete, mixedIDs, badID, provider]
}
