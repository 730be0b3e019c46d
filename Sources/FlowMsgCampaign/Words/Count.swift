/// Numbers of things, for messages.
package enum Count {
  /// `1 row`, `2,000 rows`.
  package static func of(_ count: Int, _ noun: String) -> String {
    "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// `1 person`, `2,000 people`.
  package static func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(grouped(count)) people" }

  /// A number with its digits in groups of three.
  package static func grouped(_ number: Int) -> String {
    var text = String(number)
    var place = text.count - 3
    while place > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: place))
      place -= 3
    }
    return text
  }
}
