/// What a column is, if it is not the value of a node.
enum ColumnTarget {
  static let ignored = -1
  static let number = -2
  static let locale = -3
  static let bot = -4
  /// A column without a name, in which no row has anything.
  static let blank = -5
  static let names = ["to": number, "locale": locale, "bot": bot]
}

extension FormProgram {
  /// Whether a column or member of this name means something: a parameter, or what every row may have.
  package func hasField(_ name: String) -> Bool { ColumnTarget.names[name] != nil || tables.node(name) != nil }
}
