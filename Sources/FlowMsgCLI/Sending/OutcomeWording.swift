import FlowMsgCampaign
import FlowMsgModel
import FlowMsgSend

/// How a row ended, in words for people.
struct OutcomeWording {
  private let secrets: SecretForms
  /// The variable of the environment that names a proxy which nothing goes through.
  private let unusedProxy: String?

  /// - Parameter secrets: what no answer may be quoted with.
  init(_ options: SendOptions, _ environment: Environment, hiding secrets: SecretForms) {
    self.secrets = secrets
    unusedProxy =
      options.proxy != nil || !options.endpoint.isSecure || options.isSandbox
      ? nil
      : ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].first { environment.variable($0)?.isEmpty == false }
  }

  /// The row's end: what it is, and why.
  func text(_ outcome: Outcome, _ exchange: Exchange) -> String {
    let head =
      switch outcome.verdict {
      case .sent: "sent"
      case .refused: "refused"
      case .unsent: "not tried"
      case .inDoubt: "in doubt"
      }
    guard outcome.reason == .answer else { return "\(head): \(reason(outcome, exchange))" }
    let error = outcome.error.map { Schema.errors.value[$0] }
    let message = APIAnswer(exchange.body, hiding: secrets).message
    return "\(head): \(outcome.status)" + (error.map { " \($0.code), \($0.meaning)" } ?? "")
      + (message.isEmpty ? "" : ": \"\(message)\"") + stop(outcome, exchange)
  }

  /// What is known of an answer that stops everything.
  private func stop(_ outcome: Outcome, _ exchange: Exchange) -> String {
    if outcome.stopsAgain {
      return "; it stopped a run before: '--exclude FILE', with this number in it, leaves it out"
    }
    guard outcome.stops, OutcomeTable.hold(exchange) > 0 else { return "" }
    return "; everybody waited \(RetryPolicy.patience) times for its Retry-After"
  }

  /// Why a row ended that has no whole answer.
  func reason(_ reason: Reason) -> String {
    guard let unusedProxy, [.noName, .connectionRefused, .unreachable, .timeout].contains(reason) else {
      return reason.wording
    }
    return "\(reason.wording); \(unusedProxy) is set, but only '--proxy' is used"
  }

  /// What happened where it was not the API that answered.
  private func reason(_ outcome: Outcome, _ exchange: Exchange) -> String {
    switch outcome.reason {
    case .proxy: return "\(outcome.reason.wording): \(outcome.status)"
    case .insecure: return outcome.reason.wording + insecurity(exchange.insecurity)
    case .coded:
      let coding = ShownText.line(String(decoding: exchange.coding.prefix(40), as: UTF8.self))
      return "\(outcome.status), and \(outcome.reason.wording): '\(coding)'"
    case .foreign:
      return "\(outcome.reason.wording): \(outcome.status) with a body that is no JSON object; check '--endpoint', "
        + "and whether this network answers with a page of its own"
    default:
      let text = exchange.isHandedOver ? outcome.reason.wording : reason(outcome.reason)
      return outcome.status == 0 ? text : "\(outcome.status), and then \(text)"
    }
  }

  private func insecurity(_ cause: Insecurity?) -> String {
    guard let cause else { return "" }
    return ": \(cause.wording)" + (cause.isAboutIssuers ? "; '--ca-file FILE' names a file with the issuer's" : "")
  }
}
