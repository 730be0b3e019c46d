import FlowMsg
import FlowMsgText
import Testing

/// Texts that compiled in silence although something is wrong with them: those from files, damaged ones, and those of which
/// nothing can be seen.
struct SilentTextTests {
  private func codes(_ title: String, _ files: [String: String] = [:], _ rest: String = "") -> [String] {
    let source = message("title \"\(title)\"") + "\n" + rest
    return findings(compile(files.merging(["main.flowmsg": source]) { $1 }), from: .warning)
  }

  /// A text in a JSON file, and what is said where it is used.
  @Test(
    arguments: [
      ("Olá", []), ("Olá, {nome}!", ["2: FM2019"]), ("{{1}}", ["2: FM2019"]), ("{1}", ["2: FM2019"]),
      ("a ${data.x}", ["2: FM2019"]), ("{ nome }", ["2: FM2019"]), ("{nome completo}", ["2: FM2019"]),
      ("{{$user.names}}", ["2: FM2019"]), ("{título}", ["2: FM2019"]), ("{loja.cidade}", ["2: FM2019"]),
      ("{}", []), ("{a, b}", []), (":{", []), ("} {", []), ("{\\\"a\\\": 1}", []), ("R$ {", []),
      ("*Olá*", ["2: FM4007"]), (" Olá", ["2: FM4009"]), ("TODO: x", ["2: FM4010"]), ("a\\nb", ["2: FM4006"]),
      ("a\\tb", ["2: FM4006"]), ("a\\u0007b", ["2: FM4006"]), ("a\\u2028b", ["2: FM4006"]),
      ("a\\u0085b", ["2: FM4006"]),
      ("", ["2: FM4002"]), ("\\u200b", ["2: FM4002"]), ("Confirmac\\u0327a\\u0303o", []),
    ])
  func aTextFromAFileIsHeldToTheRulesOfTexts(_ text: String, _ found: [String]) {
    let files = ["t.json": "{\"a\": \"\(text)\"}"]
    #expect(codes("{t.a}", files, "let t from \"t.json\"") == found)
    // Through another let it is the same text.
    #expect(codes("{u}", files, "let t from \"t.json\"\nlet u = \"{t.a}\"") == found)
  }

  @Test func aPlaceholderInAListOrAnArgumentIsFoundToo() {
    let files = ["t.csv": "id;title\n1;Olá {nome}\n"]
    let list = message("payload { itens: t }") + "\nlet t from \"t.csv\""
    #expect(findings(compile(files.merging(["main.flowmsg": list]) { $1 })) == ["2: FM2019"])
    let base =
      "base b(x: string(min: 1, max: 20)) {\n  title \"{x}\"\n  text \"B\"\n  caption \"C\"\n  flow \"f\"\n"
      + "  cta \"Go\"\n  screen S\n}\nmessage m like b(x: j.a)\nlet j from \"j.json\"\n"
    let found = findings(compile(["main.flowmsg": base, "j.json": "{\"a\": \"{nome}\"}"]), from: .warning)
    #expect(found == ["9: FM2019"])
  }

  /// A title as it is written in a source, and what is said of it.
  @Test(
    arguments: [
      ("Promo\u{FFFD}o", ["2: FM1005"]), ("Promo\\u{fffd}o", ["2: FM1005"]), ("\u{FFFD}\u{FFFD}", ["2: FM1005"]),
      ("ConfirmaÃ§Ã£o", ["2: FM1006"]), ("NotificaciÃ³n", ["2: FM1006"]),
      ("OlÃ¡ â€œtudoâ€\u{9D}", ["2: FM1006", "2: FM1006", "2: FM4006"]),
      ("Bom dia ðŸ˜€", ["2: FM1006"]), ("Confirmação", []), ("“ATÉ AMANHÔ", []), ("Ele disse “SÓ”", []),
      ("MAÇÃ…", []), ("Às 8h, à vontade", []), ("voilà» «é»", []), ("Ünlü Göksu", []), ("São João da Barra", []),
      ("\u{200B}\u{2060}", ["2: FM4002"]), ("\u{2800}", ["2: FM4002"]), ("\u{3164}", ["2: FM4002"]),
      (" ", ["2: FM4002"]),
      ("\\n", ["2: FM4002", "2: FM4006"]), ("a\tb", ["2: FM4006"]), ("a\\u{b}b", ["2: FM4006"]),
      ("a\u{7F}", ["2: FM4006"]),
      ("a\u{2029}b", ["2: FM4006"]), ("a\u{85}b", ["2: FM4006"]), ("\u{FE0F}", ["2: FM4002"]), ("☀\u{FE0F}", []),
    ])
  func damagedAndInvisibleTitles(_ title: String, _ found: [String]) {
    #expect(codes(title) == found)
  }

  @Test func whatAWordWouldReadIsSaidAndOffered() throws {
    let found = compile(["main.flowmsg": message("title \"ConfirmaÃ§Ã£o já\"")]).diagnostics
    let one = try #require(found.first)
    #expect(one.message == "`ConfirmaÃ§Ã£o` looks like `Confirmação`, read in another encoding")
    #expect(one.fixes.map(\.edits.first?.replacement) == ["Confirmação"])
  }

  /// A statement, and whether a character is one too many there.
  @Test(arguments: ["title", "caption", "cta", "text"]) func controlCharacters(_ statement: String) {
    for (text, passesInText) in [
      ("a\\nb", true), ("a\\tb", true), ("a\\r\\nb", true), ("a\\rb", false), ("a\\u{1}b", false),
    ] {
      let found = findings(compile(["main.flowmsg": message("\(statement) \"\(text)\"")]), from: .warning)
      #expect(found == (statement == "text" && passesInText ? [] : ["2: FM4006"]), "\(statement) \(text)")
    }
  }

  @Test func damageInFilesIsSaidAtItsPlaceThere() {
    let source = "let t from \"t.json\"\nlet c from \"c.csv\"\n"
    let json = "{\"a\": \"x\",\n \"b\": \"Promo\\ufffdo\", \"c\": \"OlÃ¡\"}"
    let found = compile(["main.flowmsg": source, "t.json": json, "c.csv": "id;título\n1;é\u{FFFD}\n"])
    #expect(findings(found) == ["t.json 2: FM1005", "t.json 2: FM1006", "c.csv 2: FM1005"])
  }
}
