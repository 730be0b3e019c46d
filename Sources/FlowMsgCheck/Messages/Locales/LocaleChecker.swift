import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Compares the variants of a message: whether each locale has texts of its own, the same parameters, and lists of the same
/// items.
final class LocaleChecker {
  private let context: MessageContext
  private let resolved: ResolvedMessage
  private let tape: ValueTape
  private let chain: Chain
  private let texts: TextParameters
  /// The variants that there are.
  let variants: LocaleVariants
  /// The `id`s of the items of each list in the base's data, by the list's path.
  @exclusivity(unchecked) private var baseItems: [String: Set<String>] = [:]

  init(_ context: MessageContext, _ chain: Chain, _ texts: TextParameters, _ variants: LocaleVariants) {
    (self.context, resolved, tape) = (context, context.resolved, context.tape)
    (self.chain, self.texts, self.variants) = (chain, texts, variants)
  }

  /// Begins with another declaration: checks its tags.
  func beginDeclaration() {
    if !baseItems.isEmpty { baseItems = [:] }
    variants.checkTags()
  }

  // MARK: Coverage

  /// Every locale has a title, text and cta of its own, unless the text has no letters but interpolated ones.
  func checkCoverage(_ variant: Variant, isListed: Bool) {
    guard let locale = variant.locale, !resolved.isDamaged, !variants.hasWrongTags, !chain.faults.isFaulty else {
      return
    }
    var missing: [String] = []
    for field in [Schema.title, Schema.text, Schema.cta] {
      guard let winner = chain.winner(field, variant), winner.block == 0, hasLetters(field) else { continue }
      // A translation that is hidden is reported as that.
      if chain.statements.translation(of: field, above: winner.level, variant.blocks) != nil { continue }
      missing.append("`\(Schema[field].statement ?? "")`")
    }
    guard !missing.isEmpty else { return }
    let list = missing.listed()
    context.reporter.report(
      isListed ? LocaleRuleDiagnostics.uncovered : LocaleRuleDiagnostics.partial,
      "`\(locale)` has no \(list) of its own", at: resolved.nameLocation,
      help: ["write it: in \(locale) { … }"])
  }

  /// Whether a text has a letter that is not a parameter's or a let's.
  private func hasLetters(_ field: FieldID) -> Bool {
    guard let winner = chain.winner(field, Variant.base) else { return false }
    let source = chain.sources[winner.level]
    guard let operand = source.tree.firstChild(of: winner.node), source.tree.nodes[operand].kind == .string else {
      return false
    }
    var hasLetter = false
    StringContents.read(source.bytes.span, source.tree.token(of: operand), isVerbatim: false) { piece in
      switch piece {
      case .text(let range):
        if source.string(range).unicodeScalars.contains(where: \.properties.isAlphabetic) { hasLetter = true }
      case .scalar(let scalar, _): if scalar.properties.isAlphabetic { hasLetter = true }
      default: break
      }
    }
    return hasLetter
  }

  // MARK: The same in every locale

  /// Title, text, caption and cta use the same parameters in every variant.
  func checkSameParameters(_ list: [Variant]) {
    guard list.count > 1, !chain.openParameters.isEmpty, !chain.faults.isFaulty, let base = list.first,
      let expected = texts.names(in: base)
    else { return }
    for variant in list.dropFirst() {
      guard let used = texts.names(in: variant), used != expected else { continue }
      let missing = expected.subtracting(used).sorted().map { "`\($0)`" }
      let extra = used.subtracting(expected).sorted().map { "`\($0)`" }
      let parts = [
        missing.isEmpty ? nil : "do not use \(missing.listed())",
        extra.isEmpty ? nil : "use \(extra.listed()) besides",
      ].compactMap { $0 }
      context.reporter.report(
        LocaleRuleDiagnostics.otherParameters,
        "the texts for `\(variant.locale?.text ?? "")` \(parts.listed())", at: blockLocation(variant),
        help: ["use the same parameters in title, text, caption and cta together in every locale"])
    }
  }

  /// The message's own block for a locale, else the nearest one in what it builds on, else its name.
  private func blockLocation(_ variant: Variant) -> SourceLocation {
    guard let (level, block) = chain.statements.nearest(of: variant.blocks),
      let tag = chain.levels[level].shape.layers[block].tag
    else { return resolved.nameLocation }
    return tag.location
  }

  // MARK: Items

  /// Notes the items of the base's lists.
  func noteItems() { for list in itemIDs() { baseItems[list.path] = list.ids } }

  /// Reports lists whose items carry other ids than those of the base.
  func checkItems(_ variant: Variant) {
    guard !chain.faults.isFaulty else { return }
    for list in itemIDs() {
      guard let expected = baseItems[list.path], expected != list.ids else { continue }
      let other = list.ids.symmetricDifference(expected).sorted().prefix(6).map { "`\($0)`" }
      context.reporter.report(
        LocaleRuleDiagnostics.otherItems,
        "for `\(variant.locale?.text ?? "")` the items of `\(list.path)` have other ids: \(other.joined(separator: ", "))",
        at: resolved.place(of: list.node), help: ["translate the titles, and keep the ids"])
    }
  }

  /// The `id`s of the items of each list in the screen's data, in the order of the data.
  private func itemIDs() -> [ItemList] {
    guard let data = resolved.message[Schema.data] else { return [] }
    var lists: [ItemList] = []
    for node in data..<Int(tape.nodes[data].next) where tape.nodes[node].kind == .array {
      var ids: Set<String> = []
      for item in tape.children(of: node) where tape.nodes[item].kind == .object {
        for member in tape.children(of: item)
        where tape.string(of: member) == "id" && tape.nodes[member + 1].kind == .string {
          ids.insert(tape.string(of: member + 1))
        }
      }
      if !ids.isEmpty {
        lists.append(ItemList(path: DataPath.path(to: node, from: data, in: tape), ids: ids, node: node))
      }
    }
    return lists
  }
}

/// A list in the data of a screen whose items have ids.
private struct ItemList {
  /// Its path in the data.
  var path: String
  var ids: Set<String>
  /// Its node on the tape.
  var node: Int
}
