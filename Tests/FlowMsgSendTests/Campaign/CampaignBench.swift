import FlowMsgSend

/// A campaign against a server that a test writes, on a clock that goes on by itself.
final class CampaignBench: Transport, Clock, RequestSource, CampaignWatcher {
  /// One request as the server sees it.
  struct Call {
    /// The row, and how often it came before.
    var row: Int
    var attempt: Int
    /// How many requests came before.
    var number: Int
    /// When it came.
    var at: Moment
  }

  /// An answer.
  struct Answer {
    var status = 200
    var body = "{}"
    var retryAfter = ""
    var failure: Exchange.Break?
    var isHandedOver = true

    /// A whole answer.
    static func status(_ status: Int, _ body: String = "", retryAfter: Int? = nil) -> Answer {
      Answer(status: status, body: body, retryAfter: retryAfter.map { String($0) } ?? "")
    }

    /// No answer.
    static func broken(_ failure: Exchange.Break, isHandedOver: Bool) -> Answer {
      Answer(status: 0, failure: failure, isHandedOver: isHandedOver)
    }
  }

  private(set) var now: Moment = 0
  var date: Int64 { 1_764_000_000_000 + now / .millisecond }
  /// What came, in order.
  private(set) var calls: [Call] = []
  /// How many requests were on their way when the n-th left, that one too.
  private(set) var crowd: [Int] = []
  /// What the watcher saw of rows that ended.
  private(set) var outcomes: [(row: Int, outcome: Outcome)] = []
  /// How long an answer takes.
  var latency: Nanoseconds = 10 * .millisecond
  private let rows: Int
  private let answer: (Call) -> Answer
  private var next = 0
  private var flights: [(end: Moment, exchange: Exchange)] = []
  private var attempts: [Int: Int] = [:]

  init(rows: Int, _ answer: @escaping (Call) -> Answer) { (self.rows, self.answer) = (rows, answer) }

  /// Sends to all; returns the campaign and how it ended.
  func run(
    from states: RowStates? = nil, _ change: (inout CampaignSettings) -> Void = { _ in }
  ) -> (campaign: Campaign, ending: CampaignEnding) {
    var settings = CampaignSettings()
    settings.rate = nil
    change(&settings)
    let campaign = Campaign(settings, self, self, nil, self, states ?? RowStates(count: rows))
    return (campaign, campaign.run(self))
  }

  func next(_ wants: (UInt32) -> Bool) throws(StoreFailure) -> PreparedRequest? {
    while next < rows {
      defer { next += 1 }
      if wants(UInt32(next)) { return PreparedRequest(row: UInt32(next), target: [], body: [0x7B, 0x7D]) }
    }
    return nil
  }

  func start(_ request: PreparedRequest, ticket: Int) {
    let row = Int(request.row)
    let call = Call(row: row, attempt: attempts[row, default: 0], number: calls.count, at: now)
    attempts[row, default: 0] += 1
    calls.append(call)
    let said = answer(call)
    var exchange = Exchange(
      ticket: ticket, failure: said.failure, isHandedOver: said.isHandedOver, status: said.status)
    (exchange.body, exchange.retryAfter) = (Array(said.body.utf8), Array(said.retryAfter.utf8))
    flights.append((now + latency, exchange))
    crowd.append(flights.count)
  }

  func giveUp(_ ended: inout [Exchange]) {}

  func wait(atMost time: Nanoseconds, _ ended: inout [Exchange]) {
    let limit = now + max(1, time)
    now = max(now, min(limit, flights.map(\.end).min() ?? limit))
    ended += flights.filter { $0.end <= now }.map(\.exchange)
    flights.removeAll { $0.end <= now }
  }

  func turn(_ progress: CampaignProgress) -> CampaignWish { .go }

  func ended(row: UInt32, _ outcome: Outcome, _ exchange: Exchange, willRetry: Bool) {
    if !willRetry { outcomes.append((Int(row), outcome)) }
  }
}
