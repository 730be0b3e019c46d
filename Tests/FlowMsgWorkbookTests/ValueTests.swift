import FlowMsgCSV
import Testing

@testable import FlowMsgWorkbook

private func plain(_ text: String) -> String? {
  Array(text.utf8).withUnsafeBufferPointer { bytes in
    Decimal(bytes).map { number in
      var output = GrowingBuffer<UInt8>()
      output.append(number)
      return output.text()
    }
  }
}

@Suite struct NumberTests {
  @Test(arguments: [
    ("19.899999999999999", "19.9"), ("5511987654321", "5511987654321"), ("1E-7", "0.0000001"), ("-0", "0"),
    ("0", "0"), ("0.1", "0.1"), ("-1.50", "-1.5"), ("007", "7"), ("+3", "3"), (" 4\n", "4"), (".5", "0.5"),
    ("5.", "5"), ("1e3", "1000"), ("1.5E+2", "150"), ("123456789012345678", "123456789012346000"),
    ("0.30000000000000004", "0.3"), ("99999999999999.99", "100000000000000"), ("1e20", "100000000000000000000"),
    ("999999999999999000000", "999999999999999000000"), ("1e21", "1e+21"), ("1.5e300", "1.5e+300"),
    ("1.7976931348623157e308", "1.79769313486232e+308"),
    ("-2.5e-5", "-0.000025"), ("1e-400", "0"), ("0e999999999999", "0"), ("4503599627370496.5", "4503599627370500"),
    ("0.00000000000000000000000000001", "0.00000000000000000000000000001"), ("2.675", "2.675"),
    ("1234567890.1234567890123456789", "1234567890.12346"), ("100", "100"), ("9007199254740993", "9007199254740990"),
  ])
  func isShortAndPlain(_ text: String, _ expected: String) {
    #expect(plain(text) == expected)
  }

  @Test(arguments: ["", "x", "1x", "-", ".", "1e", "1e+", "0x10", "nan", "inf", "1e400", "1 2", "--1", "1.2.3", "１"])
  func isNoNumber(_ text: String) {
    #expect(plain(text) == nil)
  }

  @Test func agreesWithTheDouble() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let scaled = Double.random(in: -1000...1000, using: &generator)
      for number in [value, scaled, (scaled * 100).rounded() / 100] {
        let text = "\(number)"
        let direct = Array(text.utf8).withUnsafeBufferPointer { Decimal($0) }
        #expect(direct == Decimal(number), "\(text)")
        #expect(abs(Decimal(number).double - number) <= abs(number) * 1e-14 + .leastNonzeroMagnitude, "\(text)")
      }
    }
  }
}

@Suite struct DateTests {
  private func text(_ number: Double, from1904: Bool = false, isElapsed: Bool = false, hasClock: Bool = false)
    -> String?
  {
    var output = GrowingBuffer<UInt8>()
    let dates = DateText(countsFrom1904: from1904)
    let isDate = dates.append(number, isElapsed: isElapsed, hasClock: hasClock, to: &output)
    return isDate ? output.text() : nil
  }

  @Test func countsFrom1900() {
    #expect(text(1) == "1900-01-01")
    #expect(text(59) == "1900-02-28")
    #expect(text(60) == "1900-02-29")
    #expect(text(61) == "1900-03-01")
    #expect(text(45_292) == "2024-01-01")
    #expect(text(45_351) == "2024-02-29")
    #expect(text(2_958_465) == "9999-12-31")
    #expect(text(2_958_466) == nil)
    #expect(text(-1) == nil)
  }

  @Test func countsFrom1904() {
    #expect(text(0, from1904: true) == "1904-01-01")
    #expect(text(60, from1904: true) == "1904-03-01")
    #expect(text(43_830, from1904: true) == "2024-01-01")
    #expect(text(0, from1904: true, hasClock: true) == "00:00")
    #expect(text(2_958_465, from1904: true) == nil)
  }

  @Test func hasTimes() {
    #expect(text(45_292.5) == "2024-01-01 12:00")
    #expect(text(45_292.75 + 1.0 / 86_400) == "2024-01-01 18:00:01")
    #expect(text(0.5) == "12:00")
    #expect(text(0) == "00:00")
    #expect(text(0.437_511_574_074_074_1) == "10:30:01")
    #expect(text(45_291.999_999_99) == "2024-01-01")
    #expect(text(1.5, isElapsed: true) == "36:00")
    #expect(text(10, isElapsed: true) == "240:00")
  }

  @Test(arguments: [
    ("2024-03-05", "2024-03-05"), ("2024-03-05T10:30:00Z", "2024-03-05 10:30"), ("2024-03-05T00:00:00", "2024-03-05"),
    ("2024-03-05T10:30:07.250", "2024-03-05 10:30:07"), ("10:30", "10:30"), ("10:30:05", "10:30:05"), ("x", "x"),
    ("2024-03-05T", "2024-03-05T"), ("2024-03-05T1", "2024-03-05T1"), ("P1D", "P1D"), ("", ""), ("Z", "Z"),
    ("2024-03-05T10:30:00.", "2024-03-05 10:30"),
  ])
  func isISO(_ text: String, _ expected: String) {
    var output = GrowingBuffer<UInt8>()
    Array(text.utf8).withUnsafeBufferPointer { ISODate.append($0, to: &output) }
    #expect(output.text() == expected)
  }
}

