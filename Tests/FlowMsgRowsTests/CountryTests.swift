import Testing

@testable import FlowMsgRows

/// The country with a code, for tests.
func country(_ code: UInt64) throws -> Country { try #require(Countries.country(withCode: code)) }

@Suite("Countries")
struct CountryTests {
  @Test(
    "The code at the head",
    arguments: [
      (5_511_987_654_321, 55), (13_105_550_123, 1), (447_700_900_123, 44), (79_161_234_567, 7), (351_912_345_678, 351),
      (59_171_234_567, 591), (80_012_345_678, 800), (870_123_456_789, 870), (878_101_234_567_890, 878),
      (88_161_234_567, 881), (8_821_234_567, 882), (88_312_345_678, 883), (88_812_345_678_901, 888),
      (979_123_456_789, 979), (80_812_345_678, 808),
    ] as [(UInt64, UInt64)])
  func codes(number: UInt64, code: UInt64) {
    #expect(Countries.country(of: number)?.code == code)
  }

  @Test(
    "Codes that nobody has",
    arguments: [210_123_456_78, 259_123_456_78, 384_123_456_78, 699_123_456_78, 999_123_456_78, 0, 21, 5, 99, 8]
      as [UInt64])
  func noOne(number: UInt64) {
    #expect(Countries.country(of: number) == nil)
    #expect(Countries.problem(number) == .unassignedCode)
  }

  @Test("Codes are complete, prefix-free and each is its own")
  func prefixFree() throws {
    let records = CountryRecords.all
    #expect(records.wholeCount == 215)
    #expect(records.plans.count == 217)
    for plan in records.plans.prefix(records.wholeCount) {
      let code = UInt64(plan.code)
      #expect(try country(code).code == code)
      #expect(PhoneDigits.count(of: code) == plan.codeCount)
      #expect(plan.lengths != 0)
      let found = try country(code)
      #expect(!found.name.isEmpty)
      #expect(!found.lengths.isEmpty)
      #expect(!plan.national.isEmpty)
      for region in found.regions { #expect(Countries.country(ofRegion: region) == found) }
    }
  }

  @Test("What reports say of a country")
  func facts() throws {
    let brazil = try country(55)
    #expect(brazil.name == "Brazil")
    #expect(brazil.regions == ["BR"])
    #expect(brazil.lengths == [8, 9, 10, 11])
    let america = try country(1)
    #expect(america.name == "the United States and Canada")
    #expect(america.regions.first == "US")
    #expect(america.regions.contains("CA"))
    #expect(america.regions.count == 25)
    #expect(try country(7).regions == ["RU", "KZ"])
    #expect(try country(44).name == "the United Kingdom")
    #expect(try country(47).regions == ["NO", "SJ"])
    #expect(try country(39).regions == ["IT", "VA"])
    #expect(try country(61).regions == ["AU", "CC", "CX"])
    #expect(try country(800).regions.isEmpty)
  }

  @Test(
    "Numbers that may be",
    arguments: [
      5_511_987_654_321, 551_133_334_444, 5_215_512_345_678, 525_512_345_678, 5_491_155_555_555, 541_155_555_555,
      573_101_234_567, 51_912_345_678, 56_912_345_678, 593_991_234_567, 59_171_234_567, 595_981_234_567,
      59_891_234_567, 584_121_234_567, 50_761_234_567, 18_095_551_234, 5_351_234_567, 491_701_234_567,
      447_700_900_123, 4_407_700_900_123, 390_612_345_678,
    ] as [UInt64])
  func possible(number: UInt64) {
    #expect(Countries.problem(number) == nil)
  }

  @Test("Wrong lengths, in a sentence")
  func wrongLengths() throws {
    let brazil = try country(55)
    let problem = try #require(Countries.problem(551_198_765))
    #expect(problem == .wrongLength(brazil, found: 7, expected: [8, 9, 10, 11]))
    #expect(problem.sentence == "numbers of Brazil have 8 to 11 digits behind the country code, found 7")
    let sentences: [(UInt64, String)] = [
      (1_310_555_012, "numbers of the United States and Canada have 10 digits behind the country code, found 9"),
      (52_155_123_456_789, "numbers of Mexico have 10 digits behind the country code, found 12"),
      (5_225_512_345_678, "numbers of Mexico have 10 digits behind the country code, found 11"),
      (54_115_555_555, "numbers of Argentina have 10 or 11 digits behind the country code, found 9"),
      (4_477_009_001, "numbers of the United Kingdom have 7, 9 or 10 digits behind the country code, found 8"),
      (55, "numbers of Brazil have 8 to 11 digits behind the country code, found 0"),
      (UInt64.max, "numbers of the United States and Canada have 10 digits behind the country code, found 19"),
    ]
    for (number, sentence) in sentences { #expect(Countries.problem(number)?.sentence == sentence) }
    #expect(NumberProblem.unassignedCode.sentence == "no country has the code that it begins with")
  }

  @Test("The trunk digit behind a country code")
  func trunkDigit() {
    #expect(Countries.withoutTrunkDigit(4_407_700_900_123) == 447_700_900_123)
    #expect(Countries.withoutTrunkDigit(55_011_987_654_321) == 5_511_987_654_321)
    #expect(Countries.withoutTrunkDigit(789_161_234_567) == 79_161_234_567)
    #expect(Countries.withoutTrunkDigit(447_700_900_123) == nil)
    #expect(Countries.withoutTrunkDigit(3_906_123_456_789) == nil)
    #expect(Countries.withoutTrunkDigit(99_901_234) == nil)
    #expect(Countries.withoutTrunkDigit(44) == nil)
  }

  @Test("Any number has an answer, and the same one")
  func anyNumber() {
    var state: UInt64 = 1
    var different = 0
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = state >> (state & 63)
      different += Countries.problem(number) == Countries.problem(number) ? 0 : 1
      _ = Countries.withoutTrunkDigit(number)
      _ = Countries.nationalReadings(number, among: Countries.latinAmerica)
      let country = Countries.country(of: state)
      _ = country.map { NationalCompletion(country: $0).complete(PhoneDigits(number), hasPlus: false) }
    }
    #expect(different == 0)
    for count in [Int.min, -1, 0, 1, 3, 20, 64, Int.max] {
      let digits = PhoneDigits(value: .max, count: count)
      for country in Countries.latinAmerica {
        _ = NationalCompletion(country: country).complete(digits, hasPlus: false)
      }
      _ = (digits.zeros, digits.first, digits.head, Countries.country(of: digits))
    }
  }

  @Test("Digits are counted")
  func counts() {
    var power: UInt64 = 1
    for count in 1...19 {
      #expect(PhoneDigits.count(of: power) == count)
      #expect(PhoneDigits.count(of: power * 10 / 10 * 9 + (power - 1)) == count)
      #expect(PhoneDigits.power(count - 1) == power)
      power = power &* 10
    }
    #expect(PhoneDigits.count(of: 0) == 1)
    #expect(PhoneDigits.count(of: .max) == 20)
    #expect(PhoneDigits(value: 12, count: 4).zeros == 2)
    #expect(PhoneDigits(value: 0, count: 3).zeros == 3)
  }
}

@Suite("Country choices")
struct CountryChoiceTests {
  private func chosen(_ text: String) -> UInt64? {
    guard case .country(let country)? = try? Countries.parse(text) else { return nil }
    return country.code
  }

  private func failure(_ text: String) -> CountryFailure? {
    do throws(CountryFailure) {
      _ = try Countries.parse(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "Regions and codes",
    arguments: [
      ("BR", 55), ("br", 55), ("55", 55), ("+55", 55), ("US", 1), ("CA", 1), ("1", 1), ("DO", 1), ("PR", 1), ("KZ", 7),
      ("GB", 44), ("VA", 39), ("+598", 598), ("mx", 52),
    ] as [(String, UInt64)])
  func choices(text: String, code: UInt64) {
    #expect(chosen(text) == code)
  }

  @Test("None")
  func none() throws {
    #expect(try Countries.parse("none") == .none)
    #expect(try Countries.parse("None") == .none)
  }

  @Test(
    "Texts that name nobody",
    arguments: [
      "", "+", "0", "055", "5", "555", "++55", "5 5", "B", "XX", "001", "-", "99999999999999999999999", "é", "\u{1B}[",
    ])
  func noOne(text: String) {
    #expect(failure(text)?.help.last?.hasPrefix("regions of Latin America: BR, MX") == true)
    #expect(failure(text)?.message.contains("\u{1B}") == false)
  }

  @Test(
    "Did you mean",
    arguments: [
      ("Brazil", "did you mean 'BR' (Brazil, code 55)?"), ("brasil", "did you mean 'BR' (Brazil, code 55)?"),
      ("UK", "did you mean 'GB' (the United Kingdom, code 44)?"),
      ("USA", "did you mean 'US' (the United States and Canada, code 1)?"),
      ("MEX", "did you mean 'MX' (Mexico, code 52)?"), ("5", "did you mean '51' or '52' or '53' or '54' or '55'?"),
      ("555", "did you mean '55'?"),
    ])
  func suggestions(text: String, help: String) {
    #expect(failure(text)?.help.first == help)
    #expect(failure(text)?.message == "'\(text)' is no country code and no region")
  }
}

@Suite("Locales")
struct CountryLocaleTests {
  private func codes(_ tags: String...) -> [UInt64] { Countries.forLocales(tags).map(\.code) }

  @Test("Latin America")
  func latinAmerica() {
    let all = Countries.latinAmerica
    #expect(all.count == 20)
    #expect(Set(all).count == 20)
    #expect(all.count { $0.code == 1 } == 2)
    #expect(all.allSatisfy { Countries.language(of: $0) == ($0.code == 55 ? "pt" : "es") })
    #expect(Countries.country(withCode: 351).flatMap { Countries.language(of: $0) } == nil)
    #expect(Countries.forLocales([]) == all)
  }

  @Test("Tags")
  func tags() {
    #expect(codes("pt-BR") == [55])
    #expect(codes("pt_br") == [55])
    #expect(codes("pt") == [55])
    #expect(codes("pt-PT") == [351])
    #expect(codes("es-MX", "es-mx", "es-CO") == [52, 57])
    #expect(codes("es").count == 19)
    #expect(codes("es-419") == codes("es"))
    #expect(codes("es-Latn-AR") == [54])
    #expect(codes("es-ES") == [34])
    #expect(codes("en-US", "es-US") == [1])
    #expect(codes("en").isEmpty)
    #expect(codes("fr", "zh-Hans").isEmpty)
    #expect(codes("", "-", "_-_").isEmpty)
    #expect(codes("en-ZZ").isEmpty)
    #expect(codes("pt-u-rg-br") == [55])
    #expect(codes("es", "pt").count == 20)
    #expect(Countries.forLocales(["es-DO"]).first?.name == "the Dominican Republic")
  }
}
