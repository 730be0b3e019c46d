import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Finds statements and members of objects that count for a locale and hide a translation further up.
final class HiddenTranslations {
  private let context: MessageContext
  private let chain: Chain
  /// Those of the message, each statement once.
  @exclusivity(unchecked) private var found: [LostTranslation] = []
  /// Where they are in it, by the place of the statement.
  @exclusivity(unchecked) private var places: [SourceLocation: Int] = [:]
  /// Those that messages inherit: several messages may have the same.
  @exclusivity(unchecked) private var inherited: [LostTranslation] = []

  init(_ context: MessageContext, _ chain: Chain) { (self.context, self.chain) = (context, chain) }

  /// Forgets those that messages inherit, and gives them.
  func takeInherited() -> [LostTranslation] {
    defer { inherited = [] }
    return inherited
  }

  /// Whether one that the message inherits was found.
  var hasInherited: Bool { found.contains { $0.level > 0 } }

  /// Reports each statement that hides a translation once, whatever the number of locales for which it does. One that
  /// the message inherits is kept for the end, as others may inherit it too. Of a base nothing is reported.
  func report(isBase: Bool) {
    guard !found.isEmpty else { return }
    for one in found where !isBase {
      if one.level > 0 { inherited.append(one) } else { context.reporter.report(one.diagnostic) }
    }
    found.removeAll()
    places.removeAll()
  }

  // MARK: Statements

  /// Looks for statements from outside `in` that count in a variant.
  func check(_ fields: [FieldID], _ variant: Variant) {
    for field in fields {
      guard let (winner, hidden) = pair(field, variant) else { continue }
      note(field, winner, hidden, variant)
    }
    guard let (winner, hidden) = pair(Schema.screen, variant), screenName(winner) != screenName(hidden) else { return }
    note(Schema.screen, winner, hidden, variant)
  }

  /// The statement of `field` that counts, if it is outside `in`, and the translation that it hides.
  private func pair(_ field: FieldID, _ variant: Variant) -> (winner: StatementRef, hidden: StatementRef)? {
    guard let winner = chain.winner(field, variant), winner.block == 0,
      let hidden = chain.statements.translation(of: field, above: winner.level, variant.blocks)
    else { return nil }
    return (winner, hidden)
  }

  private func screenName(_ statement: StatementRef) -> String? {
    let source = chain.sources[statement.level]
    return source.tree.firstChild(of: statement.node).map {
      decodedString(source.bytes.span, source.tree.token(of: $0))
    }
  }

  private func note(_ field: FieldID, _ winner: StatementRef, _ hidden: StatementRef, _ variant: Variant) {
    note(
      "`\(Schema[field].statement ?? "")`", keyword(winner), keyword(hidden), level: winner.level, variant)
  }

  /// The place of a statement's first word.
  private func keyword(_ statement: StatementRef) -> SourceLocation {
    let source = chain.sources[statement.level]
    return SourceLocation(
      source.file, source.tree.tokens[Int(source.tree.nodes[statement.node].first)].range)
  }

  private func note(
    _ what: String, _ place: SourceLocation, _ hidden: SourceLocation, level: Int, _ variant: Variant
  ) {
    // The translation may be what was not understood there.
    if chain.levels[level].shape.isFaulty { return }
    let tag = variant.locale?.text ?? ""
    if let i = places[place] {
      found[i].tags.append(tag)
    } else {
      places[place] = found.count
      found.append(LostTranslation(what: what, place: place, other: hidden, tags: [tag], level: level))
    }
  }

  // MARK: Members

  /// Looks for members that count from outside `in` over a translation further up.
  func check(
    _ members: [MergedMember], _ operands: [(winner: StatementRef, object: Int)], _ variant: Variant
  ) {
    guard variant.locale != nil, members.contains(where: { $0.block == 0 }) else { return }
    let translated = translatedMembers(operands)
    for member in members where member.block == 0 {
      guard let (level, hidden) = translated[member.key]?.first(where: { $0.level > member.level }) else { continue }
      let (source, other) = (chain.sources[member.level], chain.sources[level])
      note(
        "`\(member.key)`", SourceLocation(source.file, source.tree.token(of: member.node).range),
        SourceLocation(other.file, other.tree.token(of: hidden).range), level: member.level, variant)
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
}
