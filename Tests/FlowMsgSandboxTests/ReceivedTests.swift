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

  private func numbers(_ store: MessageStore, _ query: String) throws -> [Int] {
    try store.select(MessagesQuery(reading: query)).messages.map(\.number)
  }

  /// The numbers that a query gives, and how many it says there are before and after them.
  private func page(_ store: MessageStore, _ query: String) throws -> [[Int]] {
    let found = try store.select(MessagesQuery(reading: query))
    return [[found.earlier], found.messages.map(\.number), [found.later]]
  }

  /// Messages 3 to 12 of twelve: each third is refused, each fifth faulted and taken; the numbers end with their own.
  private var twelve: MessageStore {
    var store = MessageStore(capacity: 10)
    for i in 1...12 {
      var one = message("{}", i % 3 == 0 ? .refused(422) : i % 5 == 0 ? .faulted(.hang) : .accepted)
      one.user = "5939\(i)"
      store.add(one)
    }
    return store
  }

  @Test("pages go both ways, and say what is before and after them")
  func pages() throws {
    let store = twelve
    #expect(try page(store, "before=100&limit=4") == [[6], [9, 10, 11, 12], [0]])
    #expect(try page(store, "before=9&limit=4") == [[2], [5, 6, 7, 8], [4]])
    #expect(try page(store, "before=5&limit=4") == [[0], [3, 4], [8]])
    #expect(try page(store, "before=3&limit=4") == [[0], [], [10]])
    #expect(try page(store, "after=4&limit=4") == [[2], [5, 6, 7, 8], [4]])
    #expect(try page(store, "after=10&limit=0") == [[8], [], [2]])
    #expect(try page(store, "after=4&before=7") == [[2], [5, 6], [6]])
    #expect(try page(store, "after=7&before=4") == [[5], [], [5]])
    #expect(try page(store, "before=\(Int.max)&limit=\(Int.max)") == [[0], Array(3...12), [0]])
    #expect(try page(MessageStore(capacity: 1), "before=9&limit=1&number=1") == [[0], [], [0]])
  }

  @Test("a filter looks at what became of a message, and at digits of its number")
  func filters() throws {
    let store = twelve
    #expect(try page(store, "result=refused&limit=2") == [[0], [3, 6], [2]])
    #expect(try page(store, "result=refused&before=12&limit=2") == [[1], [6, 9], [1]])
    #expect(try numbers(store, "result=taken") == [4, 5, 7, 8, 10, 11])
    #expect(try numbers(store, "result=faulted") == [5, 10])
    #expect(try numbers(store, "result=all").count == 10)
    #expect(try numbers(store, "number=391") == [10, 11, 12])
    #expect(try numbers(store, "number=59312").isEmpty)
    #expect(try numbers(store, "number=1&result=refused") == [12])
  }

  @Test(
    "queries that are none are refused",
    arguments: [
      "after=", "after=-1", "before=x", "limit=1.5", "result=", "result=lost", "number=", "number=a1",
      "number=\(String(repeating: "1", count: 21))", "bodies=", "bodies=json", "x", "after=1&after=1",
      "limit=99999999999999999999",
    ])
  func refuses(_ query: String) {
    #expect(throws: Refusal.self) { try MessagesQuery(reading: query) }
  }

  @Test("answers with texts are bounded, and give each body as it came")
  func texts() throws {
    var store = MessageStore(capacity: 500)
    let large = String(repeating: "x", count: MessagesQuery.textBytes / 2)
    for _ in 0..<4 { store.add(message(large)) }
    store.add(message(large + large + "x"))
    #expect(try numbers(store, "after=0&bodies=text") == [1, 2])
    #expect(try numbers(store, "before=5&bodies=text") == [3, 4])
    #expect(try page(store, "before=6&bodies=text") == [[4], [5], [0]])
    #expect(try numbers(store, "after=0&bodies=text&limit=0").isEmpty)
    #expect(try numbers(store, "").count == 5)
    for _ in 0..<300 { store.add(message("{\"a\":10.50}\u{1}")) }
    #expect(try numbers(store, "after=5&bodies=text&limit=999").count == MessagesQuery.mostTexts)
    let bytes = MessagesDocument.bytes(store, "s", try MessagesQuery(reading: "before=999&limit=1&bodies=text"))
    let document = JSONReader.read(bytes)
    let value = document.jsonValue(try #require(document.root))
    #expect(value["earlier"] == 304 && value["later"] == 0)
    #expect(value["messages"]?[0]?["text"] == "{\"a\":10.50}\u{1}" && value["messages"]?[0]?["isJSON"] == true)
    #expect(value["messages"]?[0]?["path"] == "" && value["messages"]?[0]?["body"] == nil)
  }

  @Test("the last messages are kept, all are counted, and numbers go on")
  func keeps() throws {
    var store = MessageStore(capacity: 3)
    for i in 1...5000 { store.add(message("\(i)")) }
    #expect(store.messages.map(\.number) == [4998, 4999, 5000] && store.firstNumber == 4998)
    #expect(store.messages.map { String(decoding: $0.body, as: UTF8.self) } == ["4998", "4999", "5000"])
    #expect(try numbers(store, "after=4998&limit=9") == [4999, 5000])
    #expect(try numbers(store, "after=0&limit=1") == [4998])
    #expect(try numbers(store, "limit=1") == [4998])
    #expect(try numbers(store, "after=5000").isEmpty)
    #expect(try numbers(store, "after=\(Int.max)").isEmpty)
    #expect(store.message(4997) == nil && store.message(5001) == nil && store.message(.max) == nil)
    #expect(store.message(4999)?.body == Array("4999".utf8))
    store.clear()
    #expect(store.messages.isEmpty && store.counts.received == 5000 && store.firstNumber == 5001)
    #expect(store.message(5000) == nil && store.message(0) == nil)
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
    let bytes = MessagesDocument.bytes(store, "s", MessagesQuery())
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
          "number": 1, "time": "1970-01-01T00:00:00.000Z", "method": "POST", "path": "", "bot": "B",
          "user": "593987654321", "type": nil, "verdict": "accepted", "taken": true, "reason": nil,
          "body": ["title": "Olá"],
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
