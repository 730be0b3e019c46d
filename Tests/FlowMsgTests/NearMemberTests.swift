import FlowMsg
import Testing

/// A member of `parameters` that is nearly a known one is most likely misspelt.
struct NearMemberTests {
  private static func source(_ member: String) -> String { message("screen S", "parameters { \(member): \"x\" }") }

  @Test(arguments: [
    ("flow_toke", "flow_token"), ("flowtoken", "flow_token"), ("Flow_Token", "flow_token"),
    ("flow-token", "flow_token"), ("flowToken", "flow_token"), ("\"flow token\"", "flow_token"),
    ("flow_tokn", "flow_token"), ("flow_tokens", "flow_token"), ("folw_token", "flow_token"),
    ("flow_tökén", "flow_token"), ("flow_mesage_verson", "flow_message_version"), ("flow_idd", "flow_id"),
    ("flow_di", "flow_id"), ("Mode", "mode"), ("FLOW_ACTION", "flow_action"),
  ])
  func isReportedWithAFix(_ member: String, _ meant: String) throws {
    let source = Self.source(member)
    let made = compile(["main.flowmsg": source])
    #expect(findings(made) == ["3: FM6009"])
    let found = try #require(made.diagnostics.first)
    #expect(found.help.first == "did you mean `\(meant)`?" && found.fixes.allSatisfy { !$0.isSafe })
    let quoted = member.hasPrefix("\"") ? "\"\(meant)\"" : meant
    #expect(mended(source, [found]).contains("parameters { \(quoted): \"x\" }"))
  }

  @Test func isReportedOfAnAction() {
    #expect(Case(message("screen S", "parameters { flow_actoin: \"navigate\" }")).found == ["3: FM6009"])
  }

  /// Renamed, they would be errors.
  @Test(arguments: [
    ("flow_ctaa", "flow_cta", "cta"), ("flow-name", "flow_name", "flow"), ("flow_nam", "flow_name", "flow"),
    ("flow_action_paylod", "flow_action_payload", "screen"),
  ])
  func whatHasAStatementIsNotRenamed(_ member: String, _ meant: String, _ statement: String) throws {
    let made = compile(["main.flowmsg": Self.source(member)])
    #expect(findings(made) == ["3: FM6009"])
    let found = try #require(made.diagnostics.first)
    #expect(found.help == ["did you mean `\(meant)`?", "it has a statement of its own: write `\(statement)`"])
    #expect(found.fixes.isEmpty)
  }

  @Test(arguments: [
    "flow_data", "flow_type", "flow_mode", "flow_section", "flow_ip", "flow_", "flow", "f", "\"\"", "\"-\"", "code",
    "node", "model", "token", "view_token", "action", "campaign", "é", "flow_option", "other",
  ])
  func isSilentOfOthers(_ member: String) { #expect(Case(Self.source(member)).found == []) }

  @Test func isSilentOfALongName() {
    #expect(Case(Self.source("flow_token" + String(repeating: "-n", count: 100))).found == [])
  }

  @Test func isSilentInsideMembersAndElsewhere() {
    #expect(Case(message("parameters { a: { flow_toke: \"x\" } }", "payload { flow_toke: \"x\" }")).found == [])
  }

  /// The declaration has the member already: renamed, it would be there twice.
  @Test func oneThatIsThereTooIsNotWrittenTwice() {
    let source = message("parameters { flow_token: \"a\", flow_toke: \"b\" }")
    let made = compile(["main.flowmsg": source])
    #expect(findings(made) == ["2: FM6009"] && made.diagnostics.allSatisfy { $0.fixes.isEmpty })
  }

  private static let base = """
    base b { title "T", text "B", caption "C", flow f, cta "Go", screen S
      parameters { flow_token: "a" }
    }
    flow f { screen S }

    """

  @Test func isReportedWhereAnInheritedOneIsMeant() {
    let source = Self.base + "message m like b {\n  parameters { flow_toke: \"b\" }\n}\n"
    let made = compile(["main.flowmsg": source])
    #expect(findings(made) == ["6: FM6009"])
    #expect(findings(compile(["main.flowmsg": mended(source, made.diagnostics)])) == [])
  }

  @Test func isReportedOnceInABaseAndInALocale() {
    let inherited = Self.base.replacing("flow_token", with: "flow_toke") + "message m like b\nmessage n like b"
    #expect(Case(inherited).found == ["2: FM6009"])
    let locale = message(
      "screen S", "in es { title \"T2\", text \"B2\", cta \"Go2\", parameters { flow_toke: \"b\" } }")
    #expect(findings(compile(["main.flowmsg": locale])).filter { $0.hasSuffix("FM6009") } == ["3: FM6009"])
  }

  @Test func canBeAllowed() {
    #expect(Case("// flowmsg-allow FM6009: ours\n" + Self.source("flow_toke")).found == [])
  }
}
