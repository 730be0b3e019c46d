import FlowMsgModel
import FlowMsgSend
import Testing

/// The outcome table, row by row.
struct OutcomeTests {
  private func outcome(_ status: Int, _ body: String = "", isHandedOver: Bool = true) -> Outcome {
    var exchange = Exchange(ticket: 0, isHandedOver: isHandedOver, status: status)
    exchange.body = Array(body.utf8)
    return OutcomeTable.outcome(of: exchange)
  }

  @Test(arguments: [200, 201, 202, 204, 299])
  func twoHundredsAreSent(status: Int) {
    for body in ["", " \r\n\t", "{}", #" {"message":"Flow message sent"} "#] {
      #expect(outcome(status, body).verdict == .sent && !outcome(status, body).stops)
    }
  }

  @Test(arguments: [400, 402, 406, 410, 411, 412, 413, 414, 416, 417, 418, 422, 423, 424, 426, 428, 431, 451, 499])
  func otherFourHundredsAreRefusedAndTheOthersGoOn(status: Int) {
    #expect(outcome(status).verdict == .refused && !outcome(status).stops)
  }

  @Test(arguments: [300, 301, 302, 303, 304, 307, 308, 399, 401, 403, 405, 415])
  func noRowCanFareBetterAndThisOneWasNotLookedAt(status: Int) {
    for body in ["", "<html>", #"{"error":{"code":"message_could_not_be_send"}}"#] {
      #expect(outcome(status, body).verdict == .unsent && outcome(status, body).stops)
    }
  }

  @Test func whatIsNotFoundMayBeTheBotOrThePerson() {
    #expect(outcome(404).verdict == .refused && outcome(404).stops)
    for body in [#"{"error":{"code":"not_found"}}"#, "<html>", #"{"message":"bot_not_found"}"#, #""bot_not_found""#] {
      #expect(outcome(404, body).verdict == .refused && outcome(404, body).stops)
    }
    for body in [
      #"{"error":{"code":"bot_not_found"}}"#, #"{"error":"bot_not_found"}"#, #"[{"a":{"code":"bot_not_found"}}]"#,
    ] {
      #expect(outcome(404, body).verdict == .unsent && outcome(404, body).stops)
    }
    #expect(outcome(410, #"{"code":"bot_not_found"}"#).verdict == .refused)
  }

  @Test(arguments: [421, 425, 429])
  func theServerSaysThatItDidNothing(status: Int) {
    #expect(outcome(status).verdict == .unsent && !outcome(status).stops)
  }

  @Test(arguments: [100, 199, 408, 409, 500, 501, 502, 503, 504, 505, 599, 600, 999])
  func theRestIsADoubt(status: Int) {
    #expect(outcome(status).verdict == .inDoubt && !outcome(status).stops)
  }

  @Test func theDocumentedServerErrorStopsToo() {
    let body = #"{"message":["x"],"status":0,"error":{"code":"internal_server_error","description":"no company"}}"#
    #expect(outcome(500, body).verdict == .inDoubt && outcome(500, body).stops)
    #expect(!outcome(503, body).stops)
    #expect(!outcome(500, #"{"error":"internal"}"#).stops)
  }

  @Test(arguments: Exchange.Break.allCases.filter { $0 != .proxy })
  func withoutAnAnswerTheLastByteDecides(failure: Exchange.Break) {
    for status in [0, 200, 429] {
      let before = Exchange(ticket: 0, failure: failure, isHandedOver: false, status: status)
      #expect(OutcomeTable.outcome(of: before).verdict == .unsent)
      let after = Exchange(ticket: 0, failure: failure, isHandedOver: true, status: status)
      #expect(OutcomeTable.outcome(of: after).verdict == .inDoubt)
      #expect(!OutcomeTable.outcome(of: after).stops)
    }
  }

  @Test(arguments: [403, 407, 502])
  func aProxyThatRefusesIsEverybodys(status: Int) {
    for isHandedOver in [false, true] {
      let exchange = Exchange(ticket: 0, failure: .proxy, isHandedOver: isHandedOver, status: status)
      let outcome = OutcomeTable.outcome(of: exchange)
      #expect(outcome.verdict == .unsent && outcome.stops && outcome.reason == .proxy && outcome.status == status)
    }
  }

