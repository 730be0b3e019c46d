import FlowMsgText

/// A country calling code with all who share it, or a part of one: `Countries.latinAmerica` has parts of code 1.
///
/// An index into the table: parts differ from the whole code that they are of.
package struct Country: BitwiseCopyable, Hashable, Sendable {
  let index: UInt8

  init(index: Int) { self.index = UInt8(truncatingIfNeeded: index) }

  var plan: CountryRecords.Plan { CountryRecords.all.plans[Int(index)] }

  /// The country calling code: 55.
  package var code: UInt64 { UInt64(plan.code) }
  /// The name for reports, as it is behind "of": "Brazil", "the United States and Canada".
  package var name: String { CountryRecords.all.names[Int(index)].name }
  /// The ISO 3166 regions, the main one first; none for codes that belong to no country.
  package var regions: [String] { CountryRecords.all.names[Int(index)].regions }
  /// The lengths that national numbers may have, ascending.
  package var lengths: [Int] {
    let set = plan.lengths
    return (1..<32).filter { set >> UInt32($0) & 1 == 1 }
  }

  /// Whether the digits are a complete national number: by length, and by how such numbers begin. `isBehindCode` counts
  /// what people write behind the country code only, as Mexico's 1.
  func isNational(_ digits: PhoneDigits, isBehindCode: Bool = false) -> Bool {
    guard let head = digits.head else { return false }
    return isNational(head, digits.count, isBehindCode: isBehindCode)
  }

  func isNational(_ head: UInt64, _ count: Int, isBehindCode: Bool) -> Bool {
    let (plan, records) = (plan, CountryRecords.all)
    for at in plan.national {
      let shape = records.shapes[at]
      if shape.fits(head, count), isBehindCode || !shape.isBehindCode { return true }
    }
    return false
  }

  /// The digits behind the country code of an international number that begins with it.
  func behindCode(_ digits: PhoneDigits) -> PhoneDigits {
    let plan = plan
    let count = max(digits.count &- plan.codeCount, 0)
    return PhoneDigits(value: digits.value &- UInt64(plan.code) &* PhoneDigits.power(count), count: count)
  }

  /// Whether so many digits behind the code, or such with a trunk digit, a carrier or Mexico's 1 before them, may be a
  /// number. libphonenumber takes the latter for possible, so they are.
  func isPossible(_ digits: PhoneDigits) -> Bool {
    let plan = plan
    if has(plan, digits.count) { return true }
    guard let head = digits.head else { return false }
    let records = CountryRecords.all
    for at in plan.between {
      let shape = records.shapes[at]
      if shape.digits & head == head, has(plan, digits.count &- shape.count) { return true }
    }
    return false
  }

  private func has(_ plan: CountryRecords.Plan, _ length: Int) -> Bool {
    0..<32 ~= length && plan.lengths >> UInt32(length) & 1 == 1
  }
}

/// Country calling codes (ITU-T E.164), and what numbers of each look like.
package enum Countries {
  /// Who has the country code at the head of an international number; nil where no one has.
  package static func country(of number: UInt64) -> Country? { country(of: PhoneDigits(number)) }

  static func country(of digits: PhoneDigits) -> Country? {
    CountryRecords.all.index(of: digits).map { Country(index: $0) }
  }

  /// What is wrong with an international number: nil where nothing is, as far as code and length say.
  package static func problem(_ number: UInt64) -> NumberProblem? {
    let digits = PhoneDigits(number)
    guard let country = country(of: digits) else { return .unassignedCode }
    let rest = country.behindCode(digits)
    if country.isPossible(rest) { return nil }
    return .wrongLength(country, found: rest.count, expected: country.lengths)
  }

  /// An international number without the trunk digit behind its country code (`55011…`), if it has one too many: the
  /// number that it was meant to be. Nil for all others.
  package static func withoutTrunkDigit(_ number: UInt64) -> UInt64? {
    let digits = PhoneDigits(number)
    guard let country = country(of: digits), let trunk = country.plan.trunk else { return nil }
    let rest = country.behindCode(digits)
    let lengths = country.plan.lengths
    guard 2..<32 ~= rest.count, rest.first == trunk, lengths >> UInt32(rest.count) & 1 == 0,
      lengths >> UInt32(rest.count &- 1) & 1 == 1
    else { return nil }
    let national = rest.dropping(first: trunk)
    return country.code &* PhoneDigits.power(national.count) &+ national.value
  }

  /// Those of `countries` whose complete national numbers the digits are too.
  package static func nationalReadings(_ number: UInt64, among countries: [Country]) -> [Country] {
    let digits = PhoneDigits(number)
    guard let head = digits.head else { return [] }
    return countries.filter { $0.isNational(head, digits.count, isBehindCode: false) }
  }

  /// Whether the digits are a complete national number of `country`: `nationalReadings` for one, without a list.
  package static func isNational(_ number: UInt64, of country: Country) -> Bool {
    country.isNational(PhoneDigits(number))
  }
}

/// What is wrong with an international number.
package enum NumberProblem: Hashable, Sendable {
  /// No country has the code that it begins with.
  case unassignedCode
  /// Its country's numbers have other lengths: how many digits are behind the country code, and how many may be.
  case wrongLength(Country, found: Int, expected: [Int])

  /// What was found and what was expected, without the number: lower case, no final stop.
  package var sentence: String {
    switch self {
    case .unassignedCode: "no country has the code that it begins with"
    case .wrongLength(let country, let found, let expected):
      "numbers of \(country.name) have \(Self.listed(expected)) \(expected == [1] ? "digit" : "digits") behind the "
        + "country code, found \(found)"
    }
  }

  /// `10 or 11`, `8 to 11`, `7, 9 or 10`.
  private static func listed(_ numbers: [Int]) -> String {
    guard let first = numbers.first, let last = numbers.last else { return "no" }
    if numbers.count > 2, last &- first == numbers.count &- 1 { return "\(first) to \(last)" }
    return numbers.map { String($0) }.listed("or")
  }
}
