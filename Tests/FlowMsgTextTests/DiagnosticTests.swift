import FlowMsgText
import Testing

struct DiagnosticCodeTests {
  @Test(arguments: [("FM1234", 1234), ("fm9999", 9999), ("Fm1000", 1000)])
  func spelt(_ text: String, _ number: UInt16) {
    let code = DiagnosticCode(text)
    #expect(code?.number == number)
    #expect(code?.description == "FM\(number)")
  }

  @Test(
    arguments: [
      "", "FM", "FM123", "FM12345", "FM0999", "FM-999", "FM+999", "XM1234", "1234", "FM 123", "FM12a4", "FM１２３４",
    ])
  func misspelt(_ text: String) {
    #expect(DiagnosticCode(text) == nil)
  }

  @Test func orderedByNumber() {
    #expect(([2000, 1000, 1500] as [DiagnosticCode]).sorted() == [1000, 1500, 2000])
  }
}

struct SeverityTests {
  @Test func orderedByGravity() {
    #expect([Severity.error, .note, .warning].sorted().map(\.word) == ["note", "warning", "error"])
  }
}
