/// How an attempt to send a row ended.
package enum Verdict: UInt8, Sendable, CaseIterable {
  /// The API took it.
  case sent
  /// The API refused it; the same again would be refused again.
  case refused
  /// It provably was not processed, and may be tried again.
  case unsent
  /// It may have been processed, and no one can tell.
  case inDoubt
}

/// A verdict with its reason and what it means for the other rows.
package struct Outcome: Hashable, Sendable {
  /// The verdict.
  package var verdict: Verdict
  /// Whether no other row can fare better, so that nothing more is sent.
  package var stops = false
  /// Whether this row's answer stopped an earlier run too, so that it may be the row after all.
  package var stopsAgain = false
  /// Why.
  package var reason: Reason
  /// The HTTP status, from 100 to 999; 0 if there was none.
  package var status = 0
  /// The place in `Schema.errors` of the error that the answer names.
  package var error: Int?
  /// The place in `Schema.fields` of the field that the answer names.
  package var field: Int?

  /// An outcome.
  package init(_ verdict: Verdict, stops: Bool = false, _ reason: Reason, status: Int = 0) {
    (self.verdict, self.stops, self.reason, self.status) = (verdict, stops, reason, status)
  }
}

/// Why a row is where it is. The numbers are in journals and do not change.
package enum Reason: UInt8, Sendable, CaseIterable {
  /// Nothing happened to it yet.
  case none = 0
  /// The API's answer.
  case answer = 1
  /// The host's name led to no address.
  case noName = 2
  /// No one listens there.
  case connectionRefused = 3
  /// The network knows no way there.
  case unreachable = 4
  /// The connection could not be made secure.
  case insecure = 5
  /// The connection broke.
  case broken = 6
  /// The time ran out.
  case timeout = 7
  /// What came back is no answer.
  case malformed = 8
  /// The process ended while the request was on its way.
  case killed = 9
  /// A success by its status, with a body that this API does not answer with.
  case foreign = 10
  /// The proxy refused to connect to the host.
  case proxy = 11
  /// The proxy cannot be reached.
  case noProxy = 12
  /// The server says that it did not process the request.
  case notTaken = 13
  /// A success by its status, with a body in a coding that cannot be read.
  case coded = 14
  /// The run was ended before any of the body had left.
  case givenUp = 15
  /// The journal was cut, and what it lacks may be about this row.
  case missing = 16

  init(_ failure: Exchange.Break) {
    self =
      switch failure {
      case .noName: .noName
      case .refused: .connectionRefused
      case .unreachable: .unreachable
      case .insecure: .insecure
      case .broken: .broken
      case .timeout: .timeout
      case .malformed: .malformed
      case .proxy: .proxy
      case .noProxy: .noProxy
      case .notTaken: .notTaken
      case .givenUp: .givenUp
      }
  }

  /// What happened, for a sentence, in lower case; of an answer its status says more.
  package var wording: String {
    switch self {
    case .none: "nothing happened yet"
    case .answer: "the API answered"
    case .noName: "the name of the host leads to no address"
    case .connectionRefused: "the connection was refused"
    case .unreachable: "the host cannot be reached"
    case .insecure: "the connection could not be made secure (TLS)"
    case .broken: "the connection broke"
    case .timeout: "the time ran out"
    case .malformed: "the answer is not HTTP, or cut"
    case .killed: "flowmsg was ended while the request was on its way"
    case .foreign: "the answer is not the API's"
    case .proxy: "the proxy refused the connection"
    case .noProxy: "the proxy cannot be reached"
    case .notTaken: "the server did not take the request"
    case .givenUp: "the run was ended before the request had left"
    case .coded: "the answer is in a coding that cannot be read"
    case .missing: "the journal was cut, and what it lacks may be about this row"
    }
  }

  /// One word for reports: stable, in lower case.
  package var word: String {
    switch self {
    case .none: "none"
    case .answer: "answer"
    case .noName: "name-not-found"
    case .connectionRefused: "connection-refused"
    case .unreachable: "unreachable"
    case .insecure: "tls"
    case .broken: "connection-broken"
    case .timeout: "timeout"
    case .malformed: "malformed-answer"
    case .killed: "interrupted"
    case .foreign: "foreign-answer"
    case .proxy: "proxy-refused"
    case .noProxy: "proxy-unreachable"
    case .notTaken: "not-taken"
    case .coded: "unreadable-coding"
    case .givenUp: "ended"
    case .missing: "journal-cut"
    }
  }
}
