import CampaignSimulation
import Testing

/// A journal of 100 people that somebody cuts, zeroes or changes. Here some of the places; `simulate` tries them all.
@Suite("Damaged journals")
struct DamageTests {
  @Test("cuts and zeroed tails", arguments: [true, false])
  func cuts(closed: Bool) throws {
    let result = try SimDamage.cuts(closed: closed, step: 97)
    #expect(result.violations.isEmpty, "\(result.violations.prefix(3))")
    #expect(result.tries > 200 && result.usable > 50)
  }

  @Test("bits, each changed alone")
  func flips() throws {
    let result = try SimDamage.flips(100)
    #expect(result.violations.isEmpty && result.tries == 100, "\(result.violations.prefix(3))")
  }

  @Test("a cut one is gone on with by the list as it was, and with another list after that")
  func healed() throws {
    let (open, before, wereSent) = try SimDamage.healed()
    #expect(before == nil)
    let rows = try #require(open)
    #expect(!rows.contains { wereSent[$0] } && rows.count >= 10)
  }
}
