import FlowMsgCLI
import Testing

/// Journals beside the list: a corrected list has another name more often than not, and no one gets the message twice.
struct JournalsBesideTests {
  private static let start = "of this list as sent or in doubt"
  private static let goOn = "with this list: '"
  private static let others = "to send to the others alone: '"
  private static let people = SendBench.numbers(6)

  /// A campaign of the first four people, and a list with six under another name.
  private func bench(_ options: [String] = []) throws -> SendBench {
    let bench = try SendBench()
    try bench.list("a.csv", Array(Self.people.prefix(4)))
    #expect(bench.send(list: "a.csv", options).exit == 0)
    try bench.list("b.csv", Self.people)
    return bench
  }

  private func refuses(_ outcome: Outcome, _ words: String, _ place: SourceLocation = #_sourceLocation) {
    #expect(outcome.exit == 2 && outcome.error.contains(words), "\(outcome)", sourceLocation: place)
    let says = "moving it away repeats the message to everybody whom it reached"
    #expect(outcome.error.contains(says), "\(outcome.error)", sourceLocation: place)
  }

  @Test("another name: both commands that are printed bring the message to all, once", arguments: [[], ["--resume"]])
  func otherName(_ options: [String]) throws {
    for start in [Self.goOn, Self.others] {
      let bench = try bench()
      let refused = bench.send(list: "b.csv", options)
      refuses(refused, "a.csv.flowmsg-journal' is of this message, and has 4 people \(Self.start)\n")
      #expect(bench.taken.count == 4)
      let words = try SendBench.words(refused.error, behind: start)
      let sent = bench.send(list: "b.csv", options + words)
      #expect(sent.exit == 0 && bench.taken.count == 6 && bench.twice.isEmpty, "\(words) \(sent.error)")
      // The same once more reaches no one.
      let again = bench.send(list: "b.csv", words + (words.contains("--resume") ? [] : ["--resume"]))
      #expect(again.exit == 0 && bench.taken.count == 6, "\(again.error)")
    }
  }

  @Test("a name that a shell would cut")
  func shellWords() throws {
    let bench = try SendBench()
    try bench.list("my list.csv", Self.people)
    #expect(bench.send(list: "my list.csv").exit == 0)
    try bench.list("b.csv", Self.people)
    let journal = bench.folder("my list.csv.flowmsg-journal")
    refuses(bench.send(list: "b.csv"), "'--resume --journal '\(journal)''\n")
  }

  @Test("shards, and other numbers of shards")
  func shards() throws {
    let bench = try bench(["--shard", "1/2"])
    let reached = bench.taken.count
    #expect((1...3).contains(reached))
    // The other shard of two has no one of the first one.
    #expect(bench.send(list: "a.csv", ["--shard", "2/2"]).exit == 0 && bench.taken.count == 4)
    let whole = bench.send(list: "b.csv")
    #expect(whole.exit == 2 && bench.taken.count == 4, "\(whole)")
    #expect(whole.error.contains("; so has 1 more journal of it\n"), "\(whole.error)")
    #expect(whole.error.contains("moving them away repeats the message to everybody whom they reached"))
    // No journal of a shard is gone on with by all people.
    #expect(!whole.error.contains(Self.goOn), "\(whole.error)")
    for shard in 1...3 {
      let outcome = bench.send(list: "b.csv", ["--shard", "\(shard)/3"])
      guard outcome.exit == 2 else { continue }
      let sent = bench.send(
        list: "b.csv", ["--shard", "\(shard)/3"] + (try SendBench.words(outcome.error, behind: Self.others)))
      #expect(sent.exit == 0, "\(sent)")
    }
    #expect(bench.taken.count == 6 && bench.twice.isEmpty, "\(bench.taken)")
  }

  @Test("a shard's journal is gone on with by its own options")
  func shardAlone() throws {
    let bench = try bench(["--shard", "1/2"])
    let refused = bench.send(list: "b.csv")
    refuses(refused, "it belongs to another shard: to go on with it, with this list: '--resume --journal ")
    #expect(refused.error.contains("' and the options with which it was begun\n"))
    let words = try SendBench.words(refused.error, behind: Self.goOn)
    #expect(bench.send(list: "b.csv", words).error.contains("belongs to another shard"))
    #expect(bench.send(list: "b.csv", words + ["--shard", "1/2"]).exit == 0)
    let rest = bench.send(list: "b.csv", ["--exclude", "@a.csv.1-of-2.flowmsg-journal"])
    #expect(rest.exit == 0 && bench.taken.count == 6 && bench.twice.isEmpty, "\(rest)")
  }

