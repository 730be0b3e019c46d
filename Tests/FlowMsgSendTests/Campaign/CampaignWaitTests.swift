import FlowMsgSend
import Testing

/// `Retry-After`: everybody waits for it, no one fails by it, and no one waits for ever.
struct CampaignWaitTests {
  private typealias Answer = CampaignBench.Answer

  /// A server that takes `most` requests in each window of `seconds`, and says when the next one begins.
  private final class Window {
    private let most: Int
    private let length: Moment
    private var window: Moment = -1
    private var count = 0
    private var isFull = false
    /// Requests that came though the answer before them was not over.
    private(set) var impatient = 0
    private var until: Moment = 0

    init(_ most: Int, seconds: Int64) { (self.most, length) = (most, seconds * .second) }

    func answer(_ call: CampaignBench.Call, latency: Nanoseconds) -> Answer {
      if call.at / length != window { (window, count) = (call.at / length, 0) }
      count += 1
      // Those that left before the answer was there could not know.
      if call.at < until, call.at > until - length + latency { impatient += 1 }
      guard count > most else { return .status(200, "{}") }
      let wait = length - call.at % length
      if count == most + 1 { until = call.at + latency + (wait + .second - 1) / .second * .second }
      return .status(429, #"{"error":{"code":"too_many"}}"#, retryAfter: Int((wait + .second - 1) / .second))
    }
  }

  @Test(arguments: [nil, 20, 1000] as [Double?], [1, 16, 200])
  func aServerThatTakesTwentyInTenSecondsGetsAll(rate: Double?, concurrency: Int) {
    let window = Window(20, seconds: 10)
    let bench = CampaignBench(rows: 120) { window.answer($0, latency: 10 * .millisecond) }
    let (campaign, ending) = bench.run {
      $0.rate = rate
      $0.concurrency = concurrency
    }
    #expect(ending == .done && campaign.states.count(.sent) == 120, "\(ending) \(campaign.progress)")
    #expect(campaign.progress.failures == 0 && window.impatient == 0)
    #expect(campaign.progress.waits == campaign.progress.retries)
    #expect(bench.calls.count < 700, "\(bench.calls.count) requests")
    for row in 0..<120 {
      let times = bench.calls.filter { $0.row == row }.map(\.at)
      #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= RetryPolicy.recipientGap })
    }
  }

  /// As many as can be on their way at once come to wait, and their memory has a bound.
  @Test func aThousandThatWaitAreNoFailure() {
    let window = Window(200, seconds: 2)
    let bench = CampaignBench(rows: 6000) { window.answer($0, latency: 10 * .millisecond) }
    let (campaign, ending) = bench.run { $0.concurrency = 1000 }
    #expect(ending == .done && campaign.states.count(.sent) == 6000, "\(ending) \(campaign.progress)")
  }

  @Test(arguments: [1, 300])
  func aServerThatTakesNoOneIsNotAskedForEver(seconds: Int) {
    let bench = CampaignBench(rows: 100) { _ in .status(429, "", retryAfter: seconds) }
    let (campaign, ending) = bench.run()
    guard case .stopped = ending else { return #expect(Bool(false), "\(ending)") }
    #expect(bench.calls.count == RetryPolicy.patience + 1 && campaign.states.open == 100)
    #expect(bench.now < Moment(seconds + 7) * Moment(RetryPolicy.patience + 1) * .second)
    #expect(bench.outcomes.map(\.outcome.stops) == [true])
  }

  @Test func theSameInTheMiddle() {
    let bench = CampaignBench(rows: 500) { $0.number < 100 ? .status(200, "{}") : .status(429, "", retryAfter: 5) }
    let (campaign, ending) = bench.run()
    guard case .stopped = ending else { return #expect(Bool(false), "\(ending)") }
    #expect(campaign.states.count(.sent) == 100 && campaign.states.open == 400 && campaign.progress.refused == 0)
  }

  /// One who is always told to wait is given up, and costs the others nothing but time.
  @Test func oneWhoIsAlwaysToldToWait() {
    let bench = CampaignBench(rows: 600) {
      $0.row == 7 ? .status(429, "", retryAfter: 1) : .status(200, "{}")
    }
    let (campaign, _) = bench.run { $0.rate = 2 }
    #expect(campaign.states.count(.sent) == 599 && campaign.states[7].kind == .unsent, "\(campaign.progress)")
    #expect(bench.calls.count { $0.row == 7 } <= 1 + RetryPolicy.patience + 3)
  }

  @Test func withoutRetriesNoOneIsTriedAgain() {
    let bench = CampaignBench(rows: 30) { $0.row == 7 ? .status(429, "", retryAfter: 1) : .status(200, "{}") }
    let (campaign, ending) = bench.run { $0.retries = 0 }
    #expect(ending == .done && bench.calls.count == 30 && campaign.states.open == 1)
    #expect(campaign.progress.unsent == 1)
  }

  /// A 503 that came after the request leaves a doubt, and everybody waits all the same.
  @Test func everybodyWaitsForAnUnavailableServer() {
    let bench = CampaignBench(rows: 40) { $0.row == 5 ? .status(503, "", retryAfter: 60) : .status(200, "{}") }
    let (campaign, ending) = bench.run { $0.concurrency = 1 }
    #expect(ending == .done && campaign.states.count(.inDoubt) == 1 && campaign.states.count(.sent) == 39)
    let times = bench.calls.map(\.at)
    #expect(times[6] - times[5] >= 60 * .second)
  }

  /// Without `Retry-After` it is as before: a 429 is one of the retries.
  @Test func whoIsOnlyTurnedAwayIsTriedAgainThreeTimes() {
    for retryAfter in [nil, 0] {
      let bench = CampaignBench(rows: 30) {
        $0.row == 7 ? .status(429, "", retryAfter: retryAfter) : .status(200, "{}")
      }
      let (campaign, _) = bench.run()
      #expect(bench.calls.count { $0.row == 7 } == 4 && campaign.progress.unsent == 1 && campaign.progress.waits == 0)
    }
  }
}
