/// Texts that no one may see, in each way in which they are written. An answer may repeat what was asked, header and all.
///
/// Whatever has `least` bytes in common with one of them is hidden, so a form that is cut or wrapped is hidden too.
package struct SecretForms: Sendable {
  private let forms: [[UInt8]]

  /// How many bytes in a row are taken for a part of a secret; a shorter secret is looked for as a whole.
  private static let least = 6
  /// What is shown for what is hidden.
  private static let mark = "•••"

  /// Nothing is secret.
  package static let none = SecretForms([])

  /// Secrets as they are written; empty ones are none.
  package init(_ forms: [[UInt8]]) { self.forms = forms.filter { !$0.isEmpty } }

  /// The text with all that is secret hidden.
  package func hidden(in text: String) -> String {
    let bytes = Array(text.utf8)
    var shown: [UInt8] = []
    var at = 0
    var isInside = false
    while at < bytes.count {
      let length = forms.map { Self.common(bytes[at...], $0) }.max() ?? 0
      if length == 0 { shown.append(bytes[at]) } else if !isInside { shown += Self.mark.utf8 }
      isInside = length > 0
      at += max(1, length)
    }
    return String(decoding: shown, as: UTF8.self)
  }

  /// How many bytes at the start of `text` are in `form` just so; 0 if they are too few to mean anything.
  private static func common(_ text: ArraySlice<UInt8>, _ form: [UInt8]) -> Int {
    var longest = 0
    for start in form.indices where form[start] == text.first {
      longest = max(longest, zip(text, form[start...]).prefix { $0 == $1 }.count)
    }
    return longest < min(least, form.count) ? 0 : longest
  }
}
