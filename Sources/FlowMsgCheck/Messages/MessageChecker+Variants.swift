import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  // MARK: Which variants there are

  /// Those of a message in one language.
  private static let plainVariants = [Variant.base]

  /// The variants of the message, the base first; `isListed` says whether locales are listed for it.
  func variants() -> (list: [Variant], isListed: Bool) {
    let base = Variant.base
    guard let listed = Level.listedLocales(levels) else {
      if statements.tags.isEmpty { return (MessageChecker.plainVariants, false) }
      return ([base] + statements.tags.map(variant), false)
    }
    guard let first = listed.first else { return ([base], true) }
    return (
      [Variant(locale: nil, layers: [], listed: first.tag)]
        + listed.dropFirst().map { variant($0.tag) }, true
    )
  }

  /// The variant for the locale `tag`.
  private func variant(_ tag: LocaleTag) -> Variant {
    let layers = tag.chain
    return Variant(locale: tag, layers: layers, listed: tag, blocks: statements.blocks(for: layers))
  }

  /// What is wrong with the tags of the message's own blocks, and of its list of locales.
  func checkTags() {
    let shape = levels[0].shape
    guard levels.count > 1 || shape.layers.count > 1 else { return }
    let listed = Level.listedLocales(levels)
    checkFirst()
    guard let listed, let first = listed.first?.tag, shape.layers.count > 1 else { return }
    let read = levels[0].isTemplate ? [] : Set(listed.dropFirst().flatMap(\.tag.chain))
    for layer in shape.layers {
      guard let tag = layer.tag else { continue }
      let location = tag.location
      if tag.tag == first {
        hasWrongTags = true
        reporter.report(
          LocaleDiagnostics.inOfFirst, "`\(first)` is the first locale, the language of the statements outside `in`",
          at: location, help: ["move these statements out of the block, or list another locale first"])
      } else if !levels[0].isTemplate, !read.contains(tag.tag) {
        reporter.report(
          LocaleDiagnostics.unread, "no locale of this message reads `in \(tag.tag)`", at: location,
          help: ["list it: locales \(listed.map { $0.tag.text }.joined(separator: ", ")), \(tag.tag)"])
      }
    }
  }

  /// Notes which `in` blocks of bases the variants of a message read; with lists of locales that contradict each other
  /// that is not known, and none is taken for unread.
  func noteRead(_ list: [Variant]) {
    guard levels.count > 1, !statements.tags.isEmpty else { return }
    let read = Set(list.flatMap(\.layers))
    for k in levels.indices.dropFirst() {
      guard let base = levels[k].template, base.isBase else { continue }
      for (i, layer) in levels[k].shape.layers.enumerated() {
        if let tag = layer.tag?.tag, hasWrongTags || read.contains(tag) { readLayers.insert(ReadLayer(base, i)) }
      }
    }
  }

  /// A list of locales begins with the same one all along the chain.
  private func checkFirst() {
    guard levels.count > 1, let own = levels[0].shape.locales ?? levels[0].unit.locales, let first = own.first else {
      return
    }
    for k in levels.indices.dropFirst() {
      let level = levels[k]
      guard let other = (level.shape.locales ?? level.unit.locales)?.first, other.tag != first.tag else { continue }
      hasWrongTags = true
      let isOwn = levels[0].shape.locales != nil
      let location =
        isOwn
        ? first.location
        : levels[0].shape.like.map { SourceLocation(sources[0].file, $0) } ?? first.location
      reporter.report(
        LocaleDiagnostics.otherFirst,
        "the first locale is `\(first.tag)` here, and `\(other.tag)` in what this builds on", at: location,
        labels: [DiagnosticLabel(other.location, "the other list")],
        help: ["let both lists begin with the same locale"])
      return
    }
  }

  // MARK: Which statement wins

  /// The statement of `field` that counts in a variant: nearest level first; in each, its locales' blocks before the rest.
  func winner(_ field: FieldID, _ variant: Variant) -> Winner? { statements.winner(field, variant.blocks) }

  /// All statements of `field`, nearest first: also those of one declaration's several blocks.
  func statements(_ field: FieldID, _ variant: Variant) -> [Winner] { statements.statements(field, variant.blocks) }

  /// The top-level members of the objects `operands`, nearest first: a member is where the outermost one first
  /// wrote it, nearer ones replace its value, and what is new is appended.
  func merged(_ operands: [(winner: Winner, object: Int)]) -> [MergedMember] {
    var members: [MergedMember] = []
    var names = NameIndex()
    for (winner, object) in operands.reversed() {
      let source = sources[winner.level]
      for node in source.tree.children(of: object) where source.tree.nodes[node].kind == .member {
        guard let key = source.tree.firstChild(of: node), source.tree.nodes[key].kind != .missing else { continue }
        let text = decodedString(source.bytes.span, source.tree.token(of: key))
        let member = MergedMember(key: text, level: winner.level, layer: winner.layer, node: node)
        if let i = names.add(text) { members[i] = member } else { members.append(member) }
      }
    }
    return members
  }
}
