import FlowMsgCLI
import FlowMsgRows
import Testing

/// Lists that are corrected as our own warnings say, at any step of a campaign: no one gets the message twice.
struct CorrectedListTests {
  /// Seven numbers of Brazil without the ninth digit, one of Mexico with 521, one of Argentina without the 9, and one.
  private static let wrong: [UInt64] =
    (0..<7).map { 551_187_654_320 + $0 } + [5_215_512_345_678, 541_112_345_678, 593_987_654_321]
  private static let right: [UInt64] =
    (0..<7).map { 5_511_987_654_320 + $0 } + [525_512_345_678, 5_491_112_345_678, 593_987_654_321]

  @Test("the warnings name the first five lines, and how many more there are")
  func lines() throws {
    let bench = try SendBench()
    try bench.list("a.csv", Self.wrong)
    let warned = bench.send(list: "a.csv", confirm: 0).error
    #expect(warned.contains("(lines 2, 3, 4, 5, 6 and 2 more)\n"), "\(warned)")
    #expect(warned.contains("(line 9)\n") && warned.contains("(line 10)\n") && warned.contains("does not fit"))
    try bench.list("a.csv", Self.right)
    #expect(!bench.send(list: "a.csv", confirm: 0).error.contains("warning"))
  }

  @Test("corrected at any step, under the same name and another one", arguments: 0...10, [true, false])
  func anyStep(_ step: Int, _ keepsName: Bool) throws {
    let bench = try SendBench()
    try bench.list("a.csv", Self.wrong)
    #expect(bench.send(list: "a.csv", ["--limit", "\(step)"], confirm: step).exit == (step == 10 ? 0 : 3))
    let name = keepsName ? "a.csv" : "a2.csv"
    try bench.list(name, Self.right)
    var next = bench.send(list: name, keepsName ? ["--resume"] : [])
    if !keepsName, step > 0 {
      #expect(next.exit == 2 && bench.taken.count == step, "\(next)")
      next = bench.send(list: name, try SendBench.words(next.error, behind: "with this list: '"))
    }
    #expect(next.exit == 0 && bench.taken.count == 10 && bench.twice.isEmpty, "\(next) \(bench.taken)")
  }

  @Test("a list with both spellings of somebody names both lines")
  func bothSpellings() throws {
    let bench = try SendBench()
    try bench.list("a.csv", [551_187_654_321, 5_511_987_654_321])
    let refused = bench.send(list: "a.csv")
    #expect(refused.exit == 2 && bench.taken.isEmpty)
    #expect(
      refused.error.contains("is on line 2 already, in another spelling that reaches the same person"), "\(refused)")
  }

  @Test("who is new is sent, who is gone is counted, and whom the API refused waits for '--retry-refused'")
  func counts() throws {
    let bench = try SendBench(faults: ["400:40%"])
    try bench.list("a.csv", SendBench.numbers(20))
    let first = bench.send(list: "a.csv", ["--max-failures", "100%"])
    let sent = bench.taken.count
    #expect(first.exit == 3 && (1...19).contains(sent), "\(first)")
    // Without the first two, with one more.
    try bench.list("a.csv", Array(SendBench.numbers(21).dropFirst(2)))
    let second = bench.send(list: "a.csv", ["--resume", "--max-failures", "100%"])
    #expect(second.error.contains("a.csv.flowmsg-journal' has of this list: "), "\(second)")
    #expect(second.error.contains("2 people of the journal are not in the list any more\n"))
    let after = requests(bench)
    #expect(after == 21)
    let left = refused(second.error)
    #expect(bench.send(list: "a.csv", ["--resume", "--max-failures", "100%"]).exit == 3 && requests(bench) == 21)
    let third = bench.send(list: "a.csv", ["--resume", "--retry-refused", "--max-failures", "100%"])
    #expect(requests(bench) == 21 + left && left > 0 && bench.twice.isEmpty, "\(third)")
    #expect(third.error.contains(", 0 refused, 0 in doubt, \(left) taken in again\n") && refused(third.error) <= left)
    #expect(bench.send(list: "a.csv", ["--retry-refused"]).error.contains("add '--resume'"))
  }

  private func requests(_ bench: SendBench) -> Int { bench.text("log").split(separator: "\n").count }

  /// How many the summary has as refused.
  private func refused(_ error: String) -> Int {
    guard let place = error.ranges(of: " refused, ").last else { return -1 }
    return Int(String(error[..<place.lowerBound].reversed().prefix { $0.isNumber }.reversed())) ?? -1
  }
}
