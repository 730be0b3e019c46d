import FlowMsg
import FlowMsgCheck
import FlowMsgText
import Testing

/// Every diagnostic's examples are its tests.
struct CatalogueTests {
  /// What no source can show: bytes that are no UTF-8 (tested with bytes of their own).
  private static let withoutExample: Set<DiagnosticCode> = [1001]
  /// Faults of Flow JSON files have Flow JSON as examples, which the reader's own tests compile.
  private static let ofFlowJSON: Range<DiagnosticCode> = 5100..<5200
  /// Examples that need another finding to be beside.
  private static let beside: [DiagnosticCode: DiagnosticCode] = [8003: 2002, 5014: 5100]
  private static let kinds = Compiler.catalogue.filter { !ofFlowJSON.contains($0.code) }

  @Test func codesAreUnique() {
    let codes = (Compiler.catalogue + Compiler.requestCatalogue).map(\.code)
    // A code that is retired is not used again.
    #expect(!codes.contains(9001))
    #expect(Set(codes).count == codes.count)
    #expect(codes.count > 80)
  }

  @Test func everyKindSaysWhy() {
    for kind in Compiler.catalogue {
      #expect(!kind.why.isEmpty && kind.why.hasSuffix("."), "\(kind.code)")
      #expect(kind.title.first?.isUppercase != true || kind.title.hasPrefix("Flow"), "\(kind.code)")
      #expect(!kind.title.hasSuffix("."), "\(kind.code)")
      #expect(kind.bad.isEmpty == Self.withoutExample.contains(kind.code), "\(kind.code)")
    }
  }

  @Test(arguments: kinds.map { ($0.code, $0.bad) })
  func badExampleDrawsItsCodeAlone(_ code: DiagnosticCode, _ bad: String) throws {
    guard !bad.isEmpty else { return }
    let compilation = compile(RuleExampleFiles.files.merging(["main.flowmsg": bad]) { $1 })
    let found = compilation.diagnostics.map(\.code)
    #expect(found.contains(code))
    let graver = compilation.diagnostics.filter {
      $0.severity > .note && $0.code != code && $0.code != Self.beside[code]
    }
    #expect(graver.isEmpty, "\(graver.map { "\($0.code) \($0.message)" })")
  }

  @Test(arguments: kinds.map { ($0.code, $0.good) })
  func goodExampleIsFine(_ code: DiagnosticCode, _ good: String) {
    let compilation = compile(RuleExampleFiles.files.merging(["main.flowmsg": good]) { $1 })
    let graver = compilation.diagnostics.filter {
      ($0.severity > .note && $0.code != Self.beside[code]) || $0.code == code
    }
    #expect(graver.isEmpty, "\(graver.map { "\($0.code) \($0.message)" })")
  }

  @Test func invalidUTF8IsFoundInBytes() {
    let provider = MemoryProvider(bytes: ["main.flowmsg": Array("let a = \"".utf8) + [0xFF] + Array("\"\n".utf8)])
    let compilation = Compiler(provider: provider)
      .compile([SourcePath(canonical: "main.flowmsg", display: "main.flowmsg")])
    #expect(findings(compilation) == ["1: FM1001"])
  }
}
