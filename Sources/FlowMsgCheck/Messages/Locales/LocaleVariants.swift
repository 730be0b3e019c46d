import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Which variants a message has, whether the tags of its blocks fit its list of locales, and which blocks of bases it reads.
final class LocaleVariants {
  private let context: MessageContext
  private let chain: Chain
  /// Whether a block is under a tag that it cannot have: what its locale lacks is not reported then.
  @exclusivity(unchecked) private(set) var hasWrongTags = false
  /// Which `in` blocks of bases messages read.
  @exclusivity(unchecked) private var readBlocks: Set<ReadLayer> = []
  /// The variants of a message in one language.
  private let plain = [Variant.base]

  init(_ context: MessageContext, _ chain: Chain) { (self.context, self.chain) = (context, chain) }

  /// Forgets which blocks were read, and gives them.
  func takeRead() -> Set<ReadLayer> {
    defer { readBlocks = [] }
    return readBlocks
  }

  /// The variants of the message, the base first; `isListed` says whether locales are listed for it.
  func variants() -> (list: [Variant], isListed: Bool) {
    guard let listed = ChainLevel.listedLocales(chain.levels) else {
      if chain.statements.tags.isEmpty { return (plain, false) }
      return (plain + chain.statements.tags.map(variant), false)
    }
    guard let first = listed.first else { return (plain, true) }
    return (
      [Variant(locale: nil, tags: [], listed: first.tag)] + listed.dropFirst().map { variant($0.tag) }, true
    )
  }

  /// The variant for the locale `tag`.
  private func variant(_ tag: LocaleTag) -> Variant {
    let tags = tag.chain
    return Variant(locale: tag, tags: tags, listed: tag, blocks: chain.statements.blocks(for: tags))
  }

  // MARK: Tags

  /// Checks the tags of the message's own blocks, and its list of locales.
  func checkTags() {
    hasWrongTags = false
    let shape = chain.levels[0].shape
    guard chain.levels.count > 1 || shape.layers.count > 1 else { return }
    checkFirst()
    guard shape.layers.count > 1, let listed = ChainLevel.listedLocales(chain.levels), let first = listed.first?.tag
    else { return }
    let isBase = chain.levels[0].isBase
    let read = isBase ? [] : Set(listed.dropFirst().flatMap(\.tag.chain))
    for block in shape.layers {
      guard let tag = block.tag else { continue }
      if tag.tag == first {
        hasWrongTags = true
        context.reporter.report(
          LocaleDiagnostics.inOfFirst, "`\(first)` is the first locale, the language of the statements outside `in`",
          at: tag.location, help: ["move these statements out of the block, or list another locale first"])
      } else if !isBase, !read.contains(tag.tag) {
        context.reporter.report(
          LocaleDiagnostics.unread, "no locale of this message reads `in \(tag.tag)`", at: tag.location,
          help: ["list it: locales \(listed.map { $0.tag.text }.joined(separator: ", ")), \(tag.tag)"])
      }
    }
  }

  /// A list of locales begins with the same one all along the chain.
  private func checkFirst() {
    guard chain.levels.count > 1, let own = locales(of: 0), let first = own.first else { return }
    for k in chain.levels.indices.dropFirst() {
      guard let other = locales(of: k)?.first, other.tag != first.tag else { continue }
      hasWrongTags = true
      return reportOtherFirst(first, other)
    }
  }

  /// What is listed for the declaration of a level: in it, else in its file.
  private func locales(of level: Int) -> [WrittenTag]? {
    chain.levels[level].shape.locales ?? chain.levels[level].unit.locales
  }

  private func reportOtherFirst(_ first: WrittenTag, _ other: WrittenTag) {
    let shape = chain.levels[0].shape
    let like = shape.locales == nil ? shape.like : nil
    context.reporter.report(
      LocaleDiagnostics.otherFirst,
      "the first locale is `\(first.tag)` here, and `\(other.tag)` in what this builds on",
      at: like.map { SourceLocation(chain.sources[0].file, $0) } ?? first.location,
      labels: [DiagnosticLabel(other.location, "the other list")],
      help: ["let both lists begin with the same locale"])
  }

  // MARK: Blocks that are read

  /// Notes which `in` blocks of bases the variants of a message read; with lists of locales that contradict each other
  /// that is not known, and none is taken for unread.
  func noteRead(_ list: [Variant]) {
    guard chain.levels.count > 1, !chain.statements.tags.isEmpty else { return }
    for (tag, level, block) in chain.statements.tagged where level > 0 {
      guard let base = chain.levels[level].baseMessage, base.isBase,
        hasWrongTags || list.contains(where: { $0.blocks.contains(tag) })
      else { continue }
      readBlocks.insert(ReadLayer(base, block))
    }
  }
}
