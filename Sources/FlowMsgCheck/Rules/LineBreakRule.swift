package import FlowMsgText
import FlowMsgModel

/// A title, a footer and a button have one line, and no text has control characters.
package enum LineBreakRule: Rule {
  package static let kind = DiagnosticKind(
    4006, .warning, "a line break in a text of one line, or a control character",
    why: """
      The header, the footer and the button have one line. WhatsApp refuses a line break there or shows a blank in its \
      place; control characters show as nothing or as a box, in the text too, where line feeds and tabs alone pass.
      """,
    bad: #"""
      message ola {
        title "Olá,\nMaria"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """#,
    good: """
      message ola {
        title "Olá, Maria"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.lines

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.prose where message.texts[field.index].hasHoles {
      guard let choice = message.choice(in: field, where: { find(in: Array($0.utf8), field) != nil }),
        let found = find(in: Array(choice.text.utf8), field)
      else { continue }
      reporter.report(
        kind, "the \(field.noun) may have \(found.noun): `\(choice.path)` may be \(Wording.quoted(choice.text))",
        at: message.location(of: field.id), labels: [DiagnosticLabel(choice.type, "its choices")], help: [help(field)],
        isProvisional: true)
    }
    for field in TextField.prose {
      guard let found = message.withText(field.id, { find(in: $0, field) }), let found else { continue }
      if found.isReportedInSource, !message.texts[field.index].hasEscapedControls { continue }
      reporter.report(
        kind, "the \(field.noun) has \(found.noun)",
        at: message.place(of: field.id, offset: found.offset, count: found.count), help: [help(field)])
    }
  }

  private static func help(_ field: TextField) -> String {
    field.isOneLine
      ? "write it on one line; \(TextField.list(TextField.manyLines)) may have several"
      : "take it out, or write a line break"
  }

  /// A character that a field cannot have.
  private struct Found {
    var offset: Int
    var count: Int
    var noun: String
    /// Whether it is an error where it is in a source as it is.
    var isReportedInSource: Bool
  }

  private static func find(in text: [UInt8], _ field: TextField) -> Found? {
    text.withUnsafeBufferPointer { find(in: $0, field) }
  }

  /// The first character that the field cannot have.
  private static func find(in text: UnsafeBufferPointer<UInt8>, _ field: TextField) -> Found? {
    guard let offset = TextLook.firstControl(text, allowsLines: !field.isOneLine) else { return nil }
    return Found(
      offset: offset, count: text.scalar(at: offset).count, noun: TextLook.noun(of: text, at: offset),
      isReportedInSource: text[offset] < 0x20 && text[offset] != 0x0A && text[offset] != 0x09)
  }
}
