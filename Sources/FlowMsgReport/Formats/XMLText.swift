/// Text as XML 1.0 takes it in attributes and elements.
enum XMLText {
  /// `text` on one line; characters that XML does not have are shown as pictures.
  static func escaped(_ text: String) -> String {
    visible(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("\u{FFFE}", with: "\u{FFFD}").replacing("\u{FFFF}", with: "\u{FFFD}")
  }

  /// An element's attributes, each with a blank before it.
  static func attributes(_ values: [(name: String, value: String)]) -> String {
    values.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
  }
}
