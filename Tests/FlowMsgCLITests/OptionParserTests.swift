import FlowMsgCLI
import Testing

@Suite("Command lines")
struct OptionParserTests {
  private func parse(_ arguments: [String]) throws -> Invocation {
    guard case .run(_, let invocation) = try Commands.parser.parse(arguments) else {
      throw Failure("no command ran")
    }
    return invocation
  }

  @Test(
    "options are found wherever they stand",
    arguments: [
      ["compile", "--output", "d", "a"], ["compile", "a", "--output", "d"], ["compile", "--output=d", "a"],
      ["compile", "-o", "d", "a"], ["compile", "-od", "a"], ["compile", "a", "-o=d"],
    ])
  func places(_ arguments: [String]) throws {
    let invocation = try parse(arguments)
    #expect(invocation.operands == ["a"])
    #expect(invocation.value(.output) == "d")
  }

  @Test("'--' ends the options, and '-' is an operand")
  func endOfOptions() throws {
    let invocation = try parse(["compile", "--compact", "-", "--", "--ndjson", "--"])
    #expect(invocation.operands == ["-", "--ndjson", "--"])
    #expect(invocation.has(.compact) && !invocation.has(.lines))
  }

  @Test("a value may be empty, hold '=' and begin with '-' when it is attached")
  func values() throws {
    #expect(try parse(["compile", "--message="]).value(.message) == "")
    #expect(try parse(["compile", "--message=a=b"]).value(.message) == "a=b")
    #expect(try parse(["compile", "--message=-x"]).value(.message) == "-x")
    #expect(try parse(["check", "--format", "json=a=b", "--format", "text"]).values(.format) == ["json=a=b", "text"])
  }

  @Test(
    "what is wrong is named, with the nearest right word",
    arguments: [
      (["chekc"], "there is no command 'chekc'", "did you mean 'check'?"),
      (["x.flowmsg"], "there is no command 'x.flowmsg'", "did you mean 'flowmsg check x.flowmsg'?"),
      (["--root", "check"], "expected a command before '--root'", "options stand after"),
      (["compile", "--ndjsn"], "'compile' has no option '--ndjsn'", "did you mean '--ndjson'?"),
      (["compile", "--deny=warnings"], "'compile' has no option '--deny'", "it is an option of 'check'"),
      (["compile", "-z"], "'compile' has no option '-z'", "'flowmsg compile --help'"),
      (["check", "--format", "jsn"], "'--format' does not know 'jsn'", "did you mean 'json'?"),
      (["check", "--format", "json="], "'--format json=' names no file", "leave out '='"),
      (["check", "--color=alway"], "'--color' does not know 'alway'", "did you mean 'always'?"),
      (["check", "--max-diagnostics", "-1"], "'--max-diagnostics' needs a value, N", "'--max-diagnostics=-1'"),
      (["check", "--max-diagnostics=-1"], "needs a whole number from 0, found '-1'", ""),
      (["check", "--max-diagnostics=99999999999999999999"], "needs a whole number", ""),
      (["compile", "--compact=yes"], "'--compact' takes no value", ""),
      (["compile", "-o"], "'-o' needs a value, DIR", ""),
      (["compile", "--output="], "needs a value, DIR, found an empty one", ""),
      (["compile", "--output", "--compact"], "'--output' needs a value", "'--output=--compact'"),
      (["compile", "-o", "a", "--output", "b"], "'--output' is given twice", ""),
      (["schema"], "'schema' needs an operand", "'manifest', 'sourcemap' or 'report'"),
      (["schema", "bdy"], "'schema' does not know 'bdy'", "did you mean 'body'?"),
      (["explain", "FM1", "FM2"], "'explain' does not take 'FM2'", ""),
    ])
  func mistakes(_ arguments: [String], _ message: String, _ help: String) {
    #expect {
      try parse(arguments)
    } throws: { error in
      guard let failure = error as? Failure else { return false }
      return failure.message.contains(message)
        && (help.isEmpty || failure.help.contains { $0.contains(help) })
    }
  }

  @Test("names and letters of a command's options are unique, and every option says what it does")
  func table() {
    for command in Commands.all {
      let options = command.definition.options
      #expect(Set(options.map(\.name)).count == options.count)
      let letters = options.compactMap(\.letter)
      #expect(Set(letters).count == letters.count)
      for option in options { #expect(!option.help.isEmpty && !option.help.hasSuffix(".")) }
    }
  }

  @Test("help is the same however it is asked for, and names every option")
  func help() {
    for command in Commands.all {
      let name = command.definition.name
      let asked = flowmsg(name, "--help")
      #expect(asked.exit == 0 && asked.error.isEmpty)
      #expect(asked.output == flowmsg("help", name).output)
      #expect(asked.output == flowmsg(name, "operand", "-h").output)
      for option in command.definition.options { #expect(asked.output.contains("--\(option.name)")) }
      #expect(flowmsg("--help").output.contains("  \(name) "))
      for line in asked.output.split(separator: "\n") { #expect(line.count <= 100) }
    }
  }

  @Test("no arguments are a mistake, the version is not")
  func edges() {
    let nothing = flowmsg()
    #expect(nothing.exit == 2 && nothing.output.isEmpty && nothing.error.contains("usage: flowmsg"))
    #expect(flowmsg("--version").output == "flowmsg \(Version.text)\n")
  }
}
