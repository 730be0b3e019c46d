import Testing

@testable import FlowMsgRows

@Suite("Phone numbers as text")
struct PhoneTextTests {
  private func read(_ bytes: [UInt8], keepsZeros: Bool = false) -> Result<PhoneText, PhoneTextFault> {
    bytes.withUnsafeBufferPointer { bytes in
      do throws(PhoneTextFault) {
        return .success(try PhoneText.read(bytes, keepsZeros: keepsZeros))
      } catch {
        return .failure(error)
      }
    }
  }

  private func number(_ text: String, keepsZeros: Bool = false) -> PhoneText? {
    try? read(Array(text.utf8), keepsZeros: keepsZeros).get()
  }

  private func fault(_ text: String) -> PhoneTextFault? {
    guard case .failure(let fault) = read(Array(text.utf8)) else { return nil }
    return fault
  }

  @Test("Plain digits", arguments: ["5511987654321", "1234567", "123456789012345"])
  func plain(text: String) throws {
    let phone = try #require(number(text))
    #expect(phone == PhoneText(digits: PhoneDigits(try #require(UInt64(text)))))
  }

  @Test(
    "What people paste",
    arguments: [
      "+5511987654321", "+55 (11) 98765-4321", "(+55) 11 98765 4321", "\u{FEFF}+55\u{A0}11\u{202F}98765\u{2011}4321",
      "\u{202A}+5511987654321\u{202C}", "+55\t11 98765\u{2013}4321", " 00 55 11 98765-4321 ", "(00)5511987654321",
      "+55\u{2212}11\u{3000}98765\u{1680}4321", "\u{200B}+\u{2066}5511987654321\u{2069}", "+55 (0)11 98765-4321",
      "0055 (0)11 98765-4321", "\u{200E}005511987654321",
    ])
  func pasted(text: String) throws {
    let phone = try #require(number(text))
    #expect(phone.digits == PhoneDigits(5_511_987_654_321))
    #expect(phone.hasPlus)
    #expect(phone.wasCleaned)
    #expect(phone.trunkZeroDropped == text.contains("(0)"))
  }

  @Test("Every blank, dash and invisible character, and no neighbour of theirs")
  func removable() {
    let invisible: [ClosedRange<UInt32>] = [
      0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF...0xFEFF, 0x2010...0x2015, 0x2212...0x2212,
    ]
    var wrong: [UInt32] = []
    for code in UInt32(0x80)...0xFFFF {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let isRemoved =
        scalar.properties.generalCategory == .spaceSeparator || invisible.contains { $0.contains(code) }
      let phone = number("5511987\(scalar)654321")
      let isRight = phone.map { $0.digits.value == 5_511_987_654_321 && $0.wasCleaned && !$0.hasPlus }
      if isRight != (isRemoved ? true : nil) { wrong.append(code) }
    }
    #expect(wrong.isEmpty)
  }

  @Test("The trunk zero in parentheses")
  func trunkZero() throws {
    let british = try #require(number("+44 (0)7700 900123"))
    #expect(british.digits.value == 447_700_900_123)
    #expect(british.trunkZeroDropped)
    #expect(number("44 (0)7700 900123")?.digits.value == 447_700_900_123)
    // Italian numbers have a zero of their own.
    let italian = try #require(number("+39 (0)6 12345678"))
    #expect(italian.digits.value == 390_612_345_678)
    #expect(!italian.trunkZeroDropped)
    // Not behind a country code: a digit like others.
    #expect(number("+5511 (0)98765432")?.digits.value == 5_511_098_765_432)
    #expect(fault("(0)11 98765-4321") == .leadingZero)
    #expect(number("(0)11 98765-4321", keepsZeros: true)?.digits == PhoneDigits(value: 11_987_654_321, count: 12))
    #expect(fault("+(0)11 98765-4321") == .leadingZero)
    #expect(fault("+0044 (0)7700 900123") == .leadingZero)
  }

  @Test("Zeros before a number, for completion")
  func zeros() throws {
    let phone = try #require(number("011 98765-4321", keepsZeros: true))
    #expect(phone.digits == PhoneDigits(value: 11_987_654_321, count: 12))
    #expect(phone.digits.zeros == 1)
    #expect(!phone.hasPlus)
    #expect(number("01198765432", keepsZeros: true)?.digits.count == 11)
    #expect(number("00 55 11 98765-4321", keepsZeros: true)?.hasPlus == true)
    #expect(number("000 55 11 98765", keepsZeros: true) == nil)
    #expect(number("+011 98765-4321", keepsZeros: true) == nil)
    #expect(fault("011 98765-4321") == .leadingZero)
    #expect(fault("011987654321") == .leadingZero)
  }

  @Test("Counts")
  func counts() {
    #expect(fault("") == .noDigits)
    #expect(fault(" +- ") == .noDigits)
    #expect(fault("123456") == .wrongCount(6))
    #expect(fault("00123456") == .wrongCount(6))
    #expect(fault("1234567890123456") == .wrongCount(16))
    #expect(fault("+12345678901234567890123") == .wrongCount(23))
    #expect(number("00123456789012345")?.digits.count == 15)
    #expect(fault("0000000") == .leadingZero)
    #expect(fault("00") == .wrongCount(0))
    #expect(PhoneTextFault.wrongCount(1).sentence == "it has 1 digit, expected 7 to 15 with the country code")
  }

