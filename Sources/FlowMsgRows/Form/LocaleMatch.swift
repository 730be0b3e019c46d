import FlowMsgModel

/// Which variant of a form a row's locale selects.
package struct LocaleMatch: Sendable {
  private let tags: [(tag: [UInt8], variant: Int)]
  /// The variant without a tag, if the form has one.
  package let base: Int?

  /// The match for the variants of a form.
  package init(_ variants: [OpenForm.Variant]) {
    base = variants.firstIndex { $0.locale == nil }
    tags = variants.enumerated().flatMap { index, variant in
      ([variant.locale].compactMap { $0 } + variant.tags).map { (Self.folded($0.utf8), index) }
    }
  }

  /// The variant for `written`, whose case counts as little as `_` for `-`: the tag itself, else what it falls back to, as in
  /// sources, else nil. An empty one is the base.
  package func variant(_ written: some Collection<UInt8>) -> Int? {
    guard !written.isEmpty else { return base }
    var wanted = Self.folded(written)
    while true {
      if let found = tags.first(where: { $0.tag == wanted }) { return found.variant }
      guard let cut = wanted.lastIndex(of: 0x2D) else { return nil }
      if Self.latinAmerican.contains(wanted) {
        wanted = Self.latinAmerica
      } else {
        wanted.removeSubrange(cut...)
      }
    }
  }

  private static let latinAmerica = folded(LocaleParents.latinAmerica.utf8)
  private static let latinAmerican = Set(LocaleParents.latinAmerican.map { folded($0.utf8) })

  private static func folded(_ text: some Sequence<UInt8>) -> [UInt8] {
    text.map { $0 == 0x5F ? 0x2D : $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
  }
}