  @Test func anEarlyAnswerLeavesNoDoubt() {
    #expect(outcome(503, isHandedOver: false).verdict == .unsent)
    #expect(outcome(408, isHandedOver: false).verdict == .unsent)
    #expect(outcome(413, isHandedOver: false).verdict == .refused)
    #expect(outcome(401, isHandedOver: false).stops)
    #expect(outcome(200, "<html>", isHandedOver: false).verdict == .unsent)
  }

  @Test func codesAndFieldsAreFoundWhereverTheyStand() throws {
    let body = #"{"a":[{"code":"unprocessable_entity"}],"message":["parameters.flow_cta is too long"]}"#
    let outcome = outcome(422, body)
    #expect(Schema.errors.value[try #require(outcome.error)].status == 422)
    #expect(Schema.fields[try #require(outcome.field)].wireName == "flow_cta")
    #expect(self.outcome(422, #"{"message":"the subtitle is wrong"}"#).field == nil)
    #expect(self.outcome(422, "no JSON, flow_cta").field == nil)
  }

  @Test func whatAnAnswerSaysIsHarmless() {
    let answer = APIAnswer(Array(#"{"m":"user 593987654321 \u001b[31m\nwas refused, code 12345"}"#.utf8))
    #expect(answer.message == "user •••  [31m was refused, code 12345")
    #expect(APIAnswer(Array(#"{"m":"\#(String(repeating: "a", count: 4000))"}"#.utf8)).message.count == 301)
  }

  // MARK: Retry-After

  @Test func anAnswerAsksEverybodyToWait() {
    for (status, isHold) in [
      (429, true), (503, true), (200, false), (421, false), (425, false), (401, false), (413, false),
    ] {
      var exchange = Exchange(ticket: 0, isHandedOver: true, status: status)
      #expect(OutcomeTable.hold(exchange) == 0)
      exchange.retryAfter = Array("7".utf8)
      #expect(OutcomeTable.hold(exchange) == (isHold ? 7 * .second : 0))
      exchange.failure = .malformed
      #expect(OutcomeTable.hold(exchange) == 0)
    }
  }

  private func wait(_ field: String, date: String = "") -> Int64? {
    RetryAfter.seconds(Array(field.utf8), date: Array(date.utf8))
  }

  @Test func secondsAndDates() {
    #expect(wait(" 7 ") == 7)
    #expect(wait("0") == 0)
    #expect(wait("301") == 300)
    #expect(wait("99999999999999999999999") == 300)
    for nonsense in ["", " ", "-1", "1.5", "soon", "7 s", "0x10"] { #expect(wait(nonsense) == nil) }
    let now = "Sun, 06 Nov 1994 08:49:37 GMT"
    #expect(wait("Sun, 06 Nov 1994 08:49:47 GMT", date: now) == 10)
    #expect(wait("Sunday, 06-Nov-94 08:50:37 GMT", date: now) == 60)
    #expect(wait("Sun Nov  6 08:49:39 1994", date: now) == 2)
    #expect(wait("Sun, 06 Nov 1994 08:49:30 GMT", date: now) == 0)
    #expect(wait("Sun, 06 Nov 1996 08:49:30 GMT", date: now) == 300)
    #expect(wait("Sun, 06 Nov 1994 08:49:47 GMT") == nil)
  }

  @Test func datesAreDaysOfTheCalendar() {
    #expect(HTTPDate.seconds("Thu, 01 Jan 1970 00:00:00 GMT".utf8) == 0)
    #expect(HTTPDate.seconds("Sun, 06 Nov 1994 08:49:37 GMT".utf8) == 784_111_777)
    #expect(HTTPDate.seconds("Thu, 29 Feb 2024 23:59:60 GMT".utf8) == 1_709_251_200)
    for wrong in ["Sun, 06 Nov 1994 08:49:37 EST", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT"] {
      #expect(HTTPDate.seconds(wrong.utf8) == nil)
    }
  }
}
