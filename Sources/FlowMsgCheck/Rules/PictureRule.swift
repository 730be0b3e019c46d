import FlowMsgComponents
import FlowMsgModel

package import FlowMsgText

/// A picture is one, in Base64.
package enum PictureRule: Rule {
  package static let kind = DiagnosticKind(
    5209, .error, "a text that is no picture",
    why: """
      A picture goes into a Flow as the Base64 of a JPEG or PNG file, without anything before it. An address, or another \
      kind of file, shows nothing.
      """,
    bad: """
      flow foto from "photo.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow foto
        cta "Ver agora"
        screen FOTO { foto: "https://loja.example/oferta.png", escala: "cover" }
      }
      """,
    good: """
      flow foto from "photo.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow foto
        cta "Ver agora"
        screen FOTO { foto: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", escala: "cover" }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.picture], message, &reporter) { finding, shown in
      shown.text =
        "\(shown.demand), and `\(shown.path)` \(found(finding, message))"
      if case .dataURI(let prefix)? = picture(finding, message)?.kind, let text = shown.written {
        shown.replace(
          with: String(decoding: Array(text.utf8).dropFirst(prefix), as: UTF8.self),
          title: "remove what is before the Base64")
      }
    }
  }

  private static func picture(_ finding: ShownFinding, _ message: borrowing ResolvedMessage) -> PictureText? {
    let tape = message.message.tape
    guard tape.nodes[finding.fault.node].kind == .string else { return nil }
    return PictureText(tape.bytes(of: finding.fault.node))
  }

  private static func found(_ finding: ShownFinding, _ message: borrowing ResolvedMessage) -> String {
    guard let picture = picture(finding, message) else { return "allows another text" }
    switch picture.kind {
    case .blank: return "is empty"
    case .address: return "is an address: a Flow does not load pictures from the web"
    case .dataURI: return "begins with `data:`, which is not part of it"
    case .noBase64(let at): return "has a character that Base64 does not have, at byte \(at + 1)"
    case .other(let name?): return "is a \(name) file"
    case .other(nil): return "is Base64 of something else"
    case .webp: return "is a WebP file"
    case .jpeg, .png: return "is larger"
    }
  }
}
