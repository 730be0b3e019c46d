import FlowMsg
import FlowMsgText
import Testing

/// What the language page says of declarations and names, a sentence a row.
struct NameTests {
  @Test(arguments: [
    // A name is declared once in a file, whatever it names elsewhere.
    Case("let a = 1\nlet a = 2", "2: FM2001"),
    Case("let a = 1\nlet a = 2\nlet a = 3", "2: FM2001", "3: FM2001"),
    Case("type a = string\ntype a = integer", "2: FM2001"),
    Case("bot a { id \"1\", provider cloud_api }\nbot a { id \"2\", provider cloud_api }", "2: FM2001"),
    Case("flow a { screen S }\nflow \"a\" { screen S }", "2: FM2001"),
    Case("let a = 1\ntype a = string\nbot a { id \"1\", provider cloud_api }\nflow a { screen S }"),
    Case("let a = 1\nlet A = 2"),
    // Only the fault is said, not what follows from it.
    Case("let a = \nlet b = a", "1: FM1101"),
    Case("let a = (\nlet b = \"{a}\"\nlet c = a.x", "1: FM1101"),
    Case("let a = \"x\nlet b = \"{a}\"", "1: FM1012"),
    // Words of the grammar are names; the three values and the built-in types are not.
    Case("let let = 1\nlet message = let\nlet import = message"),
    Case("let true = 1", "1: FM1111"),
    Case("let null = 1", "1: FM1111"),
    Case("type string = integer", "1: FM1111"),
    Case("type boolean = integer", "1: FM1111"),
    Case("let string = 1\nlet x = string"),
    // Unicode letters in lets, types and keys; ASCII in what becomes a file or wire name.
    Case("let título = { ação: \"x\" }\nlet y = \"{título.ação}\"\ntype Preço = string"),
    Case("let ti\u{301}tulo = 1", "1: FM1021"),
    Case("flow olá { screen S }", "1: FM1110"),
    Case("bot olá { id \"1\", provider cloud_api }", "1: FM1110"),
    Case("flow f { screen SÍ }", "1: FM1110"),
    Case(message("screen SÍ"), "2: FM1110"),
    // The order of declarations does not matter.
    Case("let b = a\nlet a = 1\ntype T = U\ntype U = string"),
  ])
  func declarations(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test(arguments: [
    Case("let a = a", "1: FM2008"),
    Case("let a = b\nlet b = a", "2: FM2008"),
    Case("let a = \"{b}\"\nlet b = { x: [a] }", "2: FM2008"),
    Case("let a = b\nlet b = a\nlet c = \"{a}\"\nlet d = c", "2: FM2008"),
    Case("type A = A", "1: FM2008"),
    Case("type A = [B]\ntype B = { x?: A }", "1: FM2008"),
    Case("type A = B\ntype B = B\nflow f { screen S { x: A } }", "2: FM2008"),
  ])
  func circles(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test(arguments: [
    Case("let a = b", "1: FM2002"),
    Case("let a = \"{b}\"", "1: FM2002"),
    Case("let a = [b, \"{c}\", { x: d.y }]", "1: FM2002", "1: FM2002", "1: FM2002"),
    Case("let a = b\nlet c = a\nlet d = \"{c}\"", "1: FM2002"),
    Case("type A = strin", "1: FM2003"),
    Case("flow f { screen S { x: Item } }", "1: FM2003"),
    Case(message("bot br"), "2: FM2004"),
    Case(message("flow g"), "2: FM2005"),
    Case(message("title \"{x}\"", "text \"{y}\""), "2: FM2002", "3: FM2002"),
    Case(message("payload { a: x, b: \"{y}\", c: [z] }"), "2: FM2002", "2: FM2002", "2: FM2002"),
    // A fault of a let is said once, in the let.
    Case(message("title \"{x}\"", "text \"{x}\"", "payload { a: x }") + "let x = y", "10: FM2002"),
    // Dotted paths.
    Case("let a = { x: { y: 1 } }\nlet b = a.x.y\nlet c = \"{a.x.y}\""),
    Case("let a = { x: 1 }\nlet b = a.y", "2: FM2007"),
    Case("let a = { x: 1 }\nlet b = a.x.y", "2: FM2007"),
    Case("let a = [1]\nlet b = a.x", "2: FM2007"),
    Case("let a = { x: 1 }\nlet b = a\nlet c = b.x\nlet d = b.z", "4: FM2007"),
    Case("let a = { \"x\": 1, true: 2 }\nlet b = a.x\nlet c = a.true"),
    Case(message("payload { a: x.b }") + "let x = { a: 1 }", "2: FM2007"),
  ])
  func unknown(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test(arguments: [
    ("let marca = \"x\"\nlet a = \"{marce}\"", "marca"),
    ("type T = strng", "string"),
    ("type Item = string\ntype T = Itme", "Item"),
    ("let a = { nome: 1 }\nlet b = a.nme", "nome"),
    ("bot br { id \"1\", provider cloud_ap }", "cloud_api"),
    ("bot avisos { id \"1\", provider cloud_api }\n" + message("bot aviso"), "avisos"),
    ("flow boas_vindas { screen S }\n" + message("flow boas_vidas"), "boas_vindas"),
    ("flow boas_vindas { screen S }\n" + message("flow \"boas_vidas\"", "screen S"), "boas_vindas"),
    (message("titel \"x\""), "title"),
    (message("playload { a: 1 }"), "payload"),
    ("mesage m { }", "message"),
    (message("screen s"), "S"),
    ("flow g { screen CART, screen CHECKOUT }\n" + message("flow g", "screen CHEKOUT"), "CHECKOUT"),
    ("flow g { screen S { nome: string } }\n" + message("flow g", "screen S { nme: \"x\" }"), "nome"),
    ("type T = string(mn: 1)", "min"),
  ])
  func suggests(_ source: String, _ word: String) {
    let diagnostics = compile(["main.flowmsg": source]).diagnostics
    let offered = diagnostics.flatMap(\.fixes).filter { fix in fix.edits.contains { $0.replacement.contains(word) } }
    #expect(!offered.isEmpty, "\(diagnostics.map { "\($0.message): \($0.help)" })")
  }

  @Test func suggestsHoweverManyNamesThereAre() {
    let names = (0..<3_000).map { "let n\($0)x = 1\n" }.joined()
    suggests(names + "let marca = \"x\"\nlet a = \"{marce}\"", "marca")
  }

  // MARK: Imports

  private static let library = "let a = \"A\"\nlet b = \"B\"\n"

  @Test(arguments: [
    Case("import \"x.flowmsg\"\nlet c = \"{a}\"", files: ["x.flowmsg": library]),
    Case(
      "import \"lib/x.flowmsg\"\nlet c = a",
      files: ["lib/x.flowmsg": "import \"../y.flowmsg\"\nlet a = d", "y.flowmsg": "let d = 1"]),
    // Not what that one imports.
    Case(
      "import \"x.flowmsg\"\nlet c = a", "2: FM2002",
      files: ["x.flowmsg": "import \"y.flowmsg\"", "y.flowmsg": library]),
    // Circles are fine.
    Case("import \"x.flowmsg\"\nlet c = a", files: ["x.flowmsg": "import \"main.flowmsg\"\nlet a = 1\nlet d = c"]),
    Case(
      "import \"x.flowmsg\"\nlet c = a", "x.flowmsg 2: FM2008",
      files: ["x.flowmsg": "import \"main.flowmsg\"\nlet a = c"]),
    // Twice, or itself, is a warning.
    Case("import \"x.flowmsg\"\nimport \"./x.flowmsg\"", "2: FM2011", files: ["x.flowmsg": library]),
    Case("import \"main.flowmsg\"", "1: FM2011"),
    // A clash is an error where it is used.
    Case(
      "import \"x.flowmsg\"\nimport \"y.flowmsg\"\nlet c = b", files: ["x.flowmsg": library, "y.flowmsg": "let a = 2"]),
    Case(
      "import \"x.flowmsg\"\nimport \"y.flowmsg\"\nlet c = a\nlet d = \"{a}\"", "3: FM2006", "4: FM2006",
      files: ["x.flowmsg": library, "y.flowmsg": "let a = 2"]),
    Case("import \"x.flowmsg\"\nlet a = 1\nlet c = a", "3: FM2006", files: ["x.flowmsg": library]),
    Case("import \"x.flowmsg\"\nlet a = 1\nlet c = b", files: ["x.flowmsg": library]),
    Case(
      "import \"x.flowmsg\"\nimport \"y.flowmsg\"\n" + message("bot br"), "4: FM2006",
      files: [
        "x.flowmsg": "bot br { id \"1\", provider cloud_api }", "y.flowmsg": "bot br { id \"1\", provider cloud_api }",
      ]),
    Case("import \"x.flowmsg\"\n" + message(), "6: FM2006", files: ["x.flowmsg": "flow \"f\" { screen S }"]),
    // What cannot be read is said once, and silences what might be in it.
    Case("import \"nowhere.flowmsg\"\nlet c = \"{a}\"\ntype T = U", "1: FM2010"),
    Case("import \"nowhere.flowmsg\"\n" + message("bot br", "flow g", "title \"{x}\""), "1: FM2010"),
    Case("import \"../x.flowmsg\"", "1: FM2010"),
    Case("import \"/x.flowmsg\"", "1: FM2010"),
    Case("import nowhere\nlet c = a", "1: FM1101"),
    Case("import \"a{b}\"", "1: FM1034"),
    Case("flow g from \"nowhere.json\"\n" + message("flow g", "screen ANY { x: 1 }"), "1: FM2010"),
    // Faults of imported files are reported too, once.
    Case("import \"x.flowmsg\"\nlet c = a", "x.flowmsg 1: FM2002", files: ["x.flowmsg": "let a = z"]),
  ])
  func imports(_ case: Case) { #expect(`case`.found == `case`.expected) }

  // MARK: Use

  @Test(arguments: [
    Case("let a = 1\ntype T = string"),
    Case("let a = 1\n" + message(), "1: FM2012"),
    Case("type T = string\n" + message(), "1: FM2012"),
    Case("let a = \"1\"\n" + message("title \"{a}\"")),
    Case("let a = { x: 1 }\n" + message("payload { b: a.x }")),
    Case("type T = string\nflow g { screen S { x: T } }\n" + message()),
    Case("import \"x.flowmsg\"\n" + message(), "1: FM2012", files: ["x.flowmsg": library]),
    Case("import \"x.flowmsg\"\n" + message("title \"{a}\""), files: ["x.flowmsg": library]),
    Case("import \"x.flowmsg\"\n" + message("bot br"), files: ["x.flowmsg": "bot br { id \"1\", provider cloud_api }"]),
    Case("import \"x.flowmsg\"\nlet c = a", files: ["x.flowmsg": library]),
    // Where a part was not understood, what it uses is not known.
    Case("let a = \"x\"\n" + message("title \"{a\""), "3: FM1030"),
    Case("let a = \"x\"\n" + message("titel \"{a}\""), "3: FM1108"),
  ])
  func unused(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test(arguments: [
    Case(message() + message(name: "M").replacing("flow f { screen S }\n", with: ""), "9: FM2020"),
    Case(message() + message(name: "m2").replacing("flow f { screen S }\n", with: "")),
    Case(message(name: "con"), "1: FM2021"),
    Case(message(name: "NUL"), "1: FM2021"),
    Case(message(name: "lpt9"), "1: FM2021"),
    Case(message(name: "com10")),
    Case(message(name: "console")),
    Case(message(name: "olá"), "1: FM1110"),
  ])
  func messageNames(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test func messageNamesAreUniqueAcrossOperands() {
    let files = ["main.flowmsg": message(), "b.flowmsg": message(name: "M")]
    #expect(findings(compile(files, operands: ["main.flowmsg", "b.flowmsg"])) == ["b.flowmsg 1: FM2020"])
  }
}
