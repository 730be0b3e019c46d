import FlowMsgRows

/// Which people there were, and on which line each was first: 12 bytes a place, 77 % of them filled at most.
///
/// The places are found by a hash with a key of the process, so that no list of numbers makes it slow.
package struct NumberTable: Sendable {
  private var people: [UInt64]
  /// The line, and in the highest bit whether the number was written in another spelling than its person's key.
  private var lines: [UInt32]
  /// How many people there are.
  package private(set) var count = 0

  private static let respelled: UInt32 = 1 << 31

  /// A table that is right for `capacity` people; it grows if there are more.
  package init(capacity: Int) {
    let places = max(16, capacity + capacity * 3 / 10 + 1)
    people = Array(repeating: 0, count: places)
    lines = Array(repeating: 0, count: places)
  }

  /// Where somebody was before.
  package struct Earlier: Hashable, Sendable {
    /// The line.
    package var line: Int
    /// Whether the number was written in another way there.
    package var isRespelled: Bool

    /// On this line.
    package init(line: Int, isRespelled: Bool) { (self.line, self.isRespelled) = (line, isRespelled) }
  }

  /// Adds the person of a number; gives where they were before, if they were.
  package mutating func add(_ number: UInt64, line: Int) -> Earlier? {
    if (count + 1) * 10 > people.count * 8 { grow() }
    let person = Person.key(number)
    let mark = person == number ? 0 : Self.respelled
    let place = place(of: person)
    if people[place] == person {
      return Earlier(line: Int(lines[place] & ~Self.respelled), isRespelled: lines[place] & Self.respelled != mark)
    }
    set(place, person, UInt32(clamping: min(line, Int(Self.respelled) - 1)) | mark)
    return nil
  }

  /// Whether the person of a number is there.
  package func contains(_ number: UInt64) -> Bool {
    let person = Person.key(number)
    return person != 0 && people[place(of: person)] == person
  }

  private mutating func set(_ place: Int, _ person: UInt64, _ line: UInt32) {
    (people[place], lines[place]) = (person, line)
    count += 1
  }

  /// Where a person is or would be. No number is 0.
  private func place(of person: UInt64) -> Int {
    var hasher = Hasher()
    hasher.combine(person)
    let hash = UInt64(truncatingIfNeeded: hasher.finalize())
    var place = Int(hash.multipliedFullWidth(by: UInt64(people.count)).high)
    while people[place] != 0, people[place] != person { place = place + 1 == people.count ? 0 : place + 1 }
    return place
  }

  private mutating func grow() {
    var next = NumberTable(capacity: people.count * 2)
    for place in people.indices where people[place] != 0 {
      next.set(next.place(of: people[place]), people[place], lines[place])
    }
    self = next
  }
}
