import FlowMsgCLI
import Testing

/// A campaign that is gone on with by the command that began it, and what `--to` says where columns would be missed.
struct SendAgainTests {
  private static let source = """
    bot br { id "1", provider cloud_api }
    message m(n: string(min: 1, max: 9)) { bot br, title "T", text "B {n}", caption "C", flow f, cta "Go" }
    flow f { screen S }

    """

  private func send(_ options: String...) -> Outcome {
    flowmsg(["send", "m.flowmsg", "--sandbox"] + options, files: MemoryFileSystem(["m.flowmsg": Self.source]))
  }

  @Test func theWholeCampaignsNumberStaysConfirmed() throws {
    let folder = try TemporaryFolder()
    try folder.add("p.csv", "to,n\n" + (1...5).map { "59398765432\($0),Ana\n" }.joined())
    let list = folder("p.csv")
    // Who is beyond the limit is left.
    #expect(send("--recipients", list, "--limit", "2", "--confirm", "2").exit == 3)
    let wrong = send("--recipients", list, "--resume", "--confirm", "4")
    #expect(wrong.exit == 2 && wrong.error.contains("3 people would get the message"))
    let printed = send("--recipients", list, "--resume", "--as", "curl")
    #expect(printed.output.split(separator: "\n").count == 3 && !printed.output.contains("593987654321"))
    let rest = send("--recipients", list, "--resume", "--confirm", "5")
    #expect(rest.exit == 0 && rest.error.contains("the sandbox accepted 3 messages"), "\(rest.error)")
    let again = send("--recipients", list, "--resume", "--confirm", "5")
    #expect(again.exit == 0 && again.error.contains("the sandbox accepted 0 messages"), "\(again.error)")
  }

  @Test func whatIsLeftOutOfANumberIsReported() {
    let outcome = send("--to", "+593 98-765-4321", "--set", "n=Ana", "--as", "curl")
    #expect(outcome.error == "note: '+', spaces, '-' and parentheses are left out of 1 number\n")
    #expect(outcome.output.contains("/users/593987654321/"))
    #expect(send("--to", "593987654321", "--set", "n=Ana", "--as", "curl").error.isEmpty)
  }

  /// Behind a quote out of place no one can tell rows apart: to send those before it would lose the others in silence.
  @Test func aRowBehindWhichNothingCanBeReadIsNotPassedOver() throws {
    let folder = try TemporaryFolder()
    for bad in ["\"Be\"x", "much too long"] {
      try folder.add("q.csv", "to,n\n593987654321,Ana\n593987654322,\(bad)\n593987654323,Ci\n")
      let isCut = bad.hasPrefix("\"")
      let outcome = send("--recipients", folder("q.csv"), "--skip-invalid", "--confirm", isCut ? "1" : "2")
      #expect(outcome.exit == (isCut ? 2 : 0), "\(outcome.error)")
      #expect(outcome.error.contains("what follows that line cannot be read, and nothing was sent") == isCut)
      #expect(outcome.output.isEmpty == isCut)
    }
  }

  @Test func aDryRunLeavesTheJournalAsItIs() throws {
    let folder = try TemporaryFolder()
    try folder.add("p.csv", "to,n\n593987654321,Ana\n")
    #expect(send("--recipients", folder("p.csv"), "--limit", "0", "--confirm", "0").exit == 3)
    let before = try DiskFileSystem().read(folder("p.csv.flowmsg-journal"))
    let printed = send("--recipients", folder("p.csv"), "--resume", "--as", "curl")
    #expect(printed.exit == 0 && printed.output.contains("/users/593987654321/"), "\(printed.error)")
    #expect(try DiskFileSystem().read(folder("p.csv.flowmsg-journal")) == before && before.count > 12_000)
    // An empty file is what is left of a journal, and no beginning.
    try folder.add("p.csv.flowmsg-journal", "")
    #expect(send("--recipients", folder("p.csv"), "--resume", "--as", "curl").exit == 2)
  }

  @Test func withoutResumeTheNumberIsExact() throws {
    let folder = try TemporaryFolder()
    try folder.add("p.csv", "to,n\n593987654321,Ana\n593987654322,Be\n593987654323,Ci\n")
    #expect(send("--recipients", folder("p.csv"), "--limit", "2", "--confirm", "3").exit == 2)
  }

  @Test func aParameterThatNoOneGivesIsNoMatterOfColumns() {
    let outcome = send("--to", "593987654321")
    #expect(outcome.exit == 2)
    #expect(
      outcome.error == """
        error: the message needs 'n', and has no default for it
          help: give it: '--set n=…'
          help: or for each person: '--recipients people.csv', with a column 'n'

        """)
    #expect(send("--to", "593987654321", "--set", "n=Ana").exit == 0)
  }
}