  @Test("several journals: one is gone on with, and the others are left out")
  func several() throws {
    let bench = try bench()
    try bench.list("c.csv", Array(Self.people.suffix(1)))
    #expect(bench.send(list: "c.csv").exit == 0 && bench.taken.count == 5)
    for start in [Self.goOn, Self.others] {
      let refused = bench.send(list: "b.csv")
      #expect(refused.exit == 2, "\(refused)")
      let words = try SendBench.words(refused.error, behind: start)
      #expect(words.count == (start == Self.others ? 4 : 5), "\(words)")
      let sent = bench.send(list: "b.csv", words)
      // The second time no one is left: everybody has ended or is left out.
      #expect(sent.exit == (start == Self.goOn ? 0 : 2), "\(sent)")
      #expect(bench.taken.count == 6 && bench.twice.isEmpty)
    }
  }

  @Test("with a journal of one's own the other is left out, and is not to be gone on with instead")
  func ownAndOther() throws {
    let bench = try bench()
    #expect(bench.send(list: "b.csv", ["--exclude", "@a.csv.flowmsg-journal"]).exit == 0 && bench.taken.count == 6)
    let refused = bench.send(list: "b.csv", ["--resume"])
    refuses(refused, Self.others)
    #expect(!refused.error.contains(Self.goOn), "\(refused.error)")
    let words = try SendBench.words(refused.error, behind: Self.others)
    #expect(bench.send(list: "b.csv", ["--resume"] + words).exit == 0 && bench.taken.count == 6)
  }

  @Test("beside a journal that is elsewhere too, as recipients from a pipe have no place")
  func elsewhere() throws {
    let bench = try SendBench()
    try bench.list("a/p.csv", Self.people)
    try bench.list("b/p.csv", Self.people)
    try bench.folder.add("j/readme")
    #expect(bench.send(list: "a/p.csv", ["--journal", "@j/1.flowmsg-journal"]).exit == 0)
    refuses(
      bench.send(list: "b/p.csv", ["--journal", "@j/2.flowmsg-journal"]), "/j/1.flowmsg-journal' is of this message")
    #expect(bench.taken.count == 6)
  }

  @Test("other messages, other endpoints and the sandbox are no hindrance")
  func others() throws {
    let bench = try SendBench()
    try bench.list("a.csv", Self.people)
    let sandbox = bench.run(
      ["send", bench.folder("m.flowmsg"), "--recipients", bench.folder("a.csv"), "--sandbox", "--confirm", "6"],
      FakeConsole(), SendBench.account)
    #expect(sandbox.exit == 0, "\(sandbox)")
    try bench.list("b.csv", Self.people)
    #expect(bench.send(list: "b.csv").exit == 0 && bench.taken.count == 6)
    try bench.folder.add("m.flowmsg", SendBench.message.replacing("Hello", with: "Hi"))
    try bench.list("c.csv", Self.people)
    #expect(bench.send(list: "c.csv").exit == 0 && bench.taken.count == 12)
    // A message that was corrected: with the help's words it goes to those alone who have not got it.
    let corrected = bench.send(list: "b.csv", ["--resume"])
    #expect(corrected.exit == 2 && corrected.error.contains("'--journal NEW --exclude "), "\(corrected)")
    try bench.list("b.csv", SendBench.numbers(7))
    let words = [
      "--resume", "--journal", "@new", "--exclude", "@b.csv.flowmsg-journal", "--exclude", "@c.csv.flowmsg-journal",
    ]
    #expect(bench.send(list: "b.csv", words).exit == 0 && bench.taken.count == 13)
  }

  @Test(
    "a journal that cannot be read hinders, and says what to do", arguments: ["", "to,name\n", "flowmsg journal\n"])
  func unreadable(_ text: String) throws {
    let bench = try SendBench()
    try bench.list("b.csv", Self.people)
    try bench.folder.add("x.flowmsg-journal", text)
    let refused = bench.send(list: "b.csv")
    refuses(refused, "x.flowmsg-journal' beside the recipients ")
    #expect(refused.error.contains("whom of this list it reached is not known") && bench.taken.isEmpty)
    #expect(refused.error.contains("give it another name") == text.hasPrefix("to"), "\(refused.error)")
    // What is only printed is printed.
    let printed = bench.send(list: "b.csv", ["--as", "curl"])
    #expect(
      printed.exit == 0 && printed.error.hasPrefix("note: a send would be refused: the journal '"), "\(printed.error)")
    #expect(printed.output.split(separator: "\n").count == 6)
  }
}
