/// Who has a phone number: the same for all spellings that reach one person.
///
/// Brazil with and without the ninth digit (the other eight begin with 6 to 9), Mexico 52 and 521, Argentina 54 and 549
/// (Meta's documentation of phone numbers). What is sent to stays as it is written.
package enum Person {
  /// The spelling of a number that is the same for all spellings of it.
  package static func key(_ number: UInt64) -> UInt64 {
    switch number {
    // 55, two digits of area, eight of which the first is 6 to 9: the ninth goes before them.
    case 550_000_000_000...559_999_999_999 where isMobile(number % 100_000_000):
      let area = number / 100_000_000
      return area * 1_000_000_000 + 900_000_000 + number % 100_000_000
    case 5_210_000_000_000...5_219_999_999_999: return 520_000_000_000 + number % 10_000_000_000
    case 5_490_000_000_000...5_499_999_999_999: return 540_000_000_000 + number % 10_000_000_000
    default: return number
    }
  }

  /// Whether the number's person has another spelling too.
  package static func hasSpellings(_ number: UInt64) -> Bool {
    switch key(number) {
    case 5_500_900_000_000...5_599_999_999_999: isBrazilian(key(number))
    case 520_000_000_000...529_999_999_999, 540_000_000_000...549_999_999_999: true
    default: false
    }
  }

  /// Whether a number of thirteen digits is Brazilian with the ninth digit.
  private static func isBrazilian(_ number: UInt64) -> Bool {
    number / 100_000_000 % 10 == 9 && isMobile(number % 100_000_000)
  }

  /// Whether eight digits begin with 6 to 9.
  private static func isMobile(_ digits: UInt64) -> Bool { digits >= 60_000_000 }
}