  @Test(
    "Each fault its own",
    arguments: [
      ("++5511987654321", .plusTwice), ("+ +5511987654321", .plusTwice), ("55+11987654321", .plusInside),
      ("+55+11987654321", .plusInside), ("+5511987654321 +5511987650000", .plusInside),
      ("tel:+5511987654321", .link), ("TEL:+5511987654321", .link), ("whatsapp:+5511987654321", .link),
      ("https://wa.me/5511987654321", .link), ("wa.me/5511987654321", .link),
      ("https://api.whatsapp.com/send?phone=5511987654321", .link),
      ("'+5511987654321", .apostrophe), ("\u{2019}5511987654321", .apostrophe), (" '5511987654321", .apostrophe),
      ("=\"5511987654321\"", .formula), ("=5511987654321", .formula), ("=+5511987654321", .formula),
      ("5511987654321.0", .decimal), ("5511987654321,00", .decimal), ("+5511987654321.0", .decimal),
      ("5511987654321@s.whatsapp.net", .address), ("5511987654321@c.us", .address), ("5511987654321@C.US", .address),
      ("5,5E+12", .scientific), ("5.51199E+12", .scientific), ("5,5e12", .scientific), (" 5,5E+12 ", .scientific),
      ("5511987654321/5511987650000", .severalNumbers), ("5511987654321, 5511987650000", .severalNumbers),
      ("5511987654321;5511987650000", .severalNumbers), ("5511987654321 e 5511987650000", .severalNumbers),
      ("5511987654321 y 5511987650000", .severalNumbers), ("5511987654321 ou 5511987650000", .severalNumbers),
      ("5511987654321 o 5511987650000", .severalNumbers), ("5511987654321 OR 5511987650000", .severalNumbers),
      ("5511987654321\n5511987650000", .severalNumbers), ("+5511987654321\r\n+5511987650000", .severalNumbers),
      ("55 11 98765-4321 / 98765-0000", .severalNumbers),
      ("5511987654321/22", .otherCharacters), ("5511987654321\n", .otherCharacters),
      ("5511987654321,", .otherCharacters),
      ("Ana 5511987654321", .letters), ("5511987654321 ramal 2", .letters), ("N/A", .letters), ("téléphone", .letters),
      ("電話 5511987654321", .letters), ("tel 5511987654321", .letters),
      ("\u{0665}\u{0665}\u{0661}\u{0661}9876543", .otherDigits), ("５５１１９８７６５４３２１", .otherDigits),
      ("5511987654321²", .otherDigits),
      ("55.11.98765.4321", .otherCharacters), ("#5511987654321", .otherCharacters),
      ("55*11987654321", .otherCharacters),
      ("5511987654321\u{2060}", .otherCharacters), ("5511\u{0}987654321", .otherCharacters),
      ("\u{FF0B}5511987654321", .otherCharacters), ("*", .otherCharacters), (",", .otherCharacters), ("E", .letters),
      (".0", .otherCharacters), ("\"5511987654321\"", .otherCharacters),
    ] as [(String, PhoneTextFault)])
  func faults(text: String, expected: PhoneTextFault) {
    #expect(fault(text) == expected)
  }

  @Test("Sentences are in lower case, without a stop, without digits of the number, and differ")
  func sentences() {
    let all: [PhoneTextFault] = [
      .noDigits, .leadingZero, .wrongCount(6), .plusTwice, .plusInside, .link, .apostrophe, .formula, .decimal,
      .address, .scientific, .severalNumbers, .letters, .otherDigits, .otherCharacters,
    ]
    #expect(Set(all.map(\.sentence)).count == all.count)
    for sentence in all.map(\.sentence) {
      #expect(sentence.first?.isLowercase == true)
      #expect(sentence.last != ".")
    }
    #expect(PhoneTextFault.scientific.sentence.contains("rounded by the spreadsheet, its digits are lost"))
    #expect(PhoneTextFault.decimal.sentence.contains("the spreadsheet made a number of it"))
  }

  @Test("Any bytes have an answer")
  func anyBytes() {
    let bytes: [UInt8] = [
      0x30, 0x31, 0x35, 0x39, 0x2B, 0x28, 0x29, 0x20, 0x2D, 0x2E, 0x2C, 0x45, 0x65, 0x2F, 0x3D, 0x27, 0x40, 0xE2, 0x80,
      0x8B, 0xC2, 0xA0, 0xEF, 0xBB, 0xBF, 0xFF, 0x0A, 0x00, 0x79, 0x6F,
    ]
    var (state, wrong) = (UInt64(7), 0)
    for _ in 0..<50_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var text: [UInt8] = []
      var rest = state
      for _ in 0..<Int(state >> 58) % 24 {
        rest = rest &* 6_364_136_223_846_793_005 &+ 1
        text.append(bytes[Int(rest >> 33) % bytes.count])
      }
      let answer = read(text)
      wrong += answer == read(text) ? 0 : 1
      guard case .success(let phone) = answer else { continue }
      wrong += 7...15 ~= phone.digits.count && phone.digits.zeros == 0 ? 0 : 1
    }
    #expect(wrong == 0)
    #expect(read([UInt8](repeating: 0x41, count: 1_000_000)) == .failure(.letters))
    #expect(read([UInt8](repeating: 0x31, count: 1_000_000)) == .failure(.wrongCount(1_000_000)))
  }
}
