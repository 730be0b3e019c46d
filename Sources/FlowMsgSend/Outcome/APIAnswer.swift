import FlowMsgJSON
import FlowMsgModel

/// What the body of an answer says. Its shape is not documented for this endpoint, so a known code counts wherever it
/// stands, and nothing of it is needed.
package struct APIAnswer: Sendable {
  /// The documented codes that stand in it.
  package private(set) var codes: [String] = []
  /// The place of the first of them in `Schema.errors`.
  package private(set) var error: Int?
  /// The place in `Schema.fields` of the field that it names.
  package private(set) var field: Int?
  /// What it says for people: one line, without digits that may be a phone number; empty if it says nothing.
  package private(set) var message = ""

  /// Reads a body; what is no JSON says nothing. Of `secrets` the message has none.
  package init(_ body: [UInt8], hiding secrets: SecretForms = .none) {
    guard !body.isEmpty else { return }
    let document = JSONReader.read(body)
    guard document.syntaxFault == nil else { return }
    var best = 0
    for index in document.nodes.indices where document[index].kind == .string {
      let text = document.string(of: index)
      if let place = Schema.errors.value.firstIndex(where: { $0.code == text }) {
        codes.append(text)
        error = error ?? place
      } else if text.count > message.count {
        message = text
      }
      if let (found, length) = Self.field(in: text), length > best { (field, best) = (found, length) }
    }
    // Cut first, as looking for secrets takes time; and looked for before digits are hidden, which would hide them in part.
    message = Self.harmless(secrets.hidden(in: String(message.unicodeScalars.prefix(Self.longest))))
  }

  /// How much of a message is looked at, in code points.
  private static let longest = 2000

  /// The field that a text names, as a word by itself, with the length of its name: the longest one says most, but for
  /// the object that holds others, as in `parameters.flow_cta`.
  private static func field(in text: String) -> (field: Int, length: Int)? {
    var best: (field: Int, length: Int)?
    for word in text.utf8.split(whereSeparator: { !isWordByte($0) }) {
      guard let field = Schema.fields.firstIndex(where: { word.elementsEqual($0.wireName.utf8) }) else { continue }
      let isHolder = if case .furtherParameters = Schema.fields[field].place { true } else { false }
      let length = isHolder ? 1 : word.count
      if length > best?.length ?? 0 { best = (field, length) }
    }
    return best
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte &- 0x30 < 10
  }

  /// The text on one line, short, harmless on a terminal, and with long runs of digits hidden: an answer may repeat the
  /// phone number, or a part of the credentials.
  private static func harmless(_ text: String) -> String {
    var shown = ""
    var digits = 0
    for scalar in text.unicodeScalars.prefix(300) {
      digits = scalar.properties.numericType != nil ? digits + 1 : 0
      if digits == 6 { shown.unicodeScalars.removeLast(5) }
      if digits > 5 {
        if digits == 6 { shown += "•••" }
        continue
      }
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: shown += " "
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.count > 300 ? shown + "…" : shown
  }
}
