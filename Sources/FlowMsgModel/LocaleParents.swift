/// What a locale falls back to, where that is not what is left when its last part is cut off.
public enum LocaleParents {
  /// The version of CLDR whose table this is.
  public static let version = 49
  /// The parent of those below (CLDR, supplemental data, `parentLocales`).
  public static let latinAmerica = "es-419"
  /// The locales that CLDR puts under `es-419`: all of them.
  public static let latinAmerican: Set<String> = [
    "es-AR", "es-BO", "es-BR", "es-BZ", "es-CL", "es-CO", "es-CR", "es-CU", "es-DO", "es-EC", "es-GT", "es-HN", "es-JP",
    "es-MX", "es-NI", "es-PA", "es-PE", "es-PR", "es-PY", "es-SV", "es-US", "es-UY", "es-VE",
  ]

  /// What `tag`, in canonical case, falls back to; nil if to nothing.
  public static func parent(of tag: String) -> String? {
    if latinAmerican.contains(tag) { return latinAmerica }
    return tag.lastIndex(of: "-").map { String(tag[..<$0]) }
  }
}
