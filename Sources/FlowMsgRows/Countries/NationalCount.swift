import FlowMsgText

/// How many numbers of a list are complete national numbers of countries of the message's locales, and so may lack their
/// country code.
package struct NationalCount: Sendable {
  /// The countries that are looked for.
  let countries: [Country]
  /// How many numbers are of each.
  private var counts: [Int]
  /// How many numbers there were.
  private var total = 0

  /// Of a form's locales: the countries of their regions, of Latin America where they name a language alone or none.
  init(_ tags: [String]) {
    countries = Countries.forLocales(tags)
    counts = Array(repeating: 0, count: countries.count)
  }

  /// Nothing is counted.
  package init() { (countries, counts) = ([], []) }

  package var isEmpty: Bool { total == 0 }

  mutating func add(_ digits: PhoneDigits) {
    total += 1
    for index in countries.indices where Countries.isNational(digits.value, of: countries[index]) { counts[index] += 1 }
  }

  mutating func removeAll() {
    total = 0
    for index in counts.indices { counts[index] = 0 }
  }

  /// Adds what was counted elsewhere.
  package mutating func add(_ other: NationalCount) {
    if counts.isEmpty { return self = other }
    total += other.total
    for (index, count) in other.counts.enumerated() where counts.indices.contains(index) { counts[index] += count }
  }

  /// Asks which country the numbers are of, if most may be national ones of some.
  package var question: RowsFailure? {
    let likely = countries.indices.filter { counts[$0] * 2 > total }.sorted { counts[$0] > counts[$1] }
    guard let first = likely.first else { return nil }
    let names = likely.prefix(4).map { countries[$0].name }
    let list = names.listed("or")
    var failure = RowsFailure(
      "\(counts[first]) of \(total) numbers are complete numbers of \(list) without the country code: nobody can tell whether it is missing"
    )
    failure.help =
      likely.prefix(4).map { index in
        let country = countries[index]
        return "'--country \(country.regions.first ?? String(country.code))' writes \(country.code) before them"
      } + ["'--country none' says that all have their country code"]
    return failure
  }
}
