import FlowMsgText
import FlowMsgRows

/// The phone number of each row and the line on which it begins, and while a list is checked also which rows have the same
/// person: 8 bytes a row and 5 for the persons; a report needs nothing else of the list.
///
/// Persons are found by a hash with a key of the process, so that no list of numbers makes it slow.
package struct RowNumbers: Sendable {
  /// The numbers as they are written; 0 of a row that has none.
  private var numbers: [UInt64] = []
  /// Of each place either 0, or the row of a person and 1.
  private var places: [UInt32]
  /// How many persons have a place.
  private var count = 0
  /// Where lines do not go on as rows do: from this row on, its line and the rows'.
  private var lines: [(row: UInt32, line: UInt32)] = []

  /// Numbers of about `capacity` rows; more fit too.
  package init(capacity: Int) {
    numbers.reserveCapacity(capacity)
    places = Array(repeating: 0, count: Self.placeCount(capacity))
  }

  /// A third more places than rows, so that few are tried.
  private static func placeCount(_ capacity: Int) -> Int { max(16, capacity + capacity * 3 / 10 + 1) }

  /// Adds the number of a row, behind all rows that were added; gives where the person was before, if they were.
  package mutating func add(_ number: UInt64, row: UInt32, line: Int) -> NumberTable.Earlier? {
    while numbers.count < Int(row) { numbers.append(0) }
    numbers.append(number)
    addLine(UInt32(clamping: line), row)
    if (count + 1) * 10 > places.count * 8 { grow() }
    let place = place(of: Person.key(number))
    if places[place] > 0 {
      let earlier = places[place] - 1
      return .init(line: self.line(of: earlier), isRespelled: numbers[Int(earlier)] != number)
    }
    places[place] = row &+ 1
    count += 1
    return nil
  }

  /// Says that no more rows are added: where persons are is not needed any more.
  package mutating func finish() { places = [] }

  /// The number of a row; nil if it has none.
  package func number(of row: UInt32) -> UInt64? {
    Int(row) < numbers.count && numbers[Int(row)] != 0 ? numbers[Int(row)] : nil
  }

  /// The line on which a row begins that has a number.
  package func line(of row: UInt32) -> Int {
    let next = lines.partitioningIndex { $0.row > row }
    return next == 0 ? 0 : Int(lines[next - 1].line) + Int(row - lines[next - 1].row)
  }

  private mutating func addLine(_ line: UInt32, _ row: UInt32) {
    if let last = lines.last, last.line &+ (row &- last.row) == line { return }
    lines.append((row, line))
  }

  /// Where a person is or would be.
  private func place(of person: UInt64) -> Int {
    var hasher = Hasher()
    hasher.combine(person)
    let hash = UInt64(truncatingIfNeeded: hasher.finalize())
    var place = Int(hash.multipliedFullWidth(by: UInt64(places.count)).high)
    while places[place] != 0, Person.key(numbers[Int(places[place] - 1)]) != person {
      place = place + 1 == places.count ? 0 : place + 1
    }
    return place
  }

  private mutating func grow() {
    let known = places.filter { $0 != 0 }
    places = Array(repeating: 0, count: Self.placeCount(places.count * 2))
    for row in known { places[place(of: Person.key(numbers[Int(row - 1)]))] = row }
  }
}
