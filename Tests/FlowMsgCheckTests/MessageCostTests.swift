import FlowMsgCheck
import FlowMsgSyntax
import FlowMsgText
import TestSupport
import Testing

/// What checking a message costs in a program that has much else.
struct MessageCostTests {
  /// The least that checking hundred messages with a parameter takes beside so many lets, which they do not use.
  private static func leastTime(lets: Int) -> Duration {
    let source =
      (0..<lets).map { "let v\($0)=1\n" }.joined() + "flow f { screen S }\n"
      + (0..<100).map {
        "message m\($0)(p: string(max: 9)) { title \"T{p}\", text \"B\", caption \"C\", flow f, cta \"Go\", screen S }\n"
      }.joined()
    let unit = SourceUnit(file: FileID(0), bytes: Array(source.utf8))
    let checker = MessageChecker(program: Program(units: [unit], flowFiles: [:]))
    var least: Duration?
    for _ in 0..<5 {
      let time = ProcessorTime.measure {
        for message in unit.messages { checker.check(unit: 0, unit, extent: Int(message)) { _, _ in } }
      }
      least = min(least ?? time, time)
    }
    #expect(checker.takeAnalysis().diagnostics.allSatisfy { $0.severity != .error })
    return least ?? .zero
  }

  @Test func aMessageWithParametersDoesNotLookAtAllNames() {
    #expect(Self.leastTime(lets: 100_000) < Self.leastTime(lets: 10) * 3)
  }
}
