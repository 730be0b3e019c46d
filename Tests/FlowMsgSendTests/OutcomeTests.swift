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
    #expect(outcome(status).verdict == .sent && !outcome(status).stops)
    #expect(outcome(status, "<html>not JSON").verdict == .sent)
  }

  @Test(arguments: [400, 402, 406, 410, 411, 412, 413, 414, 416, 417, 418, 422, 423, 424, 426, 428, 431, 451, 499])
  func otherFourHundredsAreRefusedAndTheOthersGoOn(status: Int) {
    #expect(outcome(status).verdict == .refused && !outcome(status).stops)
  }

  @Test(arguments: [300, 301, 302, 303, 304, 307, 308, 399, 401, 403, 404, 405, 415])
  func noRowCanFareBetter(status: Int) {
    #expect(outcome(status).verdict == .refused && outcome(status).stops)
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

  @Test(arguments: Exchange.Break.allCases)
  func withoutAnAnswerTheLastByteDecides(failure: Exchange.Break) {
    for status in [0, 200, 429] {
      let before = Exchange(ticket: 0, failure: failure, isHandedOver: false, status: status)
      #expect(OutcomeTable.outcome(of: before).verdict == .unsent)
      let after = Exchange(ticket: 0, failure: failure, isHandedOver: true, status: status)
      #expect(OutcomeTable.outcome(of: after).verdict == .inDoubt)
      #expect(!OutcomeTable.outcome(of: after).stops)
    }
  }

  @Test func anEarlyAnswerLeavesNoDoubt() {
    #expect(outcome(503, isHandedOver: false).verdict == .unsent)
    #expect(outcome(408, isHandedOver: false).verdict == .unsent)
    #expect(outcome(413, isHandedOver: false).verdict == .refused)
    #expect(outcome(401, isHandedOver: false).stops)
  }

  @Test func codesAndFieldsAreFoundWhereverTheyStand() throws {
    let body = #"{"a":[{"deep":"unprocessable_entity"}],"message":["parameters.flow_cta is too long"]}"#
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
