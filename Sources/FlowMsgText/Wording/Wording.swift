/// Pieces of sentences that reports have in common.
package enum Wording {
  /// `1 item`, `2 items`.
  package static func count(_ count: Int, _ noun: String) -> String { self.count(String(count), noun) }

  /// The same of a number that is written already.
  package static func count(_ digits: String, _ noun: String) -> String {
    "\(digits) \(noun)\(digits == "1" ? "" : "s")"
  }

  /// A text in double quotes, on one line: controls escaped, cut short.
  package static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(41)
    var quoted = "\""
    for scalar in scalars.prefix(scalars.count > 40 ? 39 : 40) {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        quoted += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + (scalars.count > 40 ? "…\"" : "\"")
  }
}
