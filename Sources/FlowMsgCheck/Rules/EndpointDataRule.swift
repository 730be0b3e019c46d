import FlowMsgModel

package import FlowMsgText

/// Where a Flow has an endpoint, leaving out the screen's data is worth a second look.
package enum EndpointDataRule: Rule {
  package static let kind = DiagnosticKind(
    5012, .warning, "data left to the Flow's endpoint",
    why: """
      A Flow with an endpoint may get the first screen's data from there, so a message may leave it out. Whether \
      this endpoint supplies it cannot be seen from here; if it does not, the Flow fails to open.
      """,
    bad: """
      flow oferta from "endpoint.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen OFFER
      }
      """,
    good: """
      flow oferta from "endpoint.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen OFFER { name: "Ana" }
      }
      """)

  package static let concern = Concern.screen

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard let screen = message.screen, message.message[Schema.data] == nil, let flow = message.flowContract,
      flow.hasEndpoint, !message.isDataExchange, !message.isScreenRefused,
      !message.statements[Int(Schema.screen.rawValue)].isDamaged
    else { return }
    let contract = message.contracts.screens[screen]
    guard contract.isReadable, message.contracts.types[Int(contract.shape)].kind == .shape else { return }
    let shape = message.contracts.types[Int(contract.shape)]
    var names: [String] = []
    for field in Int(shape.first)..<Int(shape.first) + Int(shape.count)
    where !message.contracts.fields[field].isOptional { names.append(message.name(ofField: field)) }
    guard !names.isEmpty else { return }
    reporter.report(
      kind, "the screen's data is left to the Flow's endpoint: \(FlowWording.names(names))",
      at: message.screenLocation,
      labels: [DiagnosticLabel(SourceLocation(contract.origin), "the screen declares it")],
      help: ["write the data, or make sure that the endpoint supplies it"])
  }
}
