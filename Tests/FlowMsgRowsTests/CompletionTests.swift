import Testing

@testable import FlowMsgRows

@Suite("National completion")
struct CompletionTests {
  private func complete(_ text: String, _ code: UInt64, hasPlus: Bool = false) throws -> NationalCompletion.Completion {
    let digits = PhoneDigits(value: UInt64(text) ?? 0, count: text.utf8.count)
    return NationalCompletion(country: try country(code)).complete(digits, hasPlus: hasPlus)
  }

  @Test(
    "Complete national numbers get their country code",
    arguments: [
      ("11987654321", 55, 5_511_987_654_321), ("1187654321", 55, 551_187_654_321), ("1133334444", 55, 551_133_334_444),
      ("12987654321", 55, 5_512_987_654_321), ("5599876543", 55, 555_599_876_543),
      ("3101234567", 57, 573_101_234_567), ("5512345678", 52, 525_512_345_678), ("1155555555", 54, 541_155_555_555),
      ("91155555555", 54, 5_491_155_555_555), ("912345678", 51, 51_912_345_678), ("912345678", 56, 56_912_345_678),
      ("991234567", 593, 593_991_234_567), ("71234567", 591, 59_171_234_567), ("981234567", 595, 595_981_234_567),
      ("91234567", 598, 59_891_234_567), ("4121234567", 58, 584_121_234_567), ("51234567", 53, 5_351_234_567),
      ("3105550123", 1, 13_105_550_123), ("8095551234", 1, 18_095_551_234), ("61234567", 507, 50_761_234_567),
      ("41234567", 502, 50_241_234_567), ("71234567", 503, 50_371_234_567), ("91234567", 504, 50_491_234_567),
      ("81234567", 505, 50_581_234_567), ("81234567", 506, 50_681_234_567),
      ("612345678", 34, 34_612_345_678), ("912345678", 351, 351_912_345_678), ("1701234567", 49, 491_701_234_567),
      ("7700900123", 44, 447_700_900_123), ("0612345678", 39, 390_612_345_678), ("9161234567", 7, 79_161_234_567),
    ] as [(String, UInt64, UInt64)])
  func completed(text: String, code: UInt64, number: UInt64) throws {
    #expect(try complete(text, code) == .completed(number))
    #expect(try complete(text, code, hasPlus: true) == .asIs)
  }

  @Test(
    "The trunk digit goes",
    arguments: [
      ("011987654321", 55, 5_511_987_654_321), ("01133334444", 55, 551_133_334_444),
      ("0981234567", 595, 595_981_234_567),
      ("04121234567", 58, 584_121_234_567), ("091234567", 598, 59_891_234_567), ("07700900123", 44, 447_700_900_123),
      ("89161234567", 7, 79_161_234_567), ("01701234567", 49, 491_701_234_567),
    ] as [(String, UInt64, UInt64)])
  func trunk(text: String, code: UInt64, number: UInt64) throws {
    #expect(try complete(text, code) == .completed(number))
    #expect(try complete(text, code, hasPlus: true) == .asIs)
  }

  @Test(
    "All else stays",
    arguments: [
      // International already.
      ("5511987654321", 55), ("551133334444", 55), ("13105550123", 1), ("573101234567", 57), ("5215512345678", 52),
      ("5491155555555", 54), ("491701234567", 49), ("35840123456", 358), ("436641234567", 43), ("447700900123", 44),
      // Of the wrong length, or not so begun: area 10, a 9th digit that is none, a landline of Colombia, code 1 and 911.
      ("987654321", 55), ("119876543210", 55), ("10987654321", 55), ("11887654321", 55), ("1113334444", 55),
      ("6012345678", 57), ("1105550123", 1), ("9111550123", 1), ("812345678", 51), ("11234567", 506),
      // Countries without a trunk digit, two trunk digits, a trunk digit alone.
      ("0912345678", 56), ("05512345678", 52), ("0011987654321", 55), ("0", 55), ("", 55), ("0000000", 55),
      // Sixteen digits, and the Mexican 1 without 52.
      ("0119876543210000", 55), ("15512345678", 52),
    ] as [(String, UInt64)])
  func stays(text: String, code: UInt64) throws {
    #expect(try complete(text, code) == .asIs)
  }

  @Test(
    "Ambiguous",
    arguments: [("3906123456", 39), ("3901234567", 39)] as [(String, UInt64)])
  func ambiguous(text: String, code: UInt64) throws {
    #expect(try complete(text, code) == .ambiguous)
    #expect(try complete(text, code, hasPlus: true) == .asIs)
  }

  @Test("Plans of Latin America are never ambiguous: their lengths differ from those with the code")
  func latinAmericaIsClear() throws {
    for country in Countries.latinAmerica {
      let completion = NationalCompletion(country: country)
      var state = UInt64(country.code)
      var ambiguous = 0
      for _ in 0..<5000 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let number = (state >> 11) % PhoneDigits.power(Int(state >> 59) % 9 + 7)
        ambiguous += completion.complete(PhoneDigits(number), hasPlus: false) == .ambiguous ? 1 : 0
      }
      #expect(ambiguous == 0)
    }
  }

  @Test("National readings")
  func readings() throws {
    let all = Countries.latinAmerica
    let names = { (number: UInt64) in Set(Countries.nationalReadings(number, among: all).map(\.name)) }
    #expect(names(12_987_654_321) == ["Brazil"])
    #expect(Countries.problem(12_987_654_321) == nil)
    #expect(names(3_101_234_567) == ["Colombia", "Mexico", "Argentina"])
    #expect(Countries.country(of: 3_101_234_567)?.name == "the Netherlands")
    #expect(names(8_095_551_234).contains("the Dominican Republic"))
    #expect(!names(3_105_550_123).contains("the Dominican Republic"))
    #expect(names(7_875_551_234).contains("Puerto Rico"))
    #expect(names(912_345_678) == ["Peru", "Chile", "Ecuador", "Paraguay"])
    #expect(names(5_511_987_654_321).isEmpty)
    #expect(names(0).isEmpty)
    #expect(names(.max).isEmpty)
    let both = [try country(57), try country(55)]
    #expect(Countries.nationalReadings(11_987_654_321, among: both) == [try country(55)])
    #expect(Countries.isNational(11_987_654_321, of: try country(55)))
    #expect(!Countries.isNational(11_987_654_321, of: try country(57)))
  }
}
