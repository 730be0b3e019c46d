import Testing

@testable import FlowMsgSandbox

@Suite("Faults")
struct FaultTests {
  @Test(
    "are read as they are written",
    arguments: [
      ("429:5%", SandboxFault(.status(429), share: 0.05)), ("503", SandboxFault(.status(503), share: 1)),
      ("reset-before:1%", SandboxFault(.resetBefore, share: 0.01)),
      ("reset-after:0.5%", SandboxFault(.resetAfter, share: 0.005)),
      ("close-after:100%", SandboxFault(.closeAfter, share: 1)), ("cut:0%", SandboxFault(.cut, share: 0)),
      ("hang:2%", SandboxFault(.hang, share: 0.02)), ("delay=200ms:10%", SandboxFault(.delay(200), share: 0.1)),
      ("delay:2s:10%", SandboxFault(.delay(2000), share: 0.1)), ("delay=1s", SandboxFault(.delay(1000), share: 1)),
    ])
  func reading(_ text: String, _ fault: SandboxFault) throws {
    #expect(try SandboxFault(reading: text) == fault)
  }

  @Test(
    "are refused with what to write",
    arguments: [
      ("", "there is no fault ''"), ("rest-after:1%", "there is no fault 'rest-after'"),
      ("399:1%", "expected 400 to 599"),
      ("600", "expected 400 to 599"), ("429:5", "a share needs"), ("429:101%", "a share needs"), ("429:-1%", "a share"),
      ("429:nan%", "a share needs"), ("429:%", "a share needs"), ("429:1%:2%", "a second ':'"),
      ("delay:5%", "a delay needs"),
      ("delay=:5%", "a delay needs"), ("delay=0ms", "a delay needs"), ("delay=99999s", "a delay needs"),
      ("delay=-5ms", "a delay needs"), ("4e2", "expected 400 to 599"),
    ])
  func refusals(_ text: String, _ words: String) {
    do throws(SandboxFaultError) {
      _ = try SandboxFault(reading: text)
      Issue.record("'\(text)' was read")
    } catch {
      #expect(error.message.contains(words), "\(error.message)")
    }
  }

  @Test("a near word is suggested")
  func suggestions() {
    do throws(SandboxFaultError) {
      _ = try SandboxFault(reading: "reset-afer:1%")
    } catch {
      #expect(error.help == "did you mean 'reset-after'?")
    }
  }

  @Test("take their shares, the same ones for the same seed")
  func shares() {
    let faults = [SandboxFault(.cut, share: 0.1), SandboxFault(.hang, share: 0.2)]
    func draw(_ seed: UInt64) -> [SandboxFault.Kind?] {
      var plan = FaultPlan(faults, seed: seed)
      return (0..<10_000).map { _ in plan.next()?.kind }
    }
    let drawn = draw(7)
    #expect(drawn == draw(7) && drawn != draw(8))
    #expect(900...1100 ~= drawn.count { $0 == .cut } && 1850...2150 ~= drawn.count { $0 == .hang })
    var all = FaultPlan([SandboxFault(.cut, share: 1)], seed: 1)
    for _ in 0..<1000 { #expect(all.next()?.kind == .cut) }
    var none = FaultPlan([SandboxFault(.cut, share: 0)], seed: 1)
    for _ in 0..<1000 { #expect(none.next() == nil) }
  }
}
