import FlowMsgSend
import Testing

/// Whose fault a failure is: everybody's stops the campaign before it costs anybody anything.
struct CampaignFaultTests {
  private typealias Answer = CampaignBench.Answer
  private static let botNotFound = #"{"error":{"code":"bot_not_found"}}"#

  private static let everybodys: [(status: Int, body: String)] = [
    (401, #"{"error":{"code":"unauthorized"}}"#), (403, ""), (404, botNotFound), (405, ""), (415, ""), (302, ""),
  ]

  @Test(arguments: everybodys.indices, [nil, 20, 1000] as [Double?])
  func whatIsWrongForAllIsOneRequestAndNoOneTried(kind: Int, rate: Double?) {
    let (status, body) = Self.everybodys[kind]
    let bench = CampaignBench(rows: 50) { _ in .status(status, body) }
    let (campaign, ending) = bench.run { $0.rate = rate }
    #expect(ending == .stopped(row: 0) && bench.calls.count == 1)
    #expect(campaign.states.open == 50 && campaign.states[0].kind == .unsent && campaign.states[0].status == status)
    #expect(campaign.progress.unsent == 1 && campaign.progress.retries == 0)
  }

  @Test func aProxyThatRefusesIsOneRequestAndNoOneTried() {
    let bench = CampaignBench(rows: 50) { _ in Answer(status: 407, failure: .proxy, isHandedOver: false) }
    let (campaign, ending) = bench.run()
    #expect(ending == .stopped(row: 0) && bench.calls.count == 1 && campaign.states.open == 50)
    #expect(campaign.states[0].reason == .proxy && campaign.states[0].status == 407)
  }

  @Test func anotherRowThatIsNotFoundIsRefusedAndStops() {
    let bench = CampaignBench(rows: 50) { _ in .status(404) }
    let (campaign, ending) = bench.run()
    #expect(ending == .stopped(row: 0) && campaign.states.count(.refused) == 1 && campaign.states.open == 49)
  }

  /// What was on its way when the credentials ended is not tried either, and nothing is sent once more.
  @Test(arguments: everybodys.indices)
  func inTheMiddleTheRestIsNotTried(kind: Int) {
    let (status, body) = Self.everybodys[kind]
    let bench = CampaignBench(rows: 500) { $0.number < 100 ? .status(200) : .status(status, body) }
    let (campaign, ending) = bench.run()
    guard case .stopped = ending else { return #expect(Bool(false), "\(ending)") }
    #expect(campaign.states.count(.sent) == 100 && campaign.states.open == 400 && campaign.progress.retries == 0)
    #expect(bench.calls.count <= 116 && bench.calls.allSatisfy { $0.attempt == 0 })
  }

  /// The second time it may be the row: a bot of its own that there is not. Credentials never are.
  @Test(arguments: everybodys.indices)
  func aRowThatStopsTwoRunsIsNamed(kind: Int) {
    let (status, body) = Self.everybodys[kind]
    let isRow = status != 401 && status != 403
    let answer: (CampaignBench.Call) -> Answer = { $0.row == 3 ? .status(status, body) : .status(200, "{}") }
    let first = CampaignBench(rows: 9, answer)
    let states = first.run { $0.concurrency = 1 }.campaign.states
    #expect(first.outcomes.last?.outcome.stops == true && first.outcomes.last?.outcome.stopsAgain == false)
    let second = CampaignBench(rows: 9, answer)
    #expect(second.run(from: states).ending == .stopped(row: 3))
    #expect(second.calls.map(\.row) == [3] && second.outcomes.map(\.outcome.stopsAgain) == [isRow])
    // What else was not processed before says nothing.
    var others = RowStates(count: 9)
    others[3] = RowState(.unsent, .answer, status: 429)
    let third = CampaignBench(rows: 9, answer)
    _ = third.run(from: others)
    #expect(third.outcomes.allSatisfy { !$0.outcome.stopsAgain })
  }

  /// However the others end, one after the other until one is taken.
  @Test(arguments: [nil, 1000] as [Double?])
  func untilTheFirstIsTakenOneIsOnItsWay(rate: Double?) {
    let ends: [Answer] = [
      .status(422), .status(503), .status(429), .status(429, retryAfter: 1), .broken(.timeout, isHandedOver: true),
      .broken(.refused, isHandedOver: false), .status(200, #"{"error":{"code":"forbidden_bot"}}"#), .status(421),
    ]
    let bench = CampaignBench(rows: 100) { $0.number < ends.count ? ends[$0.number] : .status(200) }
    let (_, ending) = bench.run {
      $0.rate = rate
      $0.failures = .count(50)
    }
    #expect(ending == .done)
    #expect(bench.crowd.prefix(ends.count + 1).allSatisfy { $0 == 1 }, "\(bench.crowd)")
    #expect(bench.crowd.contains { $0 > 4 })
  }

  @Test func aPageBeforeAnybodyIsTakenStops() {
    let bench = CampaignBench(rows: 50) { _ in .status(200, "<html>Sign in</html>") }
    let (campaign, ending) = bench.run()
    #expect(ending == .stopped(row: 0) && bench.calls.count == 1)
    #expect(campaign.states.count(.inDoubt) == 1 && campaign.states.open == 49)
    #expect(campaign.states[0].reason == .foreign && campaign.progress.failures == 1)
    #expect(bench.outcomes.map(\.outcome.stops) == [true])
  }

  @Test func aPageAfterwardsIsADoubtAndAFailure() {
    let bench = CampaignBench(rows: 50) { $0.row == 30 ? .status(200, "<html>") : .status(200) }
    let (campaign, ending) = bench.run()
    #expect(ending == .done && campaign.states.count(.inDoubt) == 1 && campaign.states.count(.sent) == 49)
    let pages = CampaignBench(rows: 500) { $0.row > 30 ? .status(200, "<html>") : .status(200) }
    #expect(pages.run().ending == .tooManyFailures && pages.calls.count < 100)
  }

  @Test func aSuccessWithAnErrorIsADoubtAndAFailure() {
    let bench = CampaignBench(rows: 10) {
      .status(200, $0.row == 0 ? #"{"error":{"code":"message_could_not_be_send"}}"# : "{}")
    }
    let (campaign, ending) = bench.run()
    #expect(ending == .done && campaign.states.count(.inDoubt) == 1 && campaign.states.count(.sent) == 9)
    #expect(campaign.states[0].error == 0 && campaign.states[0].status == 200)
  }
}
