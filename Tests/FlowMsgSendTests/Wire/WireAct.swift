/// What a server of a test does with one request.
struct WireAct: Sendable {
  /// How much of the request it reads.
  enum Reading: Sendable {
    /// Nothing, although it has come.
    case nothing
    /// The head; the body stays where it is.
    case head
    /// All of it.
    case whole
  }

  /// What becomes of the connection then.
  enum Ending: Sendable {
    /// The next request may come.
    case stays
    /// It is closed: in order if all was read, else the system breaks it off.
    case closes
    /// It is broken off.
    case resets
    /// Nothing more is sent; what comes is read until the client goes.
    case drains
    /// Nothing happens any more until the client goes.
    case hangs
  }

  var reads = Reading.whole
  /// How many whole requests have to have come, on all connections, before it says anything.
  var awaits = 0
  /// What it says, in pieces.
  var says: [[UInt8]] = []
  /// How long it waits between pieces, in milliseconds.
  var pace: UInt32 = 0
  var then = Ending.stays

  /// Says `text` at once.
  init(_ reads: Reading = .whole, says text: String = "", then: Ending = .stays) {
    (self.reads, self.then) = (reads, then)
    if !text.isEmpty { says = [Array(text.utf8)] }
  }

  /// A good answer, after which the connection may be used again.
  static let good = answer(200, "{}")

  /// A whole answer to a whole request.
  static func answer(_ status: Int, _ body: String = "", fields: String = "", then: Ending = .stays) -> WireAct {
    WireAct(says: whole(status, body, fields: fields), then: then)
  }

  /// A whole answer once the head of the request has come.
  static func early(_ status: Int, then: Ending = .drains) -> WireAct {
    WireAct(.head, says: whole(status, "{}", fields: "Connection: close\r\n"), then: then)
  }

  /// The bytes of an answer.
  static func whole(_ status: Int, _ body: String, fields: String = "") -> String {
    "HTTP/1.1 \(status) Whatever\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }
}
