import FlowMsg
import FlowMsgText
import Synchronization
import Testing

/// Texts that are not saved yet, and fixes of them, in memory alone.
struct OverlayTests {
  private static func path(_ name: String) -> SourcePath { SourcePath(canonical: name, display: name) }
  private static let disk = MemoryProvider([
    "main.flowmsg": "import \"lets.flowmsg\"\n" + message("title \"{marca}\""),
    "lets.flowmsg": "let marca = \"Aurora\"\n",
  ])

  private static func titles(_ provider: any SourceProvider) -> [String] {
    var options = CompilerOptions()
    options.product = .bodies(compact: true)
    let compilation = Compiler(provider: provider).compile([path("main.flowmsg")], options: options)
    return compilation.outputs.map {
      let body = String(decoding: compilation.chunks[$0.chunk].bytes[$0.range], as: UTF8.self)
      return String(body.prefix { $0 != "," })
    }
  }

  @Test func textsAreReadInThePlaceOfFiles() throws {
    var overlay = OverlayProvider(Self.disk)
    #expect(Self.titles(overlay) == [#"{"title":"Aurora""#])
    overlay[Self.path("lets.flowmsg")] = Array("let marca = \"Boreal\"\n".utf8)
    #expect(Self.titles(overlay) == [#"{"title":"Boreal""#])
    // Over another overlay, and whatever the file is shown as.
    var second = OverlayProvider(overlay)
    second[SourcePath(canonical: "lets.flowmsg", display: "shown")] = Array("let marca = \"Zênite\"\n".utf8)
    #expect(Self.titles(second) == [#"{"title":"Zênite""#])
    overlay[Self.path("lets.flowmsg")] = nil
    #expect(Self.titles(overlay) == [#"{"title":"Aurora""#])
    #expect(overlay[Self.path("lets.flowmsg")] == nil)
  }

  @Test func pathsAreToldApartByTheirBytes() throws {
    let (composed, apart) = ("\u{e9}.flowmsg", "e\u{301}.flowmsg")
    var overlay = OverlayProvider(MemoryProvider([composed: "saved"]))
    overlay[Self.path(apart)] = [0x21]
    #expect(try overlay.read(Self.path(composed)) == Array("saved".utf8))
    #expect(try overlay.read(Self.path(apart)) == [0x21])
  }

  @Test func whatIsNotThereFailsAsBefore() {
    var overlay = OverlayProvider(Self.disk)
    overlay[Self.path("new.flowmsg")] = []
    #expect(throws: ReadFailure.notFound) { try overlay.read(Self.path("other.flowmsg")) }
    #expect(throws: ReadFailure.notFound) { try overlay.locate("new.flowmsg", from: Self.path("main.flowmsg")) }
  }

  @Test func textsThatAreNotSavedAreFixed() {
    var overlay = OverlayProvider(Self.disk)
    overlay[Self.path("lets.flowmsg")] = Array("let marca = “Boreal”\n".utf8)
    let outcome = Compiler(provider: overlay).fix([Self.path("main.flowmsg")])
    #expect(outcome.changes.map(\.path.canonical) == ["lets.flowmsg"])
    #expect(outcome.changes.map(\.after) == [Array("let marca = \"Boreal\"\n".utf8)])
    #expect(outcome.fixCount == 1 && !outcome.compilation.hasErrors && !outcome.isCancelled)
  }

  @Test func fixesThatWereMadeBeforeItWasCancelledCount() {
    // Two rounds: what is wrong in the import is found when its string is one.
    var overlay = OverlayProvider(Self.disk)
    overlay[Self.path("main.flowmsg")] = Array(("let a = “A”\n" + message("text \"caf\\u00e1\"")).utf8)
    let compiler = Compiler(provider: overlay)
    let whole = compiler.fix([Self.path("main.flowmsg")])
    #expect(whole.fixCount == 2 && !whole.isCancelled)
    let asked = Asked()
    for most in 0...64 {
      asked.count.store(0, ordering: .relaxed)
      let outcome = compiler.fix([Self.path("main.flowmsg")]) {
        asked.count.add(1, ordering: .relaxed).oldValue >= most
      }
      #expect(outcome.isCancelled || outcome.fixCount == 2)
      #expect(outcome.changes.count == (outcome.fixCount == 0 ? 0 : 1))
      if outcome.fixCount > 0 { #expect(!outcome.compilation.isCancelled) }
      if !outcome.isCancelled { return }
    }
    Issue.record("it was cancelled every time")
  }

  private final class Asked: Sendable {
    let count = Atomic(0)
  }
}
