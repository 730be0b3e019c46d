import FlowMsgModel

/// Which phone numbers there were, and on which line each stood first: 12 bytes a place, three quarters of them filled at
/// most, so 16 bytes a row.
package struct NumberTable {
  private var numbers: [UInt64]
  private var lines: [UInt32]
  /// How many numbers there are.
  package private(set) var count = 0

  /// A table that is right for `capacity` numbers; it grows if there are more.
  package init(capacity: Int) {
    let places = max(16, capacity + capacity * 3 / 10 + 1)
    numbers = Array(repeating: 0, count: places)
    lines = Array(repeating: 0, count: places)
  }

  /// Adds a number; gives the line on which it stood before, if it did.
  package mutating func add(_ number: UInt64, line: Int) -> Int? {
    if (count + 1) * 10 > numbers.count * 8 { grow() }
    let place = place(of: number)
    if numbers[place] == number { return Int(lines[place]) }
    (numbers[place], lines[place]) = (number, UInt32(clamping: line))
    count += 1
    return nil
  }

  /// Whether a number is there.
  package func contains(_ number: UInt64) -> Bool { numbers[place(of: number)] == number }

  /// Where a number is or would be. No number is 0.
  private func place(of number: UInt64) -> Int {
    var place = Int((Self.mixed(number).multipliedFullWidth(by: UInt64(numbers.count))).high)
    while numbers[place] != 0, numbers[place] != number { place = place + 1 == numbers.count ? 0 : place + 1 }
    return place
  }

  private mutating func grow() {
    var next = NumberTable(capacity: numbers.count * 2)
    for place in numbers.indices where numbers[place] != 0 { _ = next.add(numbers[place], line: Int(lines[place])) }
    self = next
  }

  /// The number with its bits well mixed. The same everywhere, as shards are cut by it.
  static func mixed(_ number: UInt64) -> UInt64 {
    var mixer = SplitMix64(seed: number)
    return mixer.next()
  }
}
