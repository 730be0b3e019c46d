import FlowMsgModel

/// What the rules of texts find in a text that a row has filled, as they do in one that a source holds. The texts of nearly all
/// rows have nothing that any of them looks for, and are not put together.
enum TextRules {
  /// Whether bytes may be part of what a rule looks for; of those of ASCII that are there `low` has a bit for each below 64,
  /// `high` for each above.
  @inline(__always)
  static func isSuspect(low: UInt64, high: UInt64) -> Bool {
    low & lowSigns != 0 || high & highSigns != 0
      || ((high | high >> 32) & ipsum == ipsum && low & blank != 0)
  }

  /// `*`, and the colon of `TODO:`.
  private static let lowSigns: UInt64 = 1 << 0x2A | 1 << 0x3A
  /// `_`, the backquote and `~`, and the `X` of `FIXME`.
  private static let highSigns: UInt64 = 1 << (0x5F - 64) | 1 << (0x60 - 64) | 1 << (0x7E - 64) | 1 << (0x58 - 64)
  private static let blank: UInt64 = 1 << 0x20
  /// The letters of `lorem ipsum`, whose cases are 32 bits apart.
  private static let ipsum: UInt64 =
    1 << (0x4C - 64) | 1 << (0x4F - 64) | 1 << (0x52 - 64) | 1 << (0x45 - 64) | 1 << (0x4D - 64) | 1 << (0x49 - 64)
    | 1 << (0x50 - 64) | 1 << (0x53 - 64) | 1 << (0x55 - 64)

  /// What there is to warn of in `text`, which is written with `traits`; `codePoints` is its length, and `maximum` the most that
  /// it may have.
  static func findings(
    _ text: UnsafeBufferPointer<UInt8>, with traits: TextTraits, codePoints: Int, maximum: Int
  ) -> [CellWarnings.Kind] {
    guard traits.contains(.prose) else { return [] }
    var found: [CellWarnings.Kind] = []
    let marks = TextMarks.find(in: text)
    if traits.contains(.marks) {
      if marks.contains(where: { $0.end == nil }) { found.append(.unclosedMark) }
    } else if marks.contains(where: { $0.end != nil }) {
      found.append(.markNotDrawn)
    }
    if TextLook.outerBlanks(text) != nil { found.append(.outerBlanks) }
    if TextLook.placeholder(text) != nil { found.append(.placeholder) }
    // Characters beyond the first plane, which four bytes write, count twice.
    if codePoints.addingSaturating(text.count { $0 >= 0xF0 }) > maximum { found.append(.longInUTF16) }
    return found
  }
}
