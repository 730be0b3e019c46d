/// What became of a request.
package enum Verdict: Hashable, Sendable {
  /// It was right, taken, and answered with 200.
  case accepted
  /// It was answered with this status, and not taken.
  case refused(Int)
  /// A fault was put in the way of it.
  case faulted(SandboxFault.Kind)

  /// One word: `accepted`, a status, or the fault's name.
  package var name: String {
    switch self {
    case .accepted: "accepted"
    case .refused(let status): String(status)
    case .faulted(let kind): SandboxFault(kind, share: 1).name
    }
  }

  /// Whether the message was taken, as far as the sandbox is concerned: a real API would have delivered it, whatever the
  /// client was told.
  package var isTaken: Bool {
    switch self {
    case .accepted: true
    case .refused: false
    case .faulted(.status(let status)): status >= 500
    case .faulted(.resetBefore): false
    case .faulted: true
    }
  }
}

/// A request for a message that was received in full, or another one that was refused.
package struct ReceivedMessage: Sendable {
  /// Its place among all that were received, from 1.
  package var number: Int
  /// When it was complete, in milliseconds since 1970.
  package var time: Int
  /// Whether it is a request for a message; of another one there is no bot, user or body.
  package var isMessage = true
  /// The method; empty where the request has none.
  package var method = "POST"
  /// The bot in the path.
  package var bot: String
  /// Path and query, as they were written.
  package var target = ""
  /// The phone number in the path.
  package var user: String
  /// The query item `type`.
  package var type: String?
  /// The body as it came.
  package var body: [UInt8]
  /// Whether the body is a JSON text.
  package var isJSON: Bool
  /// What became of it.
  package var verdict: Verdict
  /// Why it was refused, if it was.
  package var reason: String?
}

/// How many requests came to what.
package struct SandboxCounts: Hashable, Sendable {
  /// Requests for messages that were received in full, and other ones that were refused.
  package var received = 0
  /// Those that were accepted.
  package var accepted = 0
  /// Those that were refused.
  package var refused = 0
  /// Requests in whose way a fault was put, received in full or not.
  package var faulted = 0
  /// Messages that were taken, accepted or faulted after that.
  package var taken = 0

  mutating func add(_ verdict: Verdict) {
    switch verdict {
    case .accepted: accepted += 1
    case .refused: refused += 1
    case .faulted: faulted += 1
    }
    if verdict.isTaken { taken += 1 }
  }
}
