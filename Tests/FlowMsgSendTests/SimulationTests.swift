import Foundation
import FlowMsgSend
import Testing

/// Whole campaigns against a simulated clock, network and disk: one seed, one run.
struct SimulationTests {
  /// How many campaigns: 100,000, or as many as the environment asks for.
  private static let count = ProcessInfo.processInfo.environment["FLOWMSG_SIMULATIONS"].flatMap { Int($0) } ?? 100_000

  @Test func nobodyGetsAMessageTwiceAndNobodyIsLost() async {
    let crews = 8
    let (tally, violations) = await withTaskGroup { group in
      for crew in 0..<crews {
        group.addTask { Self.run(stride(from: crew, to: Self.count, by: crews).map { UInt64($0) }) }
      }
      return await group.reduce(into: (SimCampaign.Tally(), [String]())) { sum, part in
        sum.0 += part.0
        sum.1 += part.1
      }
    }
    #expect(violations.isEmpty, "\(violations.count) campaigns, such as \(violations.prefix(5))")
    print("\(Self.count) campaigns: \(tally)")
    // What never happened was not tried.
    let floor = Self.count / 100
    #expect(tally.retries > floor && tally.powerCuts > floor && tally.doubts > floor && tally.crashes > tally.powerCuts)
    #expect(tally.journalFailures > floor / 2 && tally.stops > floor / 2)
    #expect(tally.waits > floor && tally.everybodys > floor / 2)
    #expect(tally.foreign > floor && tally.coded > floor && tally.echoes > floor)
  }

  @Test func aSeedIsARunBitForBit() {
    for seed in UInt64(0)..<300 {
      var (a, b) = (SimCampaign(seed: seed), SimCampaign(seed: seed))
      a.run()
      b.run()
      #expect(a.world.trace == b.world.trace && a.disk.bytes == b.disk.bytes && a.tally == b.tally)
    }
  }

  private static func run(_ seeds: [UInt64]) -> (SimCampaign.Tally, [String]) {
    var tally = SimCampaign.Tally()
    var violations: [String] = []
    for seed in seeds {
      var campaign = SimCampaign(seed: seed)
      campaign.run()
      tally += campaign.tally
      if let first = campaign.violations.first { violations.append("seed \(seed): \(first)") }
    }
    return (tally, violations)
  }
}