@Suite struct FormatTests {
  @Test(
    arguments: [
      ("General", .plain), ("0", .plain), ("0.00", .plain), ("#", .plain), ("#.##", .plain), ("?0.0?", .plain),
      ("@", .plain), ("", .plain), ("00000", .digits), ("#,##0", .digits), ("#,##0.00", .digits), ("0%", .other),
      ("\"R$\" #,##0.00", .other), ("0.00E+00", .other), ("# ?/?", .other), ("0,", .other), ("yyyy-mm-dd", .date),
      ("h:mm AM/PM", .date), ("[h]:mm", .elapsed), ("[Red]0", .other), ("[$-F800]dddd\\, mmmm dd\\, yyyy", .date),
      ("0 \"days\"", .other), ("0\\d", .other), ("[$R$-416]\\ #,##0.00", .other), ("0_d", .other), ("[ss]", .elapsed),
      ("\"", .other), ("[", .other), ("\\", .other), ("0;", .other), ("0.0.0", .other),
    ] as [(String, NumberFormat.Kind)])
  func hasKind(_ code: String, _ kind: NumberFormat.Kind) {
    #expect(NumberFormat(code: code).kind == kind)
  }

  @Test(
    arguments: [
      (0.256, "0%", "26%"), (0.256, "0.00%", "25.60%"), (7, "00000", "00007"),
      (1234567.891, "#,##0.00", "1,234,567.89"),
      (-3, "0.0", "-3.0"), (-1234, "#,##0_);(#,##0)", "(1,234)"), (5, "[$R$-416]\\ #,##0.00", "R$ 5.00"),
      (11987654321, "\\(00\\)\\ 00000\\-0000", "(11) 98765-4321"),
      (12345678900, "000\\.000\\.000\\-00", "123.456.789-00"),
      (1234567, "#,##0,", "1,235"), (0, "0;-0;\"none\"", nil), (0.5, "#.00", ".50"), (0, "#,##0", "0"),
      (999.5, "#,##0", "1,000"),
      (5, "0 \"kg\"", "5 kg"), (1, "# ?/?", nil), (1, "[>9]0;0", nil), (1, "General", nil), (1, "0.00E+00", nil),
      (0.0004, "0.00", "0.00"), (0.006, "0.00", "0.01"), (0.996, "0.00", "1.00"), (12, "\"", nil), (1, "0€", "1€"),
      (1, "0\\", "1"), (1, "0_", "1"), (1, "0%%", "10000%%"), (-1, ";", nil),
    ] as [(Double, String, String?)])
  func shows(_ number: Double, _ code: String, _ expected: String?) {
    #expect(NumberDisplay.shown(Decimal(number), code: code) == expected)
  }

  @Test func changesOnlyWhatLooksDifferent() {
    #expect(!NumberFormat(code: "#,##0").changes(Decimal(999)))
    #expect(NumberFormat(code: "#,##0").changes(Decimal(1000)))
    #expect(NumberFormat(code: "00000").changes(Decimal(1234)))
    #expect(!NumberFormat(code: "00000").changes(Decimal(12_345)))
    #expect(NumberFormat(code: "0%").changes(.zero))
  }
}

@Suite struct EscapeTests {
  @Test(arguments: [
    ("a_x000D_b", "a\rb"), ("_x005F_x000D_", "_x000D_"), ("_x000_", "_x000_"), ("_xD83D__xDE00_", "😀"),
    ("_xD83D_", "_xD83D_"), ("__x0041_", "_A"), ("_x00e9_é", "éé"), ("_X0041_", "_X0041_"), ("_x0041", "_x0041"),
    ("", ""), ("a_x0000_b", "a_x0000_b"), ("_x0000__x0041_", "_x0000_A"), ("_x005F_x0000_", "_x0000_"),
    ("_x0001__x001F_", "\u{1}\u{1F}"), ("_xFFFE__xffff_", "_xFFFE__xffff_"), ("_xD83F__xDFFF_", "\u{1FFFF}"),
  ])
  func areDecoded(_ text: String, _ expected: String) {
    var output = GrowingBuffer<UInt8>()
    Array(text.utf8).withUnsafeBufferPointer { output.append($0) }
    output.decodeEscapes(from: 0)
    #expect(output.text() == expected)
  }
}

@Suite struct ReferenceTests {
  @Test(arguments: [("A1", 1, 1), ("Z9", 26, 9), ("AA10", 27, 10), ("XFD1048576", 16_384, 1_048_576)])
  func hasPlace(_ text: String, _ column: Int, _ row: Int) {
    let place = Array(text.utf8).withUnsafeBufferPointer { CellReference.place($0) }
    #expect(place?.column == column)
    #expect(place?.row == row)
    #expect(columnLetters(column) + "\(row)" == text)
  }

  @Test(arguments: ["", "A", "1", "XFE1", "A0", "A1048577", "AAAA1", "A1x", "A99999999", "$A$1", "é1", "@1"])
  func hasNone(_ text: String) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { CellReference.place($0) } == nil)
  }
}
