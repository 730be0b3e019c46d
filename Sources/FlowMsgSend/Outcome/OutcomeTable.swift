import FlowMsgModel

/// What an exchange means for its row and for the others: the one place that decides it.
///
/// The API documents no key that makes a request idempotent and no look-up of what was sent. So only what provably never
/// was processed is tried again, and everything that may have been processed is a doubt.
package enum OutcomeTable {
  /// What a status means, where a whole answer has it.
  package struct Row: Sendable {
    /// The statuses.
    package let statuses: ClosedRange<Int>
    /// The error code that the answer must name too, if only then the row is meant.
    package let code: String?
    /// How the row ended.
    package let verdict: Verdict
    /// Whether nothing more is sent.
    package let stops: Bool

    init(_ statuses: ClosedRange<Int>, code: String? = nil, _ verdict: Verdict, stops: Bool = false) {
      (self.statuses, self.code, self.verdict, self.stops) = (statuses, code, verdict, stops)
    }
  }

  /// The rows; the first that fits counts. A status that none has is a doubt.
  package static let rows: [Row] = [
    Row(200...299, .sent),
    // Not followed: the row would leave for somewhere else, with its credentials.
    Row(300...399, .unsent, stops: true),
    // Whose fault it is, is known before a message is looked at: credentials, permission, the wrong bot or address.
    Row(401...401, .unsent, stops: true),
    Row(403...403, .unsent, stops: true),
    Row(404...404, code: "bot_not_found", .unsent, stops: true),
    // What else is not found may be the person.
    Row(404...404, .refused, stops: true),
    Row(405...405, .unsent, stops: true),
    Row(408...409, .inDoubt),
    Row(415...415, .unsent, stops: true),
    // The server says that it did nothing: wrong connection, too early, too many.
    Row(421...421, .unsent),
    Row(425...425, .unsent),
    Row(429...429, .unsent),
    Row(400...499, .refused),
    Row(500...500, code: "internal_server_error", .inDoubt, stops: true),
    Row(500...599, .inDoubt),
  ]

  /// The outcome of an exchange with a request whose body is `request`. An answer that came before the last byte of the
  /// body was handed over speaks for itself, but cannot leave a doubt: what is not complete is not processed.
  package static func outcome(of exchange: Exchange, to request: [UInt8] = []) -> Outcome {
    if exchange.failure == .proxy { return Outcome(.unsent, stops: true, .proxy, status: exchange.status) }
    if exchange.failure == .insecure, !exchange.isHandedOver { return Outcome(.unsent, stops: true, .insecure) }
    if !exchange.coding.isEmpty, (200...299).contains(exchange.status) {
      return Outcome(.inDoubt, .coded, status: exchange.status)
    }
    if let failure = exchange.failure {
      return Outcome(exchange.isHandedOver ? .inDoubt : .unsent, Reason(failure), status: exchange.status)
    }
    let answer = APIAnswer(exchange.body, to: request)
    var outcome = outcome(of: answer, exchange.status)
    if outcome.verdict == .inDoubt, !exchange.isHandedOver { outcome.verdict = .unsent }
    if outcome.verdict != .sent { (outcome.error, outcome.field) = (answer.error, answer.field) }
    return outcome
  }

  /// The outcome of a whole answer. A success that names an error, or does not look like this API's, may be none: a page
  /// of a portal has the status 200 too.
  private static func outcome(of answer: APIAnswer, _ status: Int) -> Outcome {
    let row = rows.first { row in
      row.statuses.contains(status) && (row.code.map(answer.names) ?? true)
    }
    let verdict = row?.verdict ?? .inDoubt
    if verdict == .sent {
      if answer.form == .other { return Outcome(.inDoubt, .foreign, status: status) }
      if answer.error != nil { return Outcome(.inDoubt, .answer, status: status) }
    }
    return Outcome(verdict, stops: row?.stops ?? false, .answer, status: status)
  }

  /// Whether no connection could be made at all, so that the next request will fare the same until one can.
  package static func hasNoConnection(_ exchange: Exchange) -> Bool {
    guard let failure = exchange.failure, !exchange.isHandedOver, exchange.status == 0 else { return false }
    return [.noName, .noProxy, .refused, .unreachable, .timeout].contains(failure)
      || !exchange.isConnected && failure == .broken
  }

  /// How long an answer asks every request to wait: `Retry-After` of a 429 or 503; 0 if it does not.
  package static func hold(_ exchange: Exchange) -> Nanoseconds {
    guard exchange.failure == nil, exchange.status == 429 || exchange.status == 503 else { return 0 }
    return RetryAfter.wait(exchange)
  }
}
