/// The tag of a locale: a language of two or three letters, perhaps a script, perhaps a region (`es`, `pt-BR`, `zh-Hant`,
/// `es-419`), in the case of BCP 47.
public struct LocaleTag: Hashable, Sendable, CustomStringConvertible {
  /// The canonical spelling.
  public let text: String

  /// The tag that `text` spells in canonical case; nil if it does not.
  public init?(_ text: String) {
    guard LocaleTag.canonical(text) == text else { return nil }
    self.text = text
  }

  private init(known text: String) { self.text = text }

  /// The canonical spelling.
  public var description: String { text }

  /// `text` in canonical case and with hyphens, if it is a tag but for those; nil if it is none.
  public static func canonical(_ text: String) -> String? {
    var parts = text.split(separator: "-", omittingEmptySubsequences: false).flatMap {
      $0.split(separator: "_", omittingEmptySubsequences: false)
    }
    guard let language = parts.first, 2...3 ~= language.utf8.count, isLetters(language) else { return nil }
    var result = language.lowercased()
    parts.removeFirst()
    if let script = parts.first, script.utf8.count == 4, isLetters(script) {
      result += "-" + script.prefix(1).uppercased() + script.dropFirst().lowercased()
      parts.removeFirst()
    }
    if let region = parts.first, isRegion(region) {
      result += "-" + region.uppercased()
      parts.removeFirst()
    }
    return parts.isEmpty ? result : nil
  }

  /// The tag itself and those it falls back to: cut from the right, `zh-Hant-TW`, `zh-Hant`, `zh`, or as CLDR has it, `es-MX`,
  /// `es-419`, `es`.
  public var chain: [LocaleTag] {
    var tags = [self]
    while let parent = LocaleParents.parent(of: tags[tags.count - 1].text) { tags.append(LocaleTag(known: parent)) }
    return tags
  }

  private static func isLetters(_ part: Substring) -> Bool { part.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 } }

  private static func isRegion(_ part: Substring) -> Bool {
    part.utf8.count == 2 ? isLetters(part) : part.utf8.count == 3 && part.utf8.allSatisfy { $0 &- 0x30 < 10 }
  }
}
