import FlowMsgCLI
import Testing

/// Cells as spreadsheets of Latin America save them.
struct CellTests {
  private static let source = """
    message m(nome: string(min: 1, max: 30) = "x", total: number = 1, n: integer = 2, ok: boolean = true) {
      title "Olá, {nome}"
      text "T"
      caption "C"
      flow "f"
      cta "Go"
      screen S { total: total, n: n, ok: ok }
    }
    """

  private func render(_ rows: String, _ options: String...) -> Outcome {
    flowmsg(
      ["render", "m.flowmsg", "--bot", "B"] + options, files: MemoryFileSystem(["m.flowmsg": Self.source]),
      console: FakeConsole(input: rows))
  }

  private func data(_ made: Outcome) -> String? {
    guard made.exit == 0, let start = made.output.firstRange(of: "\"data\":{")?.upperBound else { return nil }
    return String(made.output[start...].prefix { $0 != "}" })
  }

  /// A header, a cell, and what it gives; nil for a bad row.
  @Test(
    arguments: [
      ("ok", "VERDADERO", "true"), ("ok", "FALSO", "false"), ("ok", "Verdadeiro", "true"), ("ok", "TRUE", "true"),
      ("ok", "FALSE", "false"), ("ok", "sí", "true"), ("ok", "no", "false"), ("ok", "SIM", "true"),
      ("ok", "não", "false"),
      ("ok", "1", "true"), ("ok", "0", "false"), ("ok", "talvez", nil), ("ok", "2", nil),
      ("total", "1.234,50", "1234.50"), ("total", "19,9", "19.9"), ("total", "19.90", "19.90"), ("total", "1.500", nil),
      ("total", "1,500", nil), ("total", "0,500", "0.500"), ("total", "0.500", "0.500"),
      ("total", "1.234.567", "1234567"),
      ("total", "-1.234,5", "-1234.5"), ("total", "1234", "1234"), ("total", "1,2,3", nil), ("total", "12.34.567", nil),
      ("total", "R$ 100", nil), ("total", "$1500", nil), ("total", "1 500", nil), ("total", "#N/D", nil),
      ("n", "1.500", nil), ("n", "1.500.000", "1500000"), ("n", "7", "7"), ("n", "1,5", nil),
    ] as [(String, String, String?)])
  func cellsOfASemicolonList(_ field: String, _ cell: String, _ value: String?) {
    let made = render("to;\(field)\n593987654321;\(cell)\n")
    #expect((made.exit == 0) == (value != nil), "\(cell) \(made.error)")
    if let value {
      #expect(data(made)?.contains("\"\(field)\":\(value)") == true, "\(cell) \(made.output)")
    } else {
      #expect(made.error.contains("line 2: '\(field)': "), "\(made.error)")
    }
  }

  @Test func theMarkIsGivenOrAsked() {
    let rows = "to;total\n593987654321;1.500\n"
    #expect(data(render(rows, "--decimal", "comma"))?.contains("\"total\":1500,") == true)
    #expect(data(render(rows, "--decimal", "point"))?.contains("\"total\":1.500,") == true)
    let asked = render(rows)
    #expect(asked.error.contains("--decimal comma") && asked.error.contains("--decimal point"))
    // Between commas a comma before decimals needs to be given.
    #expect(render("to,total\n593987654321,\"19,9\"\n").exit == 2)
    #expect(
      data(render("to,total\n593987654321,\"19,9\"\n", "--decimal", "comma"))?.contains("\"total\":19.9,") == true)
  }

  @Test(
    arguments: [
      "#N/D", "#N/A", "#REF!", "#VALUE!", "#¡VALOR!", "#VALOR!", "#DIV/0!", "#¡DIV/0!", "#¿NOMBRE?", "#NOME?", "#NÚM!",
      "#¡NUM!",
      "#NULO!", "######", "5,9E+11", "5.9E+11", "1E+12", "Promo\u{FFFD}o",
    ])
  func whatIsNoValueIsABadRowInATextToo(_ cell: String) {
    let made = render("to;nome\n593987654321;\(cell)\n")
    #expect(made.exit == 2 && made.error.contains("line 2: 'nome'"), "\(cell) \(made.error)")
  }

  @Test(arguments: ["#1 da loja", "E+12", "2E-1x", "#hashtag", "a5E+11"]) func whatLooksLikeItIsAText(_ cell: String) {
    #expect(render("to;nome\n593987654321;\(cell)\n").exit == 0)
  }

  @Test func oddTextsAreWarnedOfOnce() {
    let rows = (0..<9).map { "59398765432\($0);\($0 < 7 ? "JosÃ©" : "NULL")\n" }.joined()
    let made = render("to;nome\n" + rows)
    #expect(made.exit == 0)
    #expect(
      made.error.contains("warning: 7 cells were read in another encoding: 'JosÃ©' reads 'José'"), "\(made.error)")
    #expect(made.error.contains("(lines 2, 3, 4, 5, 6 and 2 more)"))
    #expect(made.error.contains("warning: 2 cells of text say 'NULL', which people will read (lines 9, 10)"))
  }

  @Test func blankCellsAndRowsArePassedOver() {
    let made = render("to;nome\n;\n593987654321;Ana;;\n;;;\n593987654322;Bia\n;\n;\n")
    #expect(made.exit == 0 && made.output.split(separator: "\n").count == 2, "\(made.error)")
    let bad = render("to;nome\n;\n\n1;Ana\n")
    #expect(bad.error.contains("line 4: the phone number"), "\(bad.error)")
  }

  /// The header, and what separates the cells.
  @Test(
    arguments: [
      ("to;nome;Endereco (rua, numero, bairro)", "593987654321;Ana;Rua A, 1, Centro"),
      ("to\tnome", "593987654321\tAna, Bia"),
      ("nome,to", "Ana,593987654321"), ("sep=;\nto;nome", "593987654321;Ana"), ("SEP=;\nto;nome", "593987654321;Ana"),
    ])
  func theDelimiterIsFoundByTheColumns(_ header: String, _ row: String) {
    let made = render("\(header)\n\(row)\n\(row.replacing("4321", with: "4322"))\n")
    #expect(made.exit == 0 && made.output.contains("Olá, Ana"), "\(made.error)")
  }

  @Test func whatReadsBothWaysIsAsked() {
    let rows = "to,x;to\n593987654321,2;593987654321\n"
    let made = render(rows)
    #expect(made.exit == 2 && made.error.contains("sep="), "\(made.error)")
    #expect(render("sep=,\n" + rows).error.contains("sep=") == false)
  }
}
