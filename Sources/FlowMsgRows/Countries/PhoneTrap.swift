/// Numbers that are well-formed and often wrong: what people of three countries get wrong. A warning each, never a silent
/// rewrite: only its owner knows.
package enum PhoneTrap: Int, CaseIterable, Sendable {
  /// A Brazilian mobile number without the ninth digit.
  case brazil
  /// A Mexican number with the 1 that was dropped in 2020.
  case mexico
  /// An Argentinian number without the 9 of mobile numbers.
  case argentina

  /// The trap that a number falls into, if it does.
  package init?(_ number: UInt64) {
    switch number {
    // 55, two digits of area, eight of which the first says mobile.
    case 5_500_000_00000...5_599_999_99999 where (6...9).contains(number / 10_000_000 % 10): self = .brazil
    case 5_210_000_000_000...5_219_999_999_999: self = .mexico
    case 540_000_000_000...548_999_999_999: self = .argentina
    default: return nil
    }
  }

  /// What is odd about `count` such numbers, and what to do, in one line: lower case, no final stop.
  package func warning(_ count: Int) -> String {
    let numbers = count == 1 ? "1 number" : "\(count) numbers"
    return switch self {
    case .brazil:
      "\(numbers) of Brazil may lack the ninth digit: mobile numbers are 55, the area, and 9 with eight digits after it"
    case .mexico: "\(numbers) of Mexico \(count == 1 ? "begins" : "begin") with 521: since 2020 it is 52 and ten digits"
    case .argentina:
      "\(numbers) of Argentina \(count == 1 ? "has" : "have") no 9 after 54: mobile numbers on WhatsApp are 549 and ten digits"
    }
  }
}
