import FlowMsgModel

package import FlowMsgText

/// Every value is of the contract's type, within its bounds and choices, at any depth.
package enum DataTypeRule: Rule {
  package static let kind = DiagnosticKind(
    5006, .error, "a value of another type than the screen expects",
    why: """
      The platform checks a message's data against the types that the screen declares, at any depth, and refuses the \
      message where one differs: a number is no string, and a string with digits is no number.
      """,
    bad: """
      flow oferta {
        screen CART { items: [{ id: string, title: string }](min: 1) }
      }

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CART { items: [{ id: 1, title: "Tênis" }] }
      }
      """,
    good: """
      flow oferta {
        screen CART { items: [{ id: string, title: string }](min: 1) }
      }

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CART { items: [{ id: "1", title: "Tênis" }] }
      }
      """)

  package static let concern = Concern.data

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    let found = message.findings(.wrongType)
    for (i, finding) in found.shown.enumerated() {
      let value = TypeNouns.found(finding.node, in: message.message.tape, against: finding.type, in: message.contracts)
      let type = message.contracts.types[finding.type]
      reporter.report(
        kind,
        "\(message.subject(finding.node)) is \(value), the Flow expects \(TypeNouns.wanted(finding, in: message.message.tape, message.contracts))",
        at: message.place(of: finding), labels: [DiagnosticLabel(SourceLocation(type.origin), "expected here")],
        help: help(finding, type, message) + FlowWording.more(i, found),
        isProvisional: message.message.tape.nodes[finding.node].kind == .template)
    }
  }

  private static func help(
    _ finding: DataFinding, _ type: TypeNode, _ message: borrowing ResolvedMessage
  ) -> [String] {
    let node = message.message.tape.nodes[finding.node]
    switch (type.kind, node.kind) {
    case (.string, .number), (.string, .true), (.string, .false): return ["write it in quotes"]
    case (.integer, .number):
      let bytes = Array(message.message.tape.bytes(of: finding.node))
      let isInteger = bytes.withUnsafeBufferPointer { NumberForms.isInteger($0) }
      return isInteger ? [] : ["an integer has no fraction and no exponent, and fits 64 bits"]
    case (.oneOf, .string): return nearest(message.message.tape.string(of: finding.node), type, message)
    default: return []
    }
  }

  private static func nearest(_ text: String, _ type: TypeNode, _ message: borrowing ResolvedMessage) -> [String] {
    guard text.utf8.count <= 100 else { return [] }
    var choices: [String] = []
    for i in Int(type.first)..<Int(type.first) + min(Int(type.count), 200) {
      choices.append(message.contracts.string(message.contracts.choices[i]))
    }
    return suggestion(for: text, among: choices).map { ["did you mean \(DataPath.quoted($0))?"] } ?? []
  }
}
