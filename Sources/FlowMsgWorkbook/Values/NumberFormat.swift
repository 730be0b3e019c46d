/// What the number format of a cell makes of its number, as far as it matters here.
struct NumberFormat: BitwiseCopyable, Hashable {
  /// What is shown.
  enum Kind: UInt8, BitwiseCopyable {
    /// The number, whatever digits of it.
    case plain
    /// The number's digits, filled up with zeros or in groups.
    case digits
    /// Something else than the number: a percentage, a currency.
    case other
    /// A date or a time.
    case date
    /// Hours, minutes or seconds that go on beyond a day.
    case elapsed
  }

  var kind = Kind.plain
  /// How many digits before the point are shown at least.
  var leastDigits = 0
  /// Whether digits before the point are shown in groups.
  var isGrouped = false
  /// Whether a date shows hours, minutes or seconds.
  var hasClock = false

  /// The format of this code.
  init(code: String) {
    let signs = FormatSigns(code)
    if signs.isElapsed || signs.hasDate {
      kind = signs.isElapsed ? .elapsed : .date
      hasClock = signs.hasClock
    } else if let digits = NumberFormat.digits(code) {
      self = digits
    } else if !["", "GENERAL", "@"].contains(code.uppercased()) {
      kind = .other
    }
  }

  init() {}

  /// The format of a code that shows nothing but digits.
  private static func digits(_ code: String) -> NumberFormat? {
    var (format, isBehindPoint) = (NumberFormat(), false)
    for byte in code.utf8 {
      switch byte {
      case 0x30: format.leastDigits &+= isBehindPoint ? 0 : 1
      case 0x23, 0x3F: break
      case 0x2E where !isBehindPoint: isBehindPoint = true
      case 0x2C where !isBehindPoint: format.isGrouped = true
      default: return nil
      }
    }
    // A comma behind the last digit divides by a thousand.
    guard !code.hasSuffix(","), !code.contains(",."), !code.isEmpty else { return nil }
    format.kind = format.isGrouped || format.leastDigits > 1 ? .digits : .plain
    return format
  }

  /// Whether a number is shown as something else than itself, decimals aside.
  func changes(_ number: Decimal) -> Bool {
    switch kind {
    case .plain, .date, .elapsed: false
    case .other: true
    case .digits: isGrouped && number.wholeDigits > 3 || leastDigits > max(1, number.wholeDigits)
    }
  }

  /// The code of a format that every workbook has without writing it.
  static func builtIn(_ id: Int) -> String {
    switch id {
    case 14...17, 27...36, 50...58: "yyyy-mm-dd"
    case 18...21, 45, 47: "hh:mm:ss"
    case 22: "yyyy-mm-dd hh:mm"
    case 46: "[h]:mm:ss"
    default: numbers[id] ?? ""
    }
  }

  private static let numbers = [
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "\"$\"#,##0_);(\"$\"#,##0)",
    6: "\"$\"#,##0_);[Red](\"$\"#,##0)", 7: "\"$\"#,##0.00_);(\"$\"#,##0.00)",
    8: "\"$\"#,##0.00_);[Red](\"$\"#,##0.00)", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)", 41: "#,##0_);(#,##0)", 42: "\"$\"#,##0_);(\"$\"#,##0)",
    43: "#,##0.00_);(#,##0.00)", 44: "\"$\"#,##0.00_);(\"$\"#,##0.00)", 48: "##0.0E+0", 49: "@",
  ]
}
