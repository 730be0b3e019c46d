import FlowMsgModel
import FlowMsgJSON
import Testing

@testable import FlowMsgSandbox

@Suite("What was received")
struct ReceivedTests {
  private func message(_ body: String, _ verdict: Verdict = .accepted) -> ReceivedMessage {
    ReceivedMessage(
      number: 0, time: 0, bot: "B", user: "593987654321", body: Array(body.utf8), isJSON: true, verdict: verdict)
  }

  @Test("the last messages are kept, all are counted, and numbers go on")
  func keeps() {
    var store = MessageStore(capacity: 3)
    for i in 1...5000 { store.add(message("\(i)")) }
    #expect(store.messages.map(\.number) == [4998, 4999, 5000] && store.firstNumber == 4998)
    #expect(store.messages.map { String(decoding: $0.body, as: UTF8.self) } == ["4998", "4999", "5000"])
    #expect(store.messages(after: 4998, limit: 9).map(\.number) == [4999, 5000])
    #expect(store.messages(after: 0, limit: 1).map(\.number) == [4998])
    #expect(store.messages(after: 5000, limit: 9).isEmpty && store.messages(after: .max - 1, limit: 9).isEmpty)
    store.clear()
    #expect(store.messages.isEmpty && store.counts.received == 5000 && store.firstNumber == 5001)
    store.add(message("x"))
    #expect(store.messages.map(\.number) == [5001])
  }

  @Test("bodies are bounded together, and the last one is always there")
  func bounds() {
    var store = MessageStore(capacity: 100)
    let large = String(repeating: "x", count: MessageStore.maximumBytes / 4)
    for _ in 0..<10 { store.add(message(large)) }
    #expect(store.messages.map(\.number) == [7, 8, 9, 10])
    store.add(message(large + large + large + large + "x"))
    #expect(store.messages.map(\.number) == [11])
    var none = MessageStore(capacity: 0)
    none.add(message("x"))
    #expect(none.messages.isEmpty && none.counts.accepted == 1)
  }

  @Test("the document is JSON of the documented shape, whatever the bodies are")
  func document() throws {
    var store = MessageStore(capacity: 9)
    store.add(message("{\n \"title\": \"Olá\"}\n"))
    var refused = message("{\"title\":", .refused(422))
    (refused.isJSON, refused.reason) = (false, "the body is not JSON \"…")
    store.add(refused)
    let bytes = MessagesDocument.bytes(store, "s", after: 0, limit: 9)
    let document = JSONReader.read(bytes)
    #expect(document.faults.isEmpty)
    let value = document.jsonValue(try #require(document.root))
    #expect(value["version"] == 1 && value["session"] == "s" && value["first"] == 1)
    #expect(
      value["counts"]
        == ["received": 2, "accepted": 1, "refused": 1, "faulted": 0, "taken": 1])
    #expect(
      value["messages"]?[0]
        == [
          "number": 1, "time": "1970-01-01T00:00:00.000Z", "bot": "B", "user": "593987654321", "type": nil,
          "verdict": "accepted", "taken": true, "reason": nil, "body": ["title": "Olá"],
        ])
    #expect(value["messages"]?[1]?["body"] == nil as JSONValue && value["messages"]?[1]?["verdict"] == "422")
  }

  @Test("verdicts say whether the message was taken")
  func verdicts() {
    #expect(Verdict.accepted.isTaken && !Verdict.refused(500).isTaken)
    #expect(!Verdict.faulted(.status(499)).isTaken && Verdict.faulted(.status(500)).isTaken)
    #expect(!Verdict.faulted(.resetBefore).isTaken && Verdict.faulted(.resetAfter).isTaken)
  }

  @Test(
    "times are written by the calendar",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
      (784_111_777_000, "1994-11-06T08:49:37.000Z", "Sun, 06 Nov 1994 08:49:37 GMT"),
      (951_782_400_123, "2000-02-29T00:00:00.123Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
      (4_107_542_399_999, "2100-02-28T23:59:59.999Z", "Sun, 28 Feb 2100 23:59:59 GMT"),
      (4_107_542_400_000, "2100-03-01T00:00:00.000Z", "Mon, 01 Mar 2100 00:00:00 GMT"),
    ])
  func times(_ milliseconds: Int, _ iso: String, _ http: String) {
    #expect(CivilTime(milliseconds: milliseconds).iso == iso)
    #expect(CivilTime(milliseconds: milliseconds).http == http)
  }
}
