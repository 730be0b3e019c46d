import FlowMsgCLI
import Testing

/// How `render` ends where a row does not, and what it leaves of the rows that it passes over.
struct RenderEndTests {
  private static let source = """
    bot br { id "1", provider cloud_api }
    message m(n: string(min: 1, max: 9)) { bot br, title "T", text "B {n}", caption "C", flow f, cta "Go" }
    flow f { screen S }

    """

  private func render(_ input: String, _ options: String..., files: MemoryFileSystem? = nil) -> Outcome {
    flowmsg(
      ["render", "m.flowmsg"] + options, files: files ?? MemoryFileSystem(["m.flowmsg": Self.source]),
      console: FakeConsole(bytes: Array(input.utf8), piece: 1 << 20))
  }

  private static let rows = "to,n\n593987654321,Ana\n593987654322,\"Be\nto\"\n"
  private static let long = String(repeating: "593987654323,Eva\n", count: (17 << 20) / 17)

  @Test func anOpenQuoteIsReportedAtItsLine() {
    let outcome = render(Self.rows + "593987654323,\"Ed\n" + Self.long)
    #expect(outcome.exit == 2)
    #expect(
      outcome.error == """
        error: line 5: a double quote opens a cell here and is not closed within 16 MiB
          help: close it, or double it if it belongs to the text

        """)
  }

  @Test func whatComesBeforeIsRenderedFirst() {
    // More than a block, so that the row that does not end is met while others are filled.
    let before = String(repeating: "593987654321,Ana\n", count: 200_000)
    let outcome = render("to,n\n" + before + "593987654323,\"Ed\n" + Self.long)
    #expect(outcome.exit == 2)
    #expect(outcome.error.hasPrefix("error: line 200002: a double quote opens a cell here"))
    #expect(outcome.output.utf8.count { $0 == 0x0A } == 200_000)
  }

  @Test func aLineWithoutEndIsReportedWhereItBegins() {
    let outcome = render("{\"to\": \"593987654321\", \"n\": \"a\"}\n{" + String(repeating: " ", count: 17 << 20))
    #expect(outcome.exit == 2)
    #expect(outcome.error.hasPrefix("error: line 2: the row has more than 16 MiB\n"))
  }

  @Test func rejectsAreThereInTheEnd() {
    let files = MemoryFileSystem(["m.flowmsg": Self.source])
    let outcome = render(
      "to,n\n593987654321,Ana\n1,Be\n2,Ci\n", "--skip-invalid", "--rejects", "bad.csv", files: files)
    #expect(outcome.exit == 0)
    #expect(files["bad.csv"]?.split(separator: "\n").map { $0.prefix(5) } == ["to,n,", "1,Be,", "2,Ci,"])
  }

  @Test func aRunThatFailsLeavesNoRejects() {
    let files = MemoryFileSystem(["m.flowmsg": Self.source, "bad.csv": "old"])
    let outcome = render("to,nome\n1,Be\n", "--skip-invalid", "--rejects", "bad.csv", files: files)
    #expect(outcome.exit == 2)
    #expect(files["bad.csv"] == "old")
  }

  @Test func whereRejectsCannotBeWrittenNothingIsRendered() {
    let files = MemoryFileSystem(["m.flowmsg": Self.source], failures: ["/proj/bad.csv": .notPermitted])
    let outcome = render("to,n\n593987654321,Ana\n", "--skip-invalid", "--rejects", "bad.csv", files: files)
    #expect(outcome.exit == 2)
    #expect(outcome.output == "")
    #expect(outcome.error == "error: cannot write 'bad.csv': there is no permission\n")
  }
}
