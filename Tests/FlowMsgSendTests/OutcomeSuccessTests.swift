import FlowMsgModel
import FlowMsgSend
import Testing

/// What a success by its status is, by its body: sent only if nothing speaks against it.
struct OutcomeSuccessTests {
  private func outcome(_ body: [UInt8], to request: String = "") -> Outcome {
    var exchange = Exchange(ticket: 0, isHandedOver: true, status: 200)
    exchange.body = body
    return OutcomeTable.outcome(of: exchange, to: Array(request.utf8))
  }

  private func outcome(_ body: String, to request: String = "") -> Outcome {
    outcome(Array(body.utf8), to: request)
  }

  @Test(arguments: Schema.errors.value.map(\.code))
  func aSuccessThatNamesAnErrorIsADoubt(code: String) throws {
    for body in [
      #"{"code":"\#(code)"}"#, #"{"error":"\#(code)"}"#, #"{"statusMessage":"\#(code)"}"#,
      #"{"message":["x"],"statusMessage":"failed","status":0,"error":{"code":"\#(code)","description":"d"}}"#,
      #"{"errors":[{"code":"\#(code)"}]}"#, #"{"error":[[{"error":"\#(code)"}]]}"#,
      #"{"data":{"result":{"code":"\#(code)"}}}"#,
    ] {
      let outcome = outcome(body, to: #"{"payload":{}}"#)
      #expect(outcome.verdict == .inDoubt && !outcome.stops && outcome.reason == .answer, "\(body)")
      #expect(Schema.errors.value[try #require(outcome.error)].code == code)
    }
    // Where it is the answer's own, it is no matter what the request has.
    #expect(outcome(#"{"error":{"code":"\#(code)"}}"#, to: #"{"payload":{"a":"\#(code)"}}"#).verdict == .inDoubt)
  }

  @Test(arguments: Schema.errors.value.map(\.code))
  func otherStringsMeanNothing(code: String) {
    let request = #"{"title":"\#(code)","payload":{"code":"\#(code)","error":{"code":"\#(code)"}}}"#
    for body in [
      #"{"message":"\#(code)"}"#, #"{"status":"\#(code)"}"#, #"{"\#(code)":1}"#, #"{"code":1,"error":true}"#,
      #"{"code":"\#(code)s"}"#, #"{"code":["\#(code)"]}"#, request.replacing("\"code\"", with: "\"c\""),
      #"{"Code":"\#(code)"}"#,
    ] {
      #expect(outcome(body).verdict == .sent, "\(body)")
    }
    // What was asked comes back, as it was or in part.
    for body in [
      request, #"{"ok":true,"echo":\#(request)}"#, #"{"received":{"code":"\#(code)"}}"#,
      #"{"data":[{"code":"\#(code)"}]}"#,
    ] {
      #expect(outcome(body, to: request).verdict == .sent, "\(body)")
    }
  }

  @Test(arguments: [
    "<!DOCTYPE html><html><body>Sign in</body></html>", "[]", "[{}]", "\"sent\"", "1", "true", "null", "OK", "{",
    #"{"a":1"#, "{}{}", "{} <html>", #"{"a":1,}"#, "{'a':1}", "\u{1F}\u{8B}\u{8}", "\u{0}", "\u{FEFF}", "a=1",
  ])
  func aBodyThatIsNotTheAPIsIsADoubt(body: String) {
    let outcome = outcome(body)
    #expect(outcome.verdict == .inDoubt && outcome.reason == .foreign && outcome.status == 200)
    #expect(!outcome.stops && outcome.error == nil)
  }

  @Test func bytesThatAreNoTextAreNotTheAPIs() {
    #expect(outcome([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00]).reason == .foreign)
    #expect(outcome(Array(#"{"a":"\#("\u{E9}")"}"#.utf8).map { $0 == 0xC3 ? 0xE9 : $0 }).reason == .foreign)
  }

  /// Wherever 64 KiB end: in a character, an escape, a number, a word or between.
  @Test func anObjectOfWhichTheBeginningIsKeptIsOne() throws {
    let parts = #"{"a":"é\u00e9\n😀","b":[-1.5e+10,true,null,{"c":"d"}],"ccc":false, "#
    for length in 0..<parts.utf8.count {
      let filler = #"{"x":"\#(String(repeating: "x", count: (64 << 10) - length - 8))","#
      let body = Array((filler + parts.dropFirst() + #""y":"\#(String(repeating: "y", count: 200))"}"#).utf8)
      let kept = Array(body.prefix(Exchange.largestAnswer))
      #expect(outcome(kept).verdict == .sent, "\(length)")
      #expect(outcome(Array(kept.dropLast(20))).reason == .foreign)
    }
    let long = String(repeating: "x", count: 70_000)
    let coded = Array(#"{"error":{"code":"forbidden_bot"},"x":"\#(long)"}"#.utf8.prefix(Exchange.largestAnswer))
    #expect(outcome(coded).error != nil && outcome(coded).verdict == .inDoubt)
    for page in ["<html>\(long)", "[\"\(long)", "\"\(long)", #"{"a":<html>\#(long)"#, long] {
      #expect(outcome(Array(page.utf8.prefix(Exchange.largestAnswer))).reason == .foreign)
    }
  }
}
