import FlowMsgCLI
import Testing

/// Which columns fill which fields: as people write their headers, and never another one in silence.
struct ColumnTests {
  private static let source = """
    type Loja = { cidade: string(min: 1, max: 20), bairro?: string(min: 1, max: 20) }
    message m(nome: string(min: 1, max: 30), cuotas: integer = 3, loja: Loja = { cidade: "Lima" }) {
      title "Olá, {nome}"
      text "{cuotas} em {loja.cidade}"
      caption "C"
      flow "f"
      cta "Go"
      screen S
    }
    """

  private func render(_ rows: String, _ options: String...) -> Outcome {
    flowmsg(
      ["render", "m.flowmsg", "--bot", "B"] + options, files: MemoryFileSystem(["m.flowmsg": Self.source]),
      console: FakeConsole(input: rows))
  }

  private func isFilled(_ made: Outcome, _ title: String, _ text: String) -> Bool {
    made.exit == 0 && made.output.contains("\"title\":\"Olá, \(title)\",\"text\":\"\(text)\"")
  }

  @Test(
    arguments: [
      "to,nome,cuotas,loja.cidade", "TO,Nome,CUOTAS,Loja.Cidade", " to , nome ,Cuótas,loja.cidade",
      "To,NOME,c_uo-tas,LOJA.CIDADE",
      "to,n\u{200B}ome,cuotas\u{FEFF},loja.cidade", "to,nome,cu otas,loja . cidade",
    ])
  func headersMatchLoosely(_ header: String) {
    #expect(isFilled(render("\(header)\n593987654321,Ana,7,Quito\n"), "Ana", "7 em Quito"), "\(header)")
  }

