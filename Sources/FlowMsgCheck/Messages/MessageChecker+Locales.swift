import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  // MARK: Lost translations

  /// Statements of which the one that wins for a locale hides a translation further up; members of objects are looked at
  /// where they are merged.
  func checkLocales(_ variant: Variant, isListed: Bool) {
    guard variant.locale != nil else { return }
    for field in MessageChecker.singleFields {
      guard let winner = chain.winner(field, variant), winner.block == 0 else { continue }
      guard let lost = chain.statements.translation(of: field, above: winner.level, variant.blocks) else { continue }
      reportLost(field, winner, lost, variant)
    }
    checkLostScreen(variant)
    checkCoverage(variant, isListed: isListed)
  }

  private func checkLostScreen(_ variant: Variant) {
    guard let nearest = chain.winner(Schema.screen, variant), nearest.block == 0,
      let lost = chain.statements.translation(of: Schema.screen, above: nearest.level, variant.blocks),
      screenName(nearest) != screenName(lost)
    else { return }
    reportLost(Schema.screen, nearest, lost, variant)
  }

  private func screenName(_ winner: StatementRef) -> String? {
    let source = chain.sources[winner.level]
    return source.tree.firstChild(of: winner.node).map {
      decodedString(source.bytes.span, source.tree.token(of: $0))
    }
  }

  private func reportLost(_ field: FieldID, _ winner: StatementRef, _ lost: StatementRef, _ variant: Variant) {
    let source = chain.sources[winner.level]
    let other = chain.sources[lost.level]
    let keyword = { (source: TreeContext, node: Int) in source.tree.tokens[Int(source.tree.nodes[node].first)].range }
    reportLost(
      "`\(Schema[field].statement ?? "")`", variant, SourceLocation(source.file, keyword(source, winner.node)),
      SourceLocation(other.file, keyword(other, lost.node)), level: winner.level)
  }

  private func reportLost(
    _ what: String, _ variant: Variant, _ place: SourceLocation, _ other: SourceLocation, level: Int
  ) {
    // The translation may be what was not understood there.
    if chain.levels[level].shape.isFaulty { return }
    let tag = variant.locale?.text ?? ""
    if let i = lostPlaces[place] {
      lost[i].tags.append(tag)
    } else {
      lostPlaces[place] = lost.count
      lost.append(LostTranslation(what: what, place: place, other: other, tags: [tag], level: level))
    }
  }

  /// Reports each statement that hides a translation once, whatever the number of locales for which it does. One that
  /// the message inherits is kept for the end, as others may inherit it too.
  /// Of a base nothing is said.
  func reportLostTranslations(isBase: Bool) {
    guard !lost.isEmpty else { return }
    for one in lost where !isBase {
      if one.level > 0 { lostAbove.append(one) } else { context.reporter.report(one.diagnostic) }
    }
    lost.removeAll()
    lostPlaces.removeAll()
  }

  /// Members that win from outside `in` over a translation further up.
  func checkLostMembers(
    _ members: [MergedMember], _ operands: [(winner: StatementRef, object: Int)], _ variant: Variant
  ) {
    guard variant.locale != nil, members.contains(where: { $0.block == 0 }) else { return }
    let translated = translatedMembers(operands)
    for member in members where member.block == 0 {
      guard let (level, lost) = translated[member.key]?.first(where: { $0.level > member.level }) else { continue }
      let (source, other) = (chain.sources[member.level], chain.sources[level])
      reportLost(
        "`\(member.key)`", variant, SourceLocation(source.file, source.tree.token(of: member.node).range),
        SourceLocation(other.file, other.tree.token(of: lost).range), level: member.level)
    }
  }

  /// The members that are written in blocks, by their keys, nearest first.
  private func translatedMembers(
    _ operands: [(winner: StatementRef, object: Int)]
  ) -> [String: [(level: Int, node: Int)]] {
    var members: [String: [(level: Int, node: Int)]] = [:]
    for (winner, object) in operands where winner.block > 0 {
      let source = chain.sources[winner.level]
      for node in source.tree.children(of: object) where source.tree.nodes[node].kind == .member {
        guard let name = source.tree.firstChild(of: node) else { continue }
        members[decodedString(source.bytes.span, source.tree.token(of: name)), default: []].append((winner.level, node))
      }
    }
    return members
  }

  // MARK: Coverage

  /// Every locale has a title, text and cta of its own, unless the text has no letters but interpolated ones.
  private func checkCoverage(_ variant: Variant, isListed: Bool) {
    guard let locale = variant.locale, !resolved.isDamaged, !hasWrongTags, !isFaulty else { return }
    var missing: [String] = []
    for field in [Schema.title, Schema.text, Schema.cta] {
      guard let winner = chain.winner(field, variant), winner.block == 0, hasLetters(field) else { continue }
      // A translation that is lost is said to be that.
      if chain.statements.translation(of: field, above: winner.level, variant.blocks) != nil { continue }
      missing.append("`\(Schema[field].statement ?? "")`")
    }
    guard !missing.isEmpty else { return }
    let list = TypeNouns.list(missing, "and")
    context.reporter.report(
      isListed ? LocaleRuleDiagnostics.uncovered : LocaleRuleDiagnostics.partial,
      "`\(locale)` has no \(list) of its own", at: resolved.nameLocation,
      help: ["write it: in \(locale) { … }"])
  }

  /// Whether a text has a letter that is not a parameter's or a let's.
  private func hasLetters(_ field: FieldID) -> Bool {
    guard let winner = chain.winner(field, Variant(locale: nil, tags: [], listed: nil)) else { return false }
    let source = chain.sources[winner.level]
    guard let operand = source.tree.firstChild(of: winner.node), source.tree.nodes[operand].kind == .string else {
      return false
    }
    var hasLetter = false
    StringContents.read(source.bytes.span, source.tree.token(of: operand), isVerbatim: false) { piece in
      switch piece {
      case .text(let range):
        let text = String(decoding: source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
        if text.unicodeScalars.contains(where: \.properties.isAlphabetic) { hasLetter = true }
      case .scalar(let scalar, _): if scalar.properties.isAlphabetic { hasLetter = true }
      default: break
      }
    }
    return hasLetter
  }

  // MARK: The same in every locale

  /// Whether something in the message or in what it builds on was not understood.
  private var isFaulty: Bool { chain.faults.isFaulty }

  /// Title, text, caption and cta use the same parameters in every variant.
  func checkSameParameters(_ list: [Variant]) {
    guard list.count > 1, !chain.openParameters.isEmpty, !isFaulty, let base = list.first else { return }
    guard let expected = textParameters.names(in: base) else { return }
    for variant in list.dropFirst() {
      guard let used = textParameters.names(in: variant), used != expected else { continue }
      let missing = expected.subtracting(used).sorted().map { "`\($0)`" }
      let extra = used.subtracting(expected).sorted().map { "`\($0)`" }
      let parts = [
        missing.isEmpty ? nil : "do not use \(TypeNouns.list(missing, "and"))",
        extra.isEmpty ? nil : "use \(TypeNouns.list(extra, "and")) besides",
      ].compactMap { $0 }
      context.reporter.report(
        LocaleRuleDiagnostics.otherParameters,
        "the texts for `\(variant.locale?.text ?? "")` \(parts.joined(separator: " and "))", at: blockLocation(variant),
        help: ["use the same parameters in title, text, caption and cta together in every locale"])
    }
  }

  // MARK: Items

  /// The `id`s of the items of each list in the screen's data, in the order of the data.
  func itemIDs() -> [ItemList] {
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

  /// Lists whose items carry other ids than those of the base, `base` by their paths.
  func checkItems(_ base: [String: Set<String>], _ variant: Variant) {
    guard !isFaulty else { return }
    for list in itemIDs() {
      guard let expected = base[list.path], expected != list.ids else { continue }
      let other = list.ids.symmetricDifference(expected).sorted().prefix(6).map { "`\($0)`" }
      context.reporter.report(
        LocaleRuleDiagnostics.otherItems,
        "for `\(variant.locale?.text ?? "")` the items of `\(list.path)` have other ids: \(other.joined(separator: ", "))",
        at: resolved.place(of: list.node), help: ["translate the titles, and keep the ids"])
    }
  }

  /// The message's own block for a locale, else the nearest one in what it builds on, else its name.
  private func blockLocation(_ variant: Variant) -> SourceLocation {
    guard let (level, layer) = chain.statements.nearest(of: variant.blocks),
      let tag = chain.levels[level].shape.layers[layer].tag
    else { return resolved.nameLocation }
    return tag.location
  }
}

/// A list in the data of a screen whose items have ids.
struct ItemList {
  /// Its path in the data.
  var path: String
  var ids: Set<String>
  /// Its node on the tape.
  var node: Int
}
