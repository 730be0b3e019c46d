/// Of which countries the people of a list are: those few that are of another one than nearly all of the rest are reported.
package struct CountryCount: Sendable {
  private struct Entry {
    var count = 0
    var lines: [Int] = []
  }

  private var entries: [UInt64: Entry] = [:]
  private var total = 0
  private static let shownLines = 5

  /// No one yet.
  package init() {}

  /// Adds the number of a line.
  package mutating func add(_ number: UInt64, line: Int) {
    guard let country = Countries.country(of: number) else { return }
    total += 1
    entries[country.code, default: Entry()].count += 1
    if entries[country.code, default: Entry()].lines.count < Self.shownLines {
      entries[country.code, default: Entry()].lines.append(line)
    }
  }

  /// How many people of each country there are, by name, most first.
  package var names: [(name: String, count: Int)] {
    entries.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .compactMap { code, entry in Countries.country(withCode: code).map { ($0.name, entry.count) } }
  }

  /// The warning about those who are of another country than 99 % of all, with a line end; empty if there is none.
  package var warning: String {
    guard let most = entries.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }), most.value.count < total,
      most.value.count * 100 >= total * 99, let country = Countries.country(withCode: most.key)
    else { return "" }
    let others = entries.filter { $0.key != most.key }
    let lines = others.values.flatMap(\.lines).sorted().prefix(Self.shownLines)
    let count = total - most.value.count
    let rest = count > lines.count ? " and \(count - lines.count) more" : ""
    let names = others.keys.sorted().prefix(3).compactMap { Countries.country(withCode: $0)?.name }.joined(
      separator: ", ")
    return
      "warning: \(count) of \(total) people \(count == 1 ? "is" : "are") not of \(country.name) but of \(names): is that right? (line\(count == 1 ? "" : "s") "
      + "\(lines.map(String.init).joined(separator: ", "))\(rest))\n"
  }
}
