import FlowMsg
import FlowMsgCLI
import FlowMsgText
import Testing

@Suite("Commands at their edges")
struct CommandTests {
  private let files = MemoryFileSystem(["a.flowmsg": "", "empty/": "", "dist/a.json/": "", "taken": ""])

  @Test("what cannot be read is exit 2, and is told on standard error")
  func unreadable() {
    for command in ["check", "compile"] {
      let missing = flowmsg(command, "nope.flowmsg", files: files)
      #expect(missing.exit == 2 && missing.output.isEmpty)
      #expect(missing.error.contains("cannot read 'nope.flowmsg': there is no such file"))
      let nothing = flowmsg(command, "empty", files: files)
      #expect(nothing.exit == 2 && nothing.error.contains("found no '.flowmsg' file in 'empty'"))
    }
  }

  @Test("a root that is none, and a name for an input that is not read, are exit 2")
  func arguments() {
    #expect(flowmsg("check", "--root", "taken", files: files).error.contains("it is not a folder"))
    #expect(flowmsg("check", "--root", "none", files: files).exit == 2)
    #expect(flowmsg("check", "--stdin-filename", "x", "a.flowmsg", files: files).exit == 2)
    #expect(flowmsg("check", "--fix", "-", files: files).error.contains("cannot change standard input"))
    #expect(flowmsg("compile", "--ndjson", "-o", "d", files: files).exit == 2)
    #expect(flowmsg("compile", "--check", files: files).error.contains("--output DIR"))
    #expect(flowmsg("check", "--format", "json", "--format", "text", files: files).exit == 2)
    #expect(flowmsg("check", "--format", "json=r", "--format", "text=./r", files: files).exit == 2)
  }

  @Test("a report goes to its file, and one that cannot be written is exit 2")
  func reports() {
    #expect(flowmsg("check", "--format", "json=r.json", "a.flowmsg", files: files).output.isEmpty)
    #expect(files["r.json"]?.contains("\"version\": 1") == true)
    let full = MemoryFileSystem(["a.flowmsg": ""], failures: ["/proj/r.json": .noSpace])
    let failed = flowmsg("check", "--format", "json=r.json", "a.flowmsg", files: full)
    #expect(failed.exit == 2 && failed.error.contains("cannot write 'r.json': no space left on device"))
  }

  @Test("a closed pipe is quiet, a full disk is not")
  func writing() {
    let closed = flowmsg("--help", console: FakeConsole(outputFailure: .closedPipe))
    #expect(closed.exit == 0 && closed.error.isEmpty)
    let full = flowmsg("--help", console: FakeConsole(outputFailure: .noSpace))
    #expect(full.exit == 2 && full.error.contains("cannot write to standard output: no space left on device"))
  }

  @Test("an output that cannot be one is told before anything is written")
  func outputFolder() {
    let taken = flowmsg("compile", "-o", "taken", "a.flowmsg", files: files)
    #expect(taken.exit == 2 && taken.error.contains("cannot write to 'taken': it is a file"))
  }

  @Test("explain and schema")
  func reference() {
    for code in (Compiler.catalogue + Compiler.requestCatalogue).map(\.code.description) {
      #expect(flowmsg("explain", code.lowercased()).exit == 0)
      #expect(flowmsg("explain").output.contains(code))
    }
    #expect(flowmsg("explain", "FM0000").exit == 2)
    for name in ["body", "open", "openapi", "diagnostics", "manifest", "sourcemap", "report"] {
      let schema = flowmsg("schema", name)
      #expect(schema.exit == 0 && schema.output.hasPrefix("{\n") && schema.output.hasSuffix("}\n"))
    }
  }

  @Test(
    "colour: the option, then NO_COLOR, then FORCE_COLOR, then the terminal",
    arguments: [
      ([], [:], true, true), ([], [:], false, false), (["--color=never"], ["FORCE_COLOR": "1"], true, false),
      (["--color=always"], ["NO_COLOR": "1"], false, true), ([], ["NO_COLOR": "1", "FORCE_COLOR": "1"], true, false),
      ([], ["FORCE_COLOR": "1"], false, true), ([], ["NO_COLOR": ""], true, true), ([], ["TERM": "dumb"], true, false),
      (["--color=auto"], ["FORCE_COLOR": "0"], true, false),
    ] as [([String], [String: String], Bool, Bool)])
  func color(_ options: [String], _ variables: [String: String], _ isTerminal: Bool, _ expected: Bool) throws {
    let environment = Environment(
      fileSystem: files, console: FakeConsole(terminals: isTerminal ? [.output] : []), variable: { variables[$0] },
      runner: SerialRunner())
    guard case .run(_, let invocation) = try Commands.parser.parse(["check"] + options) else { return }
    #expect(environment.usesColor(.output, invocation.value(.color)) == expected)
  }
}
