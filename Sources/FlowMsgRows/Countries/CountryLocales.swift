extension Countries {
  /// The countries of Latin America with their language, `pt` or `es`.
  static let latinAmericanRegions: [(region: String, language: String)] = [
    ("BR", "pt"), ("MX", "es"), ("CO", "es"), ("AR", "es"), ("PE", "es"), ("VE", "es"), ("CL", "es"), ("EC", "es"),
    ("GT", "es"), ("BO", "es"), ("CU", "es"), ("DO", "es"), ("HN", "es"), ("PY", "es"), ("NI", "es"), ("SV", "es"),
    ("CR", "es"), ("PA", "es"), ("UY", "es"), ("PR", "es"),
  ]

  /// The countries of Latin America that speak Portuguese or Spanish, by people. The Dominican Republic and Puerto Rico
  /// are their areas of code 1.
  package static let latinAmerica: [Country] = latinAmericanRegions.compactMap { narrow($0.region) }

  /// The language of a country of Latin America: `pt` or `es`; nil for others.
  package static func language(of country: Country) -> String? {
    latinAmerica.firstIndex(of: country).map { latinAmericanRegions[$0].language }
  }

  /// The countries that locale tags speak of, each once: those of their regions; without a region all of Latin America
  /// that speaks `es`, Brazil for `pt`, and none for other languages. No tags at all: all of Latin America.
  package static func forLocales(_ tags: [String]) -> [Country] {
    if tags.isEmpty { return latinAmerica }
    var found: [Country] = []
    for tag in tags {
      for country in countries(ofLocale: tag) where !found.contains(country) { found.append(country) }
    }
    return found
  }

  private static func countries(ofLocale tag: String) -> [Country] {
    let parts = tag.utf8.prefix(100).split(whereSeparator: { $0 == 0x2D || $0 == 0x5F })
      .map { String(decoding: $0, as: UTF8.self).uppercased() }
    guard let language = parts.first else { return [] }
    for part in parts.dropFirst().prefix(3) {
      if part.utf8.count == 1 { break }
      if part.utf8.count == 2 { return [narrow(part)].compactMap { $0 } }
    }
    return latinAmerica.filter { Self.language(of: $0)?.uppercased() == language }
  }

  /// The part of a code that is a region's own, where the table has it, else the code.
  private static func narrow(_ region: String) -> Country? {
    let records = CountryRecords.all
    let part = records.names[records.wholeCount...].firstIndex { $0.regions.contains(region) }
    return part.map { Country(index: $0) } ?? country(ofRegion: region)
  }
}
