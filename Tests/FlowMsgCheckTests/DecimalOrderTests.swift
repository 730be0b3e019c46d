import FlowMsgModel
import Testing

/// Numbers compared by their texts.
@Suite struct DecimalOrderTests {
  @Test(arguments: [
    ("0", "1"), ("-1", "0"), ("-2", "-1"), ("9", "10"), ("-10", "-9"), ("1.09", "1.1"), ("0.001", "0.01"),
    ("9007199254740992", "9007199254740993"), ("9223372036854775807", "9223372036854775808"),
    ("0.1", "0.10000000000000000000000000000000000001"), ("1e2", "101"), ("99.9", "1E+2"), ("1e-3", "0.0011"),
    ("9.99e999999999", "1e1000000000"), ("-1e999999999", "1e-999999999"), ("1e-999999999", "1e-999999998"),
    ("-1e-999999998", "-1e-999999999"), ("0", "1e-99999999999999999999999"), ("-1e-99999999999999999999999", "0"),
    ("9e99999999999999999999999999", "1e100000000000000000000000000"),
    ("99e-100000000000000000000000000", "1e-99999999999999999999999998"),
    ("1e-99999999999999999999999999", "1e99999999999999999999999999"), ("1e09", "1e10"), ("12e5", "1.3e6"),
  ])
  func ordered(_ less: String, _ greater: String) {
    #expect(DecimalOrder.compare(less, greater) == -1)
    #expect(DecimalOrder.compare(greater, less) == 1)
  }

  @Test(arguments: [
    ("0", "-0"), ("0", "0e999999999999999999999"), ("0.000", "-0e-5"), ("1", "1.0"), ("1.10", "1.1"), ("100", "1e2"),
    ("0.01", "1e-2"), ("-12.50e1", "-125"), ("1e0000000000000000000000000005", "100000"), ("1E+5", "1e5"),
    ("10e99999999999999999999", "1e100000000000000000000"), ("0.1e-99999999999999999999", "1e-100000000000000000000"),
    ("0.00012e7", "1200"), ("123456789012345678901234567890", "1.2345678901234567890123456789e29"),
  ])
  func equal(_ a: String, _ b: String) {
    #expect(DecimalOrder.compare(a, b) == 0)
    #expect(DecimalOrder.compare(b, a) == 0)
  }

  @Test func agreesWithIntegersScaledByHand() {
    // Every value m · 10^e of a small grid, against the same scaled to integers.
    let values = (-12...12).flatMap { m in
      (-2...2).map { (text: "\(m)e\($0)", scaled: m * [1, 10, 100, 1000, 10_000][$0 + 2]) }
    }
    for a in values {
      for b in values {
        let expected = a.scaled < b.scaled ? -1 : a.scaled > b.scaled ? 1 : 0
        #expect(DecimalOrder.compare(a.text, b.text) == expected, "\(a.text) \(b.text)")
      }
    }
  }

  @Test(arguments: [
    ("0", true), ("7", true), ("-7", true), ("-0", false), ("07", false), ("1.0", false), ("1e3", false), ("-", false),
    ("9223372036854775807", true), ("9223372036854775808", false), ("-9223372036854775808", true),
    ("-9223372036854775809", false), ("18446744073709551617", false), ("99999999999999999999", false),
  ])
  func integers(_ text: String, _ isInteger: Bool) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { NumberForms.isInteger($0) } == isInteger)
  }
}
