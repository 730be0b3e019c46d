import FlowMsgCLI
import Testing

/// What the sender looks at before the question.
struct LastLookTests {
  @Test func theFirstMessageAndWhoGetsIt() throws {
    let bench = try SendBench()
    try bench.folder.add(
      "people.csv",
      "to,Name,x\n12,Bad,\n5511987654321,\"Ana\u{202E}\",1\n525512345678,Eva,2\n5511987654322,Bia,3\n")
    let asked = bench.sendAll("--skip-invalid", "--country", "none", confirm: 9)
    #expect(asked.exit == 2 && bench.taken.isEmpty)
    let look = """
      line 3, to •••••••••••21:
        | Hello Ana\\u{202E}
        | One moment
        | Shop
        | [ Open ] opens the screen START
      from the bot 'B1' at \(bench.address.replacing("http://", with: "")), to 3 people
        by country: Brazil 2, Mexico 1
        columns: 'to', 'Name' as 'name'
      error: '--confirm 9'
      """
    #expect(asked.error.contains(look), "\(asked.error)")
    #expect(!asked.error.contains("987654321"))
  }

  @Test func dataAsItIsSentAndLocales() throws {
    let source = """
      flow offer { screen CART { total: number, nome: string(max: 20) } }
      message m(nome: string(min: 1, max: 20), total: number(min: 0, max: 9999)) {
        locales en, pt-BR
        title "Hello {nome}"
        in pt-BR { title "Oi {nome}", text "Um", cta "Abrir" }
        text "One\\nTwo", caption "Shop", flow offer, cta "Open"
        screen CART { total: total, nome: nome }
      }

      """
    let bench = try SendBench(source)
    try bench.folder.add(
      "people.csv", "to,nome,total,locale,bot\n5511987654321,5511987654321,10.50,,b1\n5511987654322,Eva,2,pt-BR,b2\n")
    let asked = bench.sendAll("--country", "none", confirm: 9)
    #expect(asked.exit == 2 && bench.taken.isEmpty)
    for line in [
      "  | One\n  | Two\n", "  |   total: 10.50\n", "  |   nome: \"•••••••••••21\"\n", "  | Hello •••••••••••21\n",
      "  by locale: base 1, pt-BR 1\n", "  by bot: b1 1, b2 1\n", "  by country: Brazil 2\n",
    ] { #expect(asked.error.contains(line), "\(line) in \(asked.error)") }
  }

  @Test func onePersonNeedsNone() throws {
    let bench = try SendBench()
    try bench.folder.add("people.csv", "to,name\n5511987654321,Ana\n")
    let sent = bench.sendAll("--country", "none", confirm: 1)
    #expect(sent.exit == 0 && !sent.error.contains("[ Open ]"), "\(sent.error)")
  }
}
