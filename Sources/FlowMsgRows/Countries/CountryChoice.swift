/// The country whose numbers may be written without its code: `BR`, `55`, `+55`, or none.
package enum CountryChoice: BitwiseCopyable, Hashable, Sendable {
  /// Nothing is completed.
  case none
  /// Numbers of this country are completed.
  case country(Country)

  /// What tells it from others: `none`, or the country calling code.
  package var name: String {
    switch self {
    case .none: "none"
    case .country(let country): String(country.code)
    }
  }
}

/// Why a text names no country.
package struct CountryFailure: Error, Hashable, Sendable {
  /// What was found, in one line: lower case, no final stop.
  package var message: String
  /// What to do about it, one line each.
  package var help: [String]
}

extension Countries {
  /// The country that a text names, in any case: a region as `BR`, a code as `55` or `+55`, or `none`. All regions of a
  /// code represent the whole of it.
  package static func parse(_ text: String) throws(CountryFailure) -> CountryChoice {
    let word = Array(text.utf8.prefix(100).map { $0 &- 0x61 < 26 ? $0 & 0xDF : $0 })
    if word == Array("NONE".utf8) { return .none }
    if let code = code(word), let country = country(withCode: code) { return .country(country) }
    if word.count == 2, let country = country(ofRegion: String(decoding: word, as: UTF8.self)) {
      return .country(country)
    }
    let shown = printable(text)
    throw CountryFailure(
      message: shown.isEmpty ? "no country is given" : "'\(shown)' is no country code and no region",
      help: [suggestion(word)].compactMap { $0 } + [
        "write a country code as 55, a region as BR, or none to complete no numbers",
        "regions of Latin America: "
          + latinAmericanRegions.map(\.region).joined(separator: ", "),
      ])
  }

  /// The country with exactly this code.
  package static func country(withCode code: UInt64) -> Country? {
    country(of: code).flatMap { $0.code == code ? $0 : nil }
  }

  /// The country code that a region (`BR`, in upper case) has.
  package static func country(ofRegion region: String) -> Country? {
    let records = CountryRecords.all
    let index = records.names[..<records.wholeCount].firstIndex { $0.regions.contains(region) }
    return index.map { Country(index: $0) }
  }

  /// The digits of `55` or `+55`.
  private static func code(_ word: [UInt8]) -> UInt64? {
    let digits = word.first == 0x2B ? word[1...] : word[...]
    guard 1...3 ~= digits.count, digits.first != 0x30, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return digits.reduce(0) { $0 &* 10 &+ UInt64($1 &- 0x30) }
  }

  private static func printable(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(40) {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: shown.unicodeScalars.append("\u{FFFD}")
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// What the text may have meant, as help.
  private static func suggestion(_ word: [UInt8]) -> String? {
    if word.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2B }) { return codes(word.filter { $0 != 0x2B }) }
    let text = String(decoding: word, as: UTF8.self)
    let near = text == "UK" ? "GB" : named(word) ?? (word.count == 3 ? String(text.prefix(2)) : nil)
    guard let near, let country = country(ofRegion: near) else { return nil }
    return "did you mean '\(near)' (\(country.regions.first == near ? "\(country.name), " : "")code \(country.code))?"
  }

  /// The codes that begin with the digits, or that the digits begin with.
  private static func codes(_ digits: [UInt8]) -> String? {
    let text = String(decoding: digits, as: UTF8.self)
    guard !text.isEmpty else { return nil }
    let all = CountryRecords.all.plans.prefix(CountryRecords.all.wholeCount).map { String($0.code) }
    let near = all.filter { $0.hasPrefix(text) || text.hasPrefix($0) }.prefix(5)
    return near.isEmpty ? nil : "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
  }

  /// The region whose name begins most like the word: three letters and half of the name at least.
  private static func named(_ word: [UInt8]) -> String? {
    var (best, found) = (2, String?.none)
    for names in CountryRecords.all.names {
      let name = names.name.hasPrefix("the ") ? names.name.dropFirst(4) : names.name[...]
      let letters = name.utf8.map { $0 &- 0x61 < 26 ? $0 & 0xDF : $0 }
      let same = zip(letters, word).prefix { $0 == $1 }.count
      if same > best, same * 2 >= min(letters.count, word.count) { (best, found) = (same, names.regions.first) }
    }
    return found
  }
}
