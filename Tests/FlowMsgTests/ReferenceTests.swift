import FlowMsg
import FlowMsgText
import Testing

/// From every use of a name to its declaration, and from a declaration to all uses and no other.
struct ReferenceTests {
  private static func complaints(_ source: String, _ files: [String: String] = [:]) -> [String] {
    MarkedSources(files.merging(["main.flowmsg": source]) { $1 }).complaints()
  }

  @Test(arguments: [
    "let ⟨=a marca⟩ = \"x\"\nlet b = ⟨a marca⟩\nlet c = [⟨a marca⟩, \"{⟨a marca⟩}, {⟨a marca⟩}\", { marca: ⟨a marca⟩ }]",
    // Members, in texts and values; a member that is itself a name leads on.
    """
    let ⟨=a loja⟩ = { ⟨=b rua⟩: { ⟨=c nome⟩: "x" }, nome: 1 }
    let ⟨=d outra⟩ = { ⟨=e casa⟩: ⟨a loja⟩.⟨b rua⟩, nome: 2 }
    let y = ⟨d outra⟩.⟨e casa⟩.⟨c nome⟩
    let z = "{⟨a loja⟩.⟨b rua⟩.⟨c nome⟩} {⟨d outra⟩.⟨e casa⟩}"
    """,
    "let a = { ⟨=k \"x y\"⟩: 1, ⟨=q \"q\"⟩: 2 }\nlet b = a.⟨q q⟩",
    // The key may be written with an escape.
    "let a = { ⟨=k \"a\\u{62}c\"⟩: 1 }\nlet b = a.⟨k abc⟩",
    "let a = { ⟨=k \"a\\\"c\"⟩: 1 }",
    // The order of declarations does not matter; a let may have any word's name.
    "let x = ⟨a title⟩\nlet ⟨=a title⟩ = \"t\"\n" + message("title \"{⟨a title⟩}\"", "payload { title: ⟨a title⟩ }"),
    // A name that is a part of others.
    "let ⟨=a nome⟩ = \"x\"\nlet ⟨=b nome2⟩ = ⟨a nome⟩\nlet ⟨=c sobrenome⟩ = \"{⟨b nome2⟩}{⟨a nome⟩}\"\nlet d = ⟨c sobrenome⟩",
    // What is no hole.
    "let ⟨=a nome⟩ = \"x\"\nlet b = \"nome \\{nome\\} {⟨a nome⟩} nome} // {⟨a nome⟩}\" // nome\nlet c = { nome: \"nome\" }",
    // Block strings.
    "let ⟨=a nome⟩ = \"x\"\nlet b = \"\"\"\n  nome {⟨a nome⟩},\n    \\{nome} {⟨a nome⟩}\n  \"\"\"",
    message("title \"\"\"\n    {⟨a nome⟩}\n    \"\"\"") + "let ⟨=a nome⟩ = \"x\"",
    // Letters that are no ASCII.
    "let ⟨=a título⟩ = { ⟨=b ação⟩: \"x\" }\nlet y = \"é {⟨a título⟩.⟨b ação⟩} é\"",
  ])
  func lets(_ source: String) { #expect(Self.complaints(source) == []) }

  @Test(arguments: [
    "type ⟨=a Nome⟩ = string\ntype ⟨=b Nomes⟩ = [⟨a Nome⟩](max: 3)\ntype C = { Nome: ⟨a Nome⟩, x?: [{ y: ⟨b Nomes⟩ }] }",
    "type ⟨=a Nome⟩ = string\nflow g { screen S { nome: ⟨a Nome⟩ } }\nbase b(n: ⟨a Nome⟩, Nome: [⟨a Nome⟩]) { title \"{n}\" }",
    // Fields, through names of types, lists, arguments, defaults, examples and paths.
    """
    type T = { ⟨=x id⟩: string, ⟨=y more⟩?: [{ ⟨=z id⟩: integer }] }
    base b(t: T, list: [T] = [{ ⟨x id⟩: "1" }]) { title "{t.⟨x id⟩}", payload { id: t.⟨x id⟩, m: t.⟨y more⟩ } }
    message m like b(t: { ⟨x id⟩: "1", ⟨y more⟩: [{ ⟨z id⟩: 1 }, { ⟨z id⟩: 2 }] }) {
      text "{t.⟨x id⟩}"
      payload { id: 1 }
      example { list: [{ ⟨x id⟩: "1" }] }
    }
    """,
    // A parameter's own shape.
    "message m(p: { ⟨=a k⟩: string, l: { ⟨=b k⟩: string } }) { title \"{p.⟨a k⟩} {p.l.⟨b k⟩}\", payload { k: p.⟨a k⟩ } }",
  ])
  func types(_ source: String) { #expect(Self.complaints(source) == []) }

  @Test(arguments: [
    """
    base ⟨=b b⟩(⟨=p nome⟩: string, ⟨=q outro⟩: string = "nome") {
      title "{⟨p nome⟩} nome \\{nome\\}"
      payload { nome: ⟨p nome⟩, x: [⟨q outro⟩, "{⟨q outro⟩}"] }
      in es { title "{⟨p nome⟩}", payload { nome: ⟨p nome⟩ } }
    }
    message ⟨=m m⟩ like ⟨b b⟩(⟨p nome⟩: "nome") { text "{⟨p nome⟩}", example { ⟨q outro⟩: "nome" } }
    message n(⟨=r nome⟩: string) like ⟨b b⟩(⟨p nome⟩: ⟨r nome⟩, ⟨q outro⟩: "{⟨r nome⟩}")
    message o(⟨=s nome⟩: string) like ⟨b b⟩ { title "{⟨s nome⟩}", example { ⟨s nome⟩: "x", ⟨q outro⟩: "y" } }
    """,
    // Chains: a parameter is the nearest that declares it.
    """
    base ⟨=a a⟩(⟨=x x⟩: string, ⟨=y y⟩: string) { title "{⟨x x⟩}{⟨y y⟩}" }
    base ⟨=b b⟩(⟨=z z⟩: string) like ⟨a a⟩(⟨y y⟩: ⟨z z⟩) { text "{⟨x x⟩}{⟨z z⟩}" }
    base ⟨=c c⟩ like ⟨b b⟩
    message ⟨=d d⟩ like ⟨c c⟩(⟨x x⟩: "1", ⟨z z⟩: "2") { caption "{⟨x x⟩}{⟨z z⟩}" }
    message e like ⟨d d⟩
    """,
    // An argument sees what is open, or the let of that name.
    """
    let ⟨=l nome⟩ = "x"
    message m(⟨=p x⟩: string, n: string = ⟨l nome⟩) { title "{⟨p x⟩}{⟨l nome⟩}", example { ⟨p x⟩: ⟨l nome⟩ } }
    """,
  ])
  func parameters(_ source: String) { #expect(Self.complaints(source) == []) }

  @Test func aParameterHidesTheLetOfAnImport() {
    let main = """
      import "x.flowmsg"
      base b(⟨=p nome⟩: string) { title "{⟨p nome⟩}{⟨l outro⟩}" }
      message m like b(⟨p nome⟩: ⟨l2 nome⟩) { text "{⟨p nome⟩}" }
      message n { title "{⟨l2 nome⟩}" }
      """
    let library = "let ⟨=l2 nome⟩ = \"x\"\nlet ⟨=l outro⟩ = ⟨l2 nome⟩"
    #expect(Self.complaints(main, ["x.flowmsg": library]) == [])
  }

  @Test(arguments: [
    """
    bot ⟨=b br⟩ { id "br", provider cloud_api }
    bot ⟨=c br2⟩ { id br "x", provider cloud_api }
    let br = "br"
    message m { bot ⟨b br⟩, title "br", in es { bot ⟨c br2⟩ } }
    message n like m { bot ⟨b br⟩ }
    """,
    """
    flow ⟨=f f⟩ { screen ⟨=s S⟩ { ⟨=a a⟩: string, ⟨=l l⟩: [{ ⟨=b a⟩: string }] }, screen ⟨=t T⟩ }
    flow ⟨=g "g"⟩ { screen ⟨=u S⟩ { ⟨=v a⟩: string } }
    let a = "a"
    message m { flow ⟨f f⟩, screen ⟨s S⟩ { ⟨a a⟩: a, ⟨l l⟩: [{ ⟨b a⟩: "S" }] }, payload { a: 1, S: 2 } }
    message n { flow ⟨f "f"⟩, screen ⟨t T⟩ }
    message o { flow ⟨g g⟩, screen ⟨u S⟩ { ⟨v "a"⟩: "x" }, in es { screen ⟨u S⟩ { ⟨v a⟩: "y" } } }
    message p like o { in es { flow ⟨f "f"⟩, screen ⟨s S⟩ { ⟨a a⟩: "z" } }, in es-MX { screen ⟨s S⟩ { ⟨a a⟩: "" } } }
    message q like o { screen ⟨u S⟩ { ⟨v a⟩: "z" } }
    """,
  ])
  func botsAndFlows(_ source: String) { #expect(Self.complaints(source) == []) }

  @Test func flowJSON() {
    let json = """
      {"version": "7.1", "screens": [
        {"id": ⟨=s "START"⟩, "data": {⟨=d "day"⟩: {"type": "string"}, ⟨=i "items"⟩: {"type": "array", "items":
          {"type": "object", "properties": {⟨=k "id"⟩: {"type": "string"}}}}}}
      ]}
      """
    let main = """
      flow ⟨=f f⟩ from "flows/f.json"
      message m { flow ⟨f f⟩, screen ⟨s START⟩ { ⟨d day⟩: "id", ⟨i items⟩: [{ ⟨k id⟩: "day" }] } }
      message n { flow ⟨f "f"⟩, screen ⟨s START⟩ { ⟨d day⟩: "", ⟨i items⟩: [] }, payload { day: 1 } }
      """
    #expect(Self.complaints(main, ["flows/f.json": json]) == [])
  }

  @Test func valuesFromFiles() {
    let main = """
      let ⟨=l dados⟩ from "d.json"
      let x = ⟨l dados⟩.⟨a loja⟩.⟨b nome⟩
      """
    let files = ["d.json": "{⟨=a \"loja\"⟩: {⟨=b \"nome\"⟩: \"nome\"}, \"x\": [{\"nome\": 1}]}"]
    #expect(Self.complaints(main, files) == [])
    // The header of a table declares the keys of all its rows.
    #expect(Self.complaints("let t from \"t.csv\"", ["t.csv": "⟨=a nome⟩,⟨=b id⟩\nnome,1\nnome,2\n"]) == [])
  }

  @Test func importedNames() {
    let main = """
      import "lib/x.flowmsg"
      import "y.flowmsg"
      locales pt, es
      let nome = "{⟨l marca⟩}."
      type N = ⟨t T⟩
      message m like ⟨b b⟩(⟨p x⟩: ⟨l marca⟩) { bot ⟨bot br⟩, flow ⟨f f⟩, screen ⟨s S⟩ { ⟨k x⟩: ⟨l marca⟩ } }
      """
    let x = """
      let ⟨=l marca⟩ = "A"
      type ⟨=t T⟩ = string
      bot ⟨=bot br⟩ { id "1", provider cloud_api }
      base ⟨=b b⟩(⟨=p x⟩: ⟨t T⟩) { title "{⟨p x⟩}{⟨l marca⟩}" }
      """
    let files = [
      "lib/x.flowmsg": x, "y.flowmsg": "flow ⟨=f f⟩ { screen ⟨=s S⟩ { ⟨=k x⟩: string } }\nlet z = marca",
      // Seen by none, so it is another's.
      "z.flowmsg": "import \"y.flowmsg\"\nlet ⟨=o marca⟩ = ⟨o marca⟩\nmessage w { flow ⟨f f⟩ }",
    ]
    let sources = MarkedSources(files.merging(["main.flowmsg": main]) { $1 })
    #expect(sources.complaints(operands: ["main.flowmsg", "z.flowmsg"]) == [])
  }

  @Test func pathsLeadToFiles() throws {
    let main = "import \"x.flowmsg\"\nlet a from \"d.json\"\nflow f from \"f.json\"\nlet b from \"./d.json\""
    let compilation = compile(["main.flowmsg": main, "x.flowmsg": "let y = 1", "d.json": "1", "f.json": "{}"])
    let references = try #require(compilation.references)
    for (path, uses) in [("x.flowmsg", 1), ("d.json", 2), ("f.json", 1), ("./d.json", 2)] {
      let offset = try #require(main.utf8.firstRange(of: "\"\(path)\"".utf8)?.lowerBound)
      let place = UInt32(main.utf8.distance(from: main.startIndex, to: offset))
      let definition = try #require(references.definition(at: place + 2, in: FileID(0)))
      #expect(definition.kind == .file)
      let file = try #require(definition.location?.file)
      #expect(compilation.files[Int(file.rawValue)].name == path.replacing("./", with: ""))
      #expect(references.uses(of: definition).count == uses)
    }
  }

  @Test(arguments: [
    """
    locales ⟨=p pt-BR⟩, ⟨=e es-MX⟩
    message m { in ⟨e es-MX⟩ { title "es-MX" }, in ⟨x es⟩ { title "y" } }
    message n {
      locales ⟨=q pt-BR⟩, ⟨=f es⟩
      in ⟨f es⟩ { title "x" }
    }
    base b { in ⟨x es⟩ { title "x" }, in ⟨e es_mx⟩ { } }
    message o like n { in ⟨f es⟩ { title "y" } }
    """,
    "message m { in ⟨x es⟩ { title \"x\" } }\nbase n { in ⟨x es⟩ { } }",
  ])
  func locales(_ source: String) { #expect(Self.complaints(source) == []) }

  /// What can be answered is, around what is not understood.
  @Test(arguments: [
    "let ⟨=a x⟩ = {\nlet b = ⟨a x⟩\n",
    "let ⟨=a x⟩ = \nlet b = [⟨a x⟩, \nlet c = \"{⟨a x⟩}\"",
    "let a = { ⟨=k k⟩: y.z, b: \nlet c = a.⟨k k⟩.z",
    "let ⟨=a a⟩ = ⟨b b⟩\nlet ⟨=b b⟩ = ⟨a a⟩",
    "base ⟨=a a⟩(⟨=p p⟩: ) like ⟨b b⟩ { title \"{⟨p p⟩}\" }\nbase ⟨=b b⟩ like ⟨a a⟩(⟨p p⟩: 1) { screen }",
    "message m(⟨=p x⟩: string = ) { title \"{⟨p x⟩}\"\n",
    "flow ⟨=f f⟩ { screen ⟨=s S⟩ { a: }\nmessage m { flow ⟨f f⟩ titl \"x\", screen ⟨s S⟩ { a } ",
    "message m { title \"{nowhere}\", bot nowhere, flow nowhere, screen S { a: 1 } }",
    "let ⟨=a a⟩ = 1\nlet ⟨=b a⟩ = 2\nlet c = ⟨a a⟩",
    // Other code points are another name, whether they look the same or not.
    "let ⟨=a \u{E9}⟩ = 1\nlet ⟨=b x⟩ = e\u{301}\nlet c = [⟨a \u{E9}⟩, ⟨b x⟩]",
    "message m(⟨=a \u{E9}⟩: string) { title \"{e\u{301}}{⟨a \u{E9}⟩}\" }",
    "flow f { screen S { ⟨=a \"\"⟩: string } }\nmessage m { flow f, screen S { ⟨a \"\"⟩: \"x\" } }",
  ])
  func damaged(_ source: String) { #expect(Self.complaints(source) == []) }
}
