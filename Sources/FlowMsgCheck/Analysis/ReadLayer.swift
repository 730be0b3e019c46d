import FlowMsgText

/// An `in` block of a base that a message reads for one of its locales.
struct ReadLayer: Hashable, Sendable {
  private let base: FileID
  private let layer: Int

  /// The block `layer` of `base`.
  init(_ base: BaseMessage, _ layer: Int) { (self.base, self.layer) = (base.id, layer) }
}
