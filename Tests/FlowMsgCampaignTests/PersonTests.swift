import FlowMsgCampaign
import FlowMsgRows
import Testing

/// One person, however the number is written.
struct PersonTests {
  @Test(
    "spellings that reach one person",
    arguments: [
      (551_187_654_321, 5_511_987_654_321), (551_161_234_567, 5_511_961_234_567), (525_512_345_678, 5_215_512_345_678),
      (541_112_345_678, 5_491_112_345_678),
    ] as [(UInt64, UInt64)])
  func spellings(_ a: UInt64, _ b: UInt64) {
    #expect(a != b && Person.key(a) == Person.key(b))
    var table = NumberTable(capacity: 1)
    #expect(table.add(a, line: 2) == nil && table.contains(b))
    #expect(table.add(b, line: 3) == NumberTable.Earlier(line: 2, isRespelled: true))
    #expect(table.add(a, line: 4) == NumberTable.Earlier(line: 2, isRespelled: false) && table.count == 1)
  }

  @Test(
    "numbers that are other people's",
    arguments: [
      // A landline of Brazil has no ninth digit, so these two are two.
      (551_132_654_321, 5_511_932_654_321), (551_187_654_321, 551_187_654_322), (593_987_654_321, 5_939_876_543_21),
      (5_511_887_654_321, 551_187_654_321), (52_151_234_567, 521_512_345_67), (542_345_678_901, 5_452_345_678_901),
    ] as [(UInt64, UInt64)])
  func others(_ a: UInt64, _ b: UInt64) {
    if a != b { #expect(Person.key(a) != Person.key(b)) } else { #expect(Person.key(a) == a) }
  }

  @Test("each share has a person once, however the number is written")
  func shards() throws {
    for count in 1...7 {
      for number in stride(from: UInt64(551_160_000_000), to: 551_199_999_999, by: 133_337_777) {
        let with = Person.key(number)
        let shares = try (1...count).map { try Shard("\($0)/\(count)") }
        #expect(shares.count { $0.contains(number) } == 1)
        for share in shares { #expect(share.contains(number) == share.contains(with)) }
      }
    }
  }

  @Test("no list of numbers makes the table slow")
  func collisions() throws {
    // Numbers that a table without a key would put in one place.
    var table = NumberTable(capacity: 1 << 12)
    for place in 0..<(1 << 12) { _ = table.add(UInt64(place) << 32 + 1, line: place) }
    #expect(table.count == 1 << 12)
  }
}
