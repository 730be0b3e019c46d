import FlowMsgCLI
import FlowMsgCampaign
import FlowMsgEmit
import FlowMsgSend
import Testing

/// Journals of version 1, which know rows and not people: gone on with by the very same list, and by nothing else.
struct OldJournalTests {
  private static let people = SendBench.numbers(5)
  private let bench: SendBench

  /// A list whose first three rows an earlier version sent, refused, and had on their way when it was killed.
  init() throws {
    bench = try SendBench()
    let compiled = bench.run(["compile", bench.folder("m.flowmsg"), "-o", bench.folder("dist/")], FakeConsole(), [:])
    #expect(compiled.exit == 0, "\(compiled)")
    try bench.list("a.csv", Self.people)
    try write("a.csv.flowmsg-journal", [(0, .sent), (1, .intent), (1, .refused), (2, .intent)])
  }

  private func write(_ name: String, _ states: [(row: UInt32, kind: RowState.Kind)]) throws {
    var campaign = CampaignIdentity(form: try DiskFileSystem().read(bench.folder("dist/m.open.json")))
    campaign.endpoint = bench.address
    let list = CampaignIdentity.digest(SHA256.digest(of: Array(bench.text("a.csv").utf8)).bytes, ["utf8"])
    let target = campaign.old
    let bytes = Self.bytes(list, target.message, target.target, rows: UInt32(Self.people.count), states)
    try DiskFileSystem().write(bytes.span.bytes, to: bench.folder(name))
  }

  /// The layout that `OldJournal` describes.
  private static func bytes(
    _ list: SHA256Digest, _ message: SHA256Digest, _ target: SHA256Digest, rows: UInt32,
    _ states: [(row: UInt32, kind: RowState.Kind)]
  ) -> [UInt8] {
    let words = { (words: [UInt32]) in
      words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }
    var head = JournalHeader.magic + words([1, 0, rows, 0]) + list.bytes + message.bytes + target.bytes
    head += [UInt8](repeating: 0, count: 252 - head.count)
    var crc = CRC32()
    crc.update(head)
    let salt = crc.value
    var bytes = head + words([salt])
    for (index, state) in states.enumerated() {
      let record = [UInt32(state.kind.rawValue), state.row, UInt32(index)]
      var crc = CRC32()
      for word in record + [UInt32(index), salt] { crc.update(word) }
      bytes += words(record + [crc.value])
    }
    return bytes
  }

  private func send(_ list: String, _ options: String...) -> Outcome {
    let rest = options.map { $0.hasPrefix("@") ? bench.folder(String($0.dropFirst())) : $0 }
    return bench.run(
      confirming: [
        "send", bench.folder("dist/m.open.json"), "--recipients", bench.folder(list), "--endpoint", bench.address,
        "--rate", "0",
      ] + rest)
  }

  private var version: UInt8 {
    (try? DiskFileSystem().read(bench.folder("a.csv.flowmsg-journal")))?[16] ?? 0
  }

  @Test("the same list goes on, and makes a journal of today's version of it, with which lists may be corrected")
  func converts() throws {
    let sent = send("a.csv", "--resume")
    #expect(sent.exit == 3 && sent.error.contains("3 sent, 1 refused, 1 in doubt, 0 not tried"), "\(sent)")
    #expect(bench.taken.sorted() == ["593987000004", "593987000005"] && version == 2)
    try bench.list("b.csv", SendBench.numbers(6))
    #expect(send("b.csv").exit == 2)
    let rest = send("b.csv", "--resume", "--journal", "@a.csv.flowmsg-journal")
    #expect(rest.exit == 3 && bench.taken.count == 3 && bench.twice.isEmpty, "\(rest)")
    #expect(send("b.csv", "--exclude", "@a.csv.flowmsg-journal").error.contains("'--exclude' leaves out 5 of") == false)
    #expect(bench.taken.sorted().last == "593987000006")
  }

  @Test("a corrected list, '--exclude' and another list beside it are refused, and say what to do")
  func refusals() throws {
    try bench.list("b.csv", SendBench.numbers(6))
    let beside = send("b.csv")
    #expect(beside.exit == 2 && beside.error.contains("is of version 1 and of the same message"), "\(beside)")
    #expect(beside.error.contains("help: moving it away repeats the message to everybody whom it reached"))
    let excluded = send("b.csv", "--exclude", "@a.csv.flowmsg-journal")
    #expect(excluded.exit == 2 && excluded.error.contains("so it cannot say who is left out"), "\(excluded)")
    let begun = send("a.csv")
    #expect(
      begun.exit == 2 && begun.error.contains("this campaign was begun") && !begun.error.contains("NEW"), "\(begun)")
    try bench.list("a.csv", SendBench.numbers(6))
    let corrected = send("a.csv", "--resume")
    #expect(corrected.exit == 2 && corrected.error.contains("belongs to other recipients, or they were changed since"))
    #expect(
      corrected.error.contains("help: go on with the list as it was: '--resume' makes a journal of today's version"))
    #expect(bench.taken.isEmpty && version == 1)
    // As it was, once more: then all of that works.
    try bench.list("a.csv", Self.people)
    #expect(send("a.csv", "--resume").exit == 3 && bench.taken.count == 2)
    let after = send("b.csv", "--exclude", "@a.csv.flowmsg-journal")
    #expect(after.exit == 2 || after.exit == 0 || after.exit == 3)
    #expect(bench.twice.isEmpty)
  }

  @Test("one of another message is no hindrance")
  func otherMessage() throws {
    try bench.list("b.csv", Self.people)
    try bench.folder.add("m.flowmsg", SendBench.message.replacing("Hello", with: "Hi"))
    #expect(bench.send(list: "b.csv").exit == 0 && bench.taken.count == 5)
  }
}
