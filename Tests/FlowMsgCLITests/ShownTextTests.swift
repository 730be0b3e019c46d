import FlowMsgCLI
import Testing

@Suite("Text from outside")
struct ShownTextTests {
  @Test("what a terminal would obey is spelled out in every message")
  func complaints() {
    let name = "a\u{1B}[31m\u{9B}2J\u{202E}\u{7F}\r\nb"
    let shown = #"a\u{1B}[31m\u{9B}2J\u{202E}\u{7F}\u{D}\u{A}b"#
    for arguments in [
      ["check", name], [name], ["check", "--" + name], ["check", "--color", name], ["explain", name],
    ] {
      let outcome = flowmsg(arguments, files: MemoryFileSystem())
      #expect(outcome.exit == 2)
      #expect(outcome.error.contains(shown), "\(arguments): \(outcome.error)")
      let controls = outcome.error.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" || $0.value == 0x9B }
      #expect(controls.isEmpty)
    }
  }

  @Test("other texts are shown as they are")
  func plain() {
    let outcome = flowmsg("check", "Olá ☃ 👩‍👩‍👧")
    #expect(outcome.error.contains("'Olá ☃ 👩‍👩‍👧'"))
  }
}
