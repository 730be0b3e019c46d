/// Which code points are emoji, as WhatsApp refuses them in a button.
enum Emoji {
  /// Whether `scalar` has the property and is not ASCII, ©, ® or ™, or turns another character into an emoji.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    // Between ® and U+203C no character is an emoji: accents, which are most of what is not ASCII, are settled here.
    guard scalar.value >= 0x2000, scalar != "\u{2122}" else { return false }
    return scalar == "\u{FE0F}" || scalar == "\u{20E3}" || scalar.properties.isEmoji
  }
}
