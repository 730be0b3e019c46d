import FlowMsgSyntax
import FlowMsgText
import Testing

/// Every entry of the catalogue that the parser finds draws itself, and its fixes remove it.
@Suite struct CatalogueTests {
  /// What the checker finds in a tree, and bytes that no Swift string holds.
  static let elsewhere: Set<DiagnosticCode> = [1001, 1110, 1111]
  static let entries = SyntaxDiagnostics.catalogue.filter { !elsewhere.contains($0.code) }

  @Test func codesAreUnique() {
    #expect(Set(SyntaxDiagnostics.catalogue.map(\.code)).count == SyntaxFaultKind.allCases.count)
  }

  @Test(arguments: entries.map(\.code))
  func theBadExampleDrawsItsCodeAlone(code: DiagnosticCode) throws {
    let entry = try #require(Self.entries.first { $0.code == code })
    #expect(Reading(entry.bad).diagnostics.map(\.code) == [code])
    #expect(Reading(entry.good).diagnostics.map(\.code) == [])
  }

  @Test(arguments: entries.map(\.code))
  func itsFixesRemoveIt(code: DiagnosticCode) throws {
    let entry = try #require(Self.entries.first { $0.code == code })
    let reading = Reading(entry.bad)
    for fix in reading.diagnostics.flatMap(\.fixes) {
      let fixed = Reading(reading.applying(fix))
      #expect(fixed.diagnostics.map(\.code) == [], "\(fix.title): \(String(decoding: fixed.bytes, as: UTF8.self))")
    }
  }

  @Test func invalidUTF8NamesTheByte() throws {
    let found = try #require(Reading(Array("let a = \"Jos".utf8) + [0xE9, 0x22, 0x0A]).diagnostics.first)
    #expect(found.code == 1001)
    #expect(found.location.range == ByteRange(12, 13))
    #expect(found.message.contains("0xE9"))
  }
}
