/// Texts of a file as messages show them: on one line, and not at any length.
enum ShownName {
  /// `name` without control characters, and cut behind 80 characters.
  static func of(_ name: String) -> String {
    var shown = ""
    for (place, character) in name.prefix(81).enumerated() {
      guard place < 80 else { return shown + "…" }
      let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
      shown.append(isControl ? "\u{FFFD}" : character)
    }
    return shown
  }

  /// Names in quotes, as a list; of many only the first ones.
  static func list(_ names: [String]) -> String {
    let first = names.prefix(12).map { "'\(of($0))'" }.joined(separator: ", ")
    return names.count > 12 ? first + " and \(names.count &- 12) more" : first
  }
}
