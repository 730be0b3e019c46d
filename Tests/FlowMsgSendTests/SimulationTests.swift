import CampaignSimulation
import Foundation
import Testing

/// Whole campaigns against a simulated clock, network, disk and operator: one seed, one run. `simulate` runs more of them.
struct SimulationTests {
  @Test func noOneGetsAMessageTwiceAndNoOneIsLost() async {
    let count = 1500
    let (tally, violations) = await SimRun.run(count)
    #expect(violations.isEmpty, "\(violations.count) campaigns, such as \(violations.prefix(5))")
    // What never happened was not tried.
    for event in SimTally.Event.allCases { #expect(tally[event] > 0, "\(event) in \(tally)") }
  }

  /// What was wrong once, found by many more seeds than a test has time for: crashes while a journal is made up for what
  /// it lacks, with what was cut off it still on the disk, or with half of what is made up taken for all that there was.
  @Test(arguments: [UInt64(35_113), 49_434, 114_337, 336_126])
  func seedsThatBrokeAPromise(seed: UInt64) { #expect(SimRun.run([seed]).violations.isEmpty) }

  @Test func aSeedIsARunBitForBit() {
    for seed in UInt64(0)..<100 {
      var (a, b) = (SimCampaign(seed: seed), SimCampaign(seed: seed))
      a.run()
      b.run()
      #expect(a.world.trace == b.world.trace && a.disk.bytes == b.disk.bytes && a.tally == b.tally)
    }
  }
}
