// The normal forms come from the standard library's own tables (Unicode, canonical composition and decomposition); they have
// no public names there yet.
@_spi(_Unicode) import Swift

/// Names as people write them, compared without what they do not mean to tell apart.
public enum NameFolding {
  /// `text` in Normalization Form C.
  public static func composed(_ text: String) -> String {
    var result = ""
    for scalar in text._nfc { result.unicodeScalars.append(scalar) }
    return result
  }

  /// `name` without regard to case, accents, blanks, `_`, `-` and invisible characters: two names with the same fold are
  /// loosely the same. Empty if nothing else is in it.
  public static func folded(_ name: String) -> String {
    var result = ""
    for scalar in name.lowercased()._nfd where !isDropped(scalar) { result.unicodeScalars.append(scalar) }
    return result
  }

  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "_", "-": true
    default:
      scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
        || scalar.properties.generalCategory == .nonspacingMark
    }
  }
}