  @Test func anExactHeaderWins() {
    let made = render("to,Nome,nome\n593987654321,A,B\n")
    #expect(
      isFilled(made, "B", "3 em Lima") && made.error == "note: the column 'Nome' fills nothing\n", "\(made.error)")
    let composed = flowmsg(
      ["render", "m.flowmsg", "--bot", "B"],
      files: MemoryFileSystem(["m.flowmsg": Self.source.replacing("nome", with: "início")]),
      console: FakeConsole(input: "to,ini\u{301}cio\n593987654321,Ana\n"))
    #expect(isFilled(composed, "Ana", "3 em Lima"), "\(composed.error)")
  }

  /// A header, and what is reported of it.
  @Test(
    arguments: [
      ("to,Nome,NOME", "the columns 'Nome', 'NOME' are both called like 'nome'"),
      ("to,nome,Valor", "the header"), ("to,nome,Cota", "no column fills 'cuotas'"),
      ("to,nome,Cuota", "the column 'Cuota' fills nothing, and no column fills 'cuotas'"),
      ("Telefone,nome", "'--column to=Telefone'"), ("Móvil,nome", "'--column to=Móvil'"),
      ("WhatsApp,nome", "'--column to=WhatsApp'"),
      ("Celular,apellido", "the header has no columns 'to', 'nome'"),
      ("to,nome,loja", "the column 'loja' cannot hold an object"),
    ])
  func whatIsNotPlainIsRefused(_ header: String, _ message: String) {
    let cells = header.split(separator: ",").indices.map { $0 == 0 ? "593987654321" : "x" }.joined(separator: ",")
    let made = render("\(header)\n\(cells)\n")
    if message == "the header" {
      #expect(made.exit == 0 && made.error == "note: the column 'Valor' fills nothing\n", "\(made.error)")
    } else {
      #expect(made.exit == 2 && made.output.isEmpty && made.error.contains(message), "\(header): \(made.error)")
    }
  }

  @Test func theWaysOnOfTheRefusalsWork() {
    let rows = "to,nome,Cuota\n593987654321,Ana,9\n"
    #expect(isFilled(render(rows, "--column", "cuotas=Cuota"), "Ana", "9 em Lima"))
    #expect(isFilled(render(rows, "--column", "cuotas="), "Ana", "3 em Lima"))
    #expect(isFilled(render("Celular;nome\n593987654321;Ana\n", "--column", "to=celular"), "Ana", "3 em Lima"))
    let two = "to,Nome,NOME\n593987654321,A,B\n"
    #expect(isFilled(render(two, "--column", "nome=NOME"), "B", "3 em Lima"))
  }

  @Test func whatFillsNothingIsNamedOnce() {
    let csv = render("to,nome,x,y\n593987654321,A,1,2\n593987654322,B,1,2\n")
    #expect(csv.exit == 0 && csv.error == "note: the columns 'x', 'y' fill nothing\n")
    let lines = render(
      "{\"to\":\"593987654321\",\"nome\":\"A\",\"x\":1}\n{\"to\":\"593987654322\",\"nome\":\"B\",\"x\":1,\"zzz\":2}\n")
    #expect(lines.exit == 0 && lines.error == "note: the columns 'x', 'zzz' fill nothing\n", "\(lines.error)")
  }

  /// A line of JSON, and what is made of it.
  @Test(
    arguments: [
      (#""nome":"Ana""#, "Ana", "3 em Lima"), (#""NOME":" Ana ""#, "Ana", "3 em Lima"),
      (#""nome":"Ana","Cuotas":7,"loja.cidade":"Recife""#, "Ana", "7 em Recife"),
      (#""nome":"Ana","cuotas":"","loja":{"cidade":" Quito "}"#, "Ana", "3 em Quito"),
      (#""Nome":"B","nome":"Ana""#, "Ana", "3 em Lima"), (#""nome":"Ana","Nome":"B""#, "Ana", "3 em Lima"),
    ])
  func keysOfLinesMatchLoosely(_ members: String, _ title: String, _ text: String) {
    let made = render("{\"to\":\"593987654321\",\(members)}\n")
    #expect(isFilled(made, title, text), "\(members) \(made.error) \(made.output)")
  }

  @Test(
    arguments: [
      (#""nome":"""#, "'nome' is empty and has no default"), (#""Nome":"A","NOME":"B""#, "are both called like 'nome'"),
      (#""nome":"A","cuota":1"#, "the key 'cuota' fills nothing, and no key fills 'cuotas'"),
    ])
  func keysThatAreNotPlainAreBadRows(_ members: String, _ fault: String) {
    let made = render("{\"to\":\"593987654321\",\(members)}\n")
    #expect(made.exit == 2 && made.error.contains("line 1: ") && made.error.contains(fault), "\(made.error)")
  }

  /// A list of objects, in one array, gives what the same objects give a line each.
  @Test(
    arguments: [
      "[A,B,C]", "[\n  A,\n  B,\n  C\n]\n", " [ A ,\tB , C ] ", "\u{FEFF}[A,B,C]", "[\r\nA,\r\nB,\r\nC\r\n]\r\n",
    ])
  func anArrayIsReadLikeLines(_ shape: String) {
    let objects = [
      #"{"to": "593987654321", "nome": "A ] , [ \" x"}"#,
      "{\n \"to\": \"593987654322\",\n \"loja\": {\"cidade\": \"Q\"}, \"nome\": \"B\"}",
      #"{"to": "593987654323", "nome": "C\\"}"#,
    ]
    let array = zip("ABC", objects).reduce(shape) { $0.replacing(String($1.0), with: "<\($1.0)>") }
    let text = zip("ABC", objects).reduce(array) { $0.replacing("<\($1.0)>", with: $1.1) }
    let lines = objects.map { $0.replacing("\n", with: " ") + "\n" }.joined()
    let expected = render(lines)
    let made = render(text)
    #expect(expected.exit == 0 && made.exit == 0 && made.output == expected.output, "\(made.error)")
  }

  @Test func anArrayThatDoesNotEndIsCutOff() {
    let made = render(#"[{"to": "593987654321", "nome": "A"}, {"to": "593987654322", "nome": "B"}"#)
    #expect(made.exit == 2 && made.output.isEmpty && made.error.contains("']' is missing"), "\(made.error)")
    #expect(render("[]").exit == 0)
    #expect(render(#"[{"to": "593987654321", "nome": "A"}] x"#).error.contains("line 2"))
  }

  @Test(
    arguments: [
      ("PK\u{3}\u{4}xx", "a workbook"), ("%PDF-1.7", "a PDF"), (#"{"version":"7.1","screens":[]}"#, "Flow JSON"),
      (#"{"messaging_product":"whatsapp","to":"1"}"#, "Cloud API"),
      (#"{"title":"T","parameters":{}}"#, "a body of this API"),
    ])
  func whatIsNoListIsNamed(_ text: String, _ noun: String) {
    let made = render(text)
    #expect(made.exit == 2 && made.error.contains(noun), "\(made.error)")
  }

  @Test func anObjectOverSeveralLinesIsNamed() {
    let made = render("{\n  \"to\": \"593987654321\",\n  \"nome\": \"A\"\n}\n")
    #expect(made.exit == 2 && made.error.contains("as 'jq -c' does"), "\(made.error)")
  }

  @Test(arguments: ["To", "LOCALE", "Bot"]) func noParameterIsCalledLikeAColumn(_ name: String) {
    let source = Self.source.replacing("cuotas", with: name)
    let made = flowmsg(["check", "m.flowmsg"], files: MemoryFileSystem(["m.flowmsg": source]))
    #expect(made.exit == 1 && made.output.contains("a parameter cannot be called `\(name)`"))
  }

  /// Columns and rows that a spreadsheet saves around what is written.
  @Test(
    arguments: [
      "to,nome,,\n593987654321,Ana,,\n", "to,nome,,\n593987654321,Ana\n", "to,,nome\n593987654321,,Ana\n",
      ",,\n ; \n\nto,nome,\n593987654321,Ana,\n,,\n", "to;nome;;\n593987654321;Ana;;\n;;;\n",
    ])
  func blankColumnsAndRowsArePassedOver(_ list: String) {
    #expect(isFilled(render(list), "Ana", "3 em Lima"), "\(list)")
  }

  @Test func contentWithoutANameIsNamedByItsLetter() {
    let made = render(",,\nto,nome,\n593987654321,Ana,\n593987654322,Bia,x\n")
    #expect(made.exit == 2)
    #expect(
      made.error.contains("line 4: column C has no name in the header, and something in this row"), "\(made.error)")
    let far = render(
      "to,nome\(String(repeating: ",", count: 30))\n593987654321,Ana\(String(repeating: ",", count: 30))x\n")
    #expect(far.error.contains("line 2: column AF has no name"), "\(far.error)")
  }

  @Test func aRowInQuotesIsCalledThat() {
    let row = render("to,nome\n\"593987654321,Ana\"\n")
    #expect(row.exit == 2 && row.error.contains("line 2: the whole row is one cell in double quotes"), "\(row.error)")
    let header = render("\"to,nome\"\n\"593987654321,Ana\"\n")
    #expect(header.exit == 2 && header.error.contains("each row seems to stand in one cell"), "\(header.error)")
  }

  @Test func aRowInsideACellIsNotLost() {
    for cell in [
      "\"Ana\n593987654322,Bia\"", "\"Ana\r\n593987654322,Bia\r\n593987654323,Caio\"",
      "\"A \"\"x\"\"\n+593 987654322,B\"",
    ] {
      let made = render("to,nome\n593987654321,\(cell)\n593987654329,Zoe\n", "--skip-invalid")
      #expect(made.error.contains("line 2: a cell in double quotes holds another row of the list"), "\(made.error)")
      #expect(made.exit == 0 && made.output.contains("Zoe") && !made.output.contains("Ana"), "\(made.output)")
    }
    // A list inside a text is none, and neither is a row of fewer cells.
    #expect(isFilled(render("to,nome,cuotas\n593987654321,Ana,3\n"), "Ana", "3 em Lima"))
    let text = render("to,loja.cidade,nome\n593987654321,\"Lima\n1,2\",Ana\n")
    #expect(!text.error.contains("another row"), "\(text.error)")
  }

  @Test func numbersWithEscapesInAnyNumberOfRows() {
    let rows = (0..<2000).map { "{\"to\":\"\\u0035939876\(50000 + $0)\",\"nome\":\"A\\u00e9\($0)\"}\n" }
    let made = render(rows.joined())
    let paths = made.output.split(separator: "\n").map { $0.prefix(80).split(separator: "/")[5] }
    #expect(made.exit == 0 && paths.map(String.init) == (0..<2000).map { "5939876\(50000 + $0)" }, "\(made.error)")
  }

  @Test func anErrorOfTheSpreadsheetInTo() {
    let made = render("to,nome\n#N/D,Ana\n")
    #expect(made.error.contains("line 2: 'to': '#N/D' is an error of the spreadsheet"), "\(made.error)")
  }
}
