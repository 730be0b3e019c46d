import FlowMsgCLI
import Testing

/// Lists whose numbers lack their country code, as most do.
struct CountryListTests {
  let bench: SendBench

  init() throws { bench = try SendBench() }

  @Test func mostNumbersWithoutACountryCodeAreAsked() throws {
    try bench.folder.add("c.csv", "to,name\n3101234567,Ana\n3201234568,Bia\n3001234569,Eva\n")
    let asked = bench.send(list: "c.csv")
    #expect(asked.exit == 2 && bench.taken.isEmpty)
    #expect(asked.error.contains("3 of 3 numbers are complete numbers of "), "\(asked.error)")
    #expect(asked.error.contains("'--country CO' writes 57 before them") && asked.error.contains("'--country none'"))
    let sent = bench.send(list: "c.csv", ["--country", "CO"])
    #expect(sent.exit == 0 && bench.taken.sorted() == ["573001234569", "573101234567", "573201234568"], "\(sent)")
    #expect(sent.error.contains("note: the country code is written before 3 numbers"), "\(sent.error)")
  }

  @Test func numbersThatAreAlsoOfAnotherCountry() throws {
    try bench.folder.add("b.csv", "to,name\n12987654321,Ana\n11987654322,Bia\n")
    #expect(bench.send(list: "b.csv").error.contains("complete numbers of Brazil"))
    #expect(bench.send(list: "b.csv", ["--country", "55"]).exit == 0)
    #expect(bench.taken.sorted() == ["5511987654322", "5512987654321"])
  }

  @Test func internationalNumbersAreNotAsked() throws {
    try bench.folder.add("i.csv", "to,name\n+573101234567,Ana\n5511987654322,Bia\n")
    #expect(bench.send(list: "i.csv").exit == 0)
    #expect(bench.taken.sorted() == ["5511987654322", "573101234567"])
  }

  @Test func whoIsOfAnotherCountryThanNearlyAllIsReported() throws {
    let rows = (0..<199).map { "551198765\(4000 + $0),A\n" }.joined()
    try bench.folder.add("o.csv", "to,name\n" + rows + "573101234567,B\n")
    let sent = bench.send(list: "o.csv", ["--dry-run"])
    #expect(
      sent.error.contains("warning: 1 of 200 people is not of Brazil but of Colombia: is that right? (line 201)"),
      "\(sent.error)")
  }

  @Test(arguments: ["XX", "0", "brasil", "999999"]) func aCountryThatIsNone(_ name: String) throws {
    try bench.folder.add("i.csv", "to,name\n5511987654322,Bia\n")
    let made = bench.send(list: "i.csv", ["--country", name])
    #expect(made.exit == 2 && made.error.contains("'--country'") && bench.taken.isEmpty, "\(made.error)")
  }

  @Test func numbersThatReadBothWaysAreSettledByTheirColumn() throws {
    let bench = try SendBench(
      """
      bot shop { provider cloud_api, id "B1" }
      message m(name: string(min: 1, max: 40), total: number) {
        title "Hello {name}", text "T", caption "C", flow "f", cta "Go", screen S { total: total }, bot shop
      }
      """)
    try bench.folder.add("d.csv", "to;name;total\n5511987654322;Bia;1.500\n5511987654323;Ana;19,90\n")
    let sent = bench.send(list: "d.csv", ["--dry-run"])
    #expect(sent.exit == 0 && sent.output.contains("\"total\":1500"), "\(sent.error)\(sent.output)")
    try bench.folder.add("e.csv", "to;name;total\n5511987654322;Bia;1.500\n5511987654323;Ana;2.750\n")
    #expect(bench.send(list: "e.csv", ["--dry-run"]).error.contains("--decimal comma"))
    try bench.folder.add(
      "f.csv", "to;name;total\n5511987654322;Bia;1.500\n5511987654323;Ana;19,9\n5511987654324;Eva;19.9\n")
    #expect(bench.send(list: "f.csv", ["--dry-run"]).exit == 2)
  }
}
