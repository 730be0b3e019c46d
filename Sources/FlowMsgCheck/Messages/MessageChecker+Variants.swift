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
    guard let listed = ChainLevel.listedLocales(chain.levels) else {
      if chain.statements.tags.isEmpty { return (MessageChecker.plainVariants, false) }
      return ([base] + chain.statements.tags.map(variant), false)
    }
    guard let first = listed.first else { return ([base], true) }
    return (
      [Variant(locale: nil, tags: [], listed: first.tag)]
        + listed.dropFirst().map { variant($0.tag) }, true
    )
  }

  /// The variant for the locale `tag`.
  private func variant(_ tag: LocaleTag) -> Variant {
    let tags = tag.chain
    return Variant(locale: tag, tags: tags, listed: tag, blocks: chain.statements.blocks(for: tags))
  }

  /// What is wrong with the tags of the message's own blocks, and of its list of locales.
  func checkTags() {
    let shape = chain.levels[0].shape
    guard chain.levels.count > 1 || shape.layers.count > 1 else { return }
    let listed = ChainLevel.listedLocales(chain.levels)
    checkFirst()
    guard let listed, let first = listed.first?.tag, shape.layers.count > 1 else { return }
    let read = chain.levels[0].isBase ? [] : Set(listed.dropFirst().flatMap(\.tag.chain))
    for layer in shape.layers {
      guard let tag = layer.tag else { continue }
      let location = tag.location
      if tag.tag == first {
        hasWrongTags = true
        context.reporter.report(
          LocaleDiagnostics.inOfFirst, "`\(first)` is the first locale, the language of the statements outside `in`",
          at: location, help: ["move these statements out of the block, or list another locale first"])
      } else if !chain.levels[0].isBase, !read.contains(tag.tag) {
        context.reporter.report(
          LocaleDiagnostics.unread, "no locale of this message reads `in \(tag.tag)`", at: location,
          help: ["list it: locales \(listed.map { $0.tag.text }.joined(separator: ", ")), \(tag.tag)"])
      }
    }
  }

  /// Notes which `in` blocks of bases the variants of a message read; with lists of locales that contradict each other
  /// that is not known, and none is taken for unread.
  func noteRead(_ list: [Variant]) {
    guard chain.levels.count > 1, !chain.statements.tags.isEmpty else { return }
    let read = Set(list.flatMap(\.tags))
    for k in chain.levels.indices.dropFirst() {
      guard let base = chain.levels[k].template, base.isBase else { continue }
      for (i, layer) in chain.levels[k].shape.layers.enumerated() {
        if let tag = layer.tag?.tag, hasWrongTags || read.contains(tag) { readLayers.insert(ReadLayer(base, i)) }
      }
    }
  }

  /// A list of locales begins with the same one all along the chain.
  private func checkFirst() {
    guard chain.levels.count > 1, let own = chain.levels[0].shape.locales ?? chain.levels[0].unit.locales,
      let first = own.first
    else {
      return
    }
    for k in chain.levels.indices.dropFirst() {
      let level = chain.levels[k]
      guard let other = (level.shape.locales ?? level.unit.locales)?.first, other.tag != first.tag else { continue }
      hasWrongTags = true
      let isOwn = chain.levels[0].shape.locales != nil
      let location =
        isOwn
        ? first.location
        : chain.levels[0].shape.like.map { SourceLocation(chain.sources[0].file, $0) } ?? first.location
      context.reporter.report(
        LocaleDiagnostics.otherFirst,
        "the first locale is `\(first.tag)` here, and `\(other.tag)` in what this builds on", at: location,
        labels: [DiagnosticLabel(other.location, "the other list")],
        help: ["let both lists begin with the same locale"])
      return
    }
  }
}
