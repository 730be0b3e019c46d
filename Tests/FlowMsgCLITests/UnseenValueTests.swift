import FlowMsgCLI
import Testing

/// Values of recipients that would leave a text without anything to be seen, or with a control character in it.
struct UnseenValueTests {
  private static let source = """
    message m(nome: string(min: 1, max: 20), nota: string(max: 20) = "x") {
      title "{nome}"
      text "Olá, {nota}!"
      caption "C"
      flow "f"
      cta "Go"
      screen S
    }
    """

  private func render(_ nome: String, _ nota: String = "x") -> (exit: Int, error: String) {
    let line = "{\"to\":\"593987654321\",\"nome\":\"\(nome)\",\"nota\":\"\(nota)\"}\n"
    let made = flowmsg(
      ["render", "m.flowmsg", "--bot", "B"], files: MemoryFileSystem(["m.flowmsg": Self.source]),
      console: FakeConsole(input: line))
    return (Int(made.exit), made.error)
  }

  /// What fills the title, and what is reported of it.
  @Test(
    arguments: [
      ("Ana", nil), ("a\\u200bb", nil), ("\\u200b\\u2060", "`title` is empty with this row's values"),
      ("\\u2800", "`title` is empty"), ("\\u3164", "`title` is empty"),
      ("a\\nb", "`title` gets a line break from 'nome'"),
      ("a\\tb", "`title` gets a tab"), ("a\\u0007", "`title` gets a control character (U+0007)"),
      ("a\\u0085b", "`title` gets a line break (U+0085)"), ("a\\u2028b", "`title` gets a line break (U+2028)"),
    ] as [(String, String?)])
  func inATitle(_ nome: String, _ fault: String?) {
    let made = render(nome)
    #expect(made.exit == (fault == nil ? 0 : 2))
    if let fault { #expect(made.error.contains(fault), "\(made.error)") }
  }

  @Test(arguments: [("a\\nb", true), ("a\\tb", true), ("a\\r\\nb", true), ("a\\u0001", false), ("a\\u000bb", false)])
  func inAText(_ nota: String, _ passes: Bool) {
    #expect((render("Ana", nota).exit == 0) == passes)
  }
}
