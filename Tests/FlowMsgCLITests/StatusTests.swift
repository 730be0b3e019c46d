import FlowMsgCLI
import Testing

/// The state of a campaign, from its journals.
struct StatusTests {
  @Test("counts, reasons and what is left, and the journal stays as it is")
  func counts() throws {
    let bench = try SendBench(faults: ["400:40%", "reset-after:30%"])
    try bench.folder.add("people.csv", "to,name\n" + (0..<40).map { "\(593_987_000_000 + $0),A\n" }.joined())
    let sent = bench.sendAll("--limit", "30", "--max-failures", "100%", confirm: 30)
    let journal = bench.folder("people.csv.flowmsg-journal")
    let before = try DiskFileSystem().read(journal)
    let status = flowmsg("status", journal)
    #expect(status.exit == 0 && status.error.isEmpty)
    let lines = status.output.split(separator: "\n")
    let counts = lines.filter { !$0.hasPrefix(" ") && !$0.hasPrefix("first") }
    #expect(counts.count == 4 && counts[3] == "10 left", "\(status.output)")
    #expect(sent.error.contains("\(counts[0]), \(counts[1]), \(counts[2]), 10 not tried"), "\(sent.error)")
    #expect(status.output.contains(": 400 message_could_not_be_send\n") && status.output.contains("first 20"))
    #expect(try DiskFileSystem().read(journal) == before)
  }

  @Test("shards are summed; another message, a copy and what is no journal are refused")
  func sums() throws {
    let bench = try SendBench()
    let numbers = (0..<40).map { 593_987_000_000 + $0 }
    try bench.folder.add("people.csv", "to,name\n" + numbers.map { "\($0),A\n" }.joined())
    for index in 1...3 {
      let printed = bench.send("--recipients", "@people.csv", "--shard", "\(index)/3", "--as", "curl").output
      #expect(bench.sendAll("--shard", "\(index)/3", confirm: printed.split(separator: "\n").count).exit == 0)
    }
    let journals = (1...3).map { bench.folder("people.csv.\($0)-of-3.flowmsg-journal") }
    let all = flowmsg(["status"] + journals, files: MemoryFileSystem())
    #expect(all.output.hasPrefix("40 sent\n0 refused\n0 in doubt\n0 left\nfirst "), "\(all)")
    #expect(flowmsg("status", journals[0], journals[0]).error.contains("is given twice"))
    #expect(flowmsg("status", bench.folder("people.csv")).exit == 2)
    #expect(flowmsg("status", bench.folder("none")).exit == 2 && flowmsg("status").exit == 2)
    try bench.folder.add("m.flowmsg", SendBench.message.replacing("Hello", with: "Hi"))
    #expect(bench.sendAll("--journal", "@other", confirm: 40).exit == 0)
    #expect(flowmsg("status", journals[0], bench.folder("other")).error.contains("belongs to another message"))
  }
}
