import FlowMsgText

/// How many columns of a terminal a grapheme cluster takes.
///
/// Terminals disagree about rare scripts; this follows the majority: what Unicode calls East Asian Wide, and emoji
/// sequences as one emoji, take two columns, marks none, all else one.
enum Width {
  /// The columns of one user-perceived character, at least 1.
  static func of(_ cluster: Character) -> Int {
    let scalars = cluster.unicodeScalars
    if scalars.count > 1, isEmojiSequence(scalars) { return 2 }
    return max(1, scalars.reduce(0) { $0 + of($1) })
  }

  /// The columns of one scalar by itself.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if isMark(scalar) || jamoTails.contains(where: { $0.contains(scalar.value) }) { return 0 }
    return isWide(scalar) ? 2 : 1
  }

  /// Whether `scalar` is drawn on what comes before it, or not at all.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  /// A variation selector that asks for emoji, or an emoji with skin tone, joiner, tags or a second flag letter.
  private static func isEmojiSequence(_ scalars: Character.UnicodeScalarView) -> Bool {
    var asksForEmoji = false
    for scalar in scalars {
      if scalar.value < 0x80 { continue }
      if scalar.value == 0xFE0F { asksForEmoji = true }
      if scalar.properties.isEmojiPresentation { return true }
    }
    return asksForEmoji && scalars.first?.properties.isEmoji == true
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x1100 { return false }
    if scalar.properties.isEmojiPresentation { return true }
    let at = wide.partitioningIndex { $0.upperBound >= scalar.value }
    return at < wide.count && wide[at].contains(scalar.value)
  }

  /// Vowels and final consonants of Hangul that are drawn into the syllable before them.
  private static let jamoTails: [ClosedRange<UInt32>] = [0x1160...0x11FF, 0xD7B0...0xD7FF]

  /// East_Asian_Width W and F (Unicode 16, EastAsianWidth.txt), emoji aside, in order.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0x3247,
    0x3250...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x16FFF, 0x17000...0x18D08, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376,
    0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}
