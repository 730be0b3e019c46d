import FlowMsgRows
import Testing

@Suite("Open forms")
struct OpenFormTests {
  @Test("a form is filled to the compact body, in order, digit for digit")
  func fills() throws {
    let form = Form(data: #"{"n": {"$param": "n"}, "$$x": 1.10, "a": [], "o": {}, "t": "q\"\u0001é"}"#)
    let body = try form.fill("to,nome,n\n593987654321,\"Ana \"\"x\"\"\\\",5\n").text
    #expect(
      body == #"""
        {"title":"Olá, Ana \"x\"\\!","text":"t","caption":"c","parameters":{"flow_name":"f","flow_cta":"Ver","flow_action_payload":{"screen":"CART","data":{"n":5,"$x":1.10,"a":[],"o":{},"t":"q\"\u0001é"}}}}
        """#)
  }

  @Test("a request has its parts of the path encoded, and the query where there is one")
  func requests() throws {
    let plain = try Form().fill(
      "to,nome\n+593 (98) 765-4321,A\n", frame: .request(type: nil), bot: nil, environment: "staging")
    #expect(
      plain.text.hasPrefix(
        #"{"method":"POST","path":"/v1/bots/b%201/users/593987654321/flow_message","query":{},"body":{"title""#))
    #expect(plain.text.hasSuffix("}}}}\n") || plain.text.hasSuffix("}}}}}\n"))
    let typed = try Form().fill("to,nome\n593987654321,A\n", frame: .request(type: "a\"b"))
    #expect(typed.text.contains(#""query":{"type":"a\"b"},"body""#))
    #expect(typed.text.contains("/v1/bots/b%201/users/"))
  }

  @Test("an empty cell takes the default, and without one the row is bad")
  func defaults() throws {
    #expect(try Form().fill("to,nome,n\n593987654321,A,\n").text.contains(#""data":{"n":3}"#))
    #expect(try Form().fault("nome,n", ",4") == "2: 'nome' is empty and has no default")
    #expect(try Form().fill("to,nome\n593987654321,A\n", set: ["n": "7"]).text.contains(#"{"n":7}"#))
  }

  @Test("a plain body is a form without parameters")
  func plain() throws {
    let text = #"{"title":"t","text":"t","caption":"c","parameters":{"flow_name":"f","flow_cta":"Ver"}}"#
    let form = try OpenForm(reading: Array(text.utf8))
    #expect(form.types.parameters.isEmpty && form.variants.count == 1 && form.message == nil)
  }

  @Test("whatever is cut off is a failure with its place")
  func truncated() {
    let text = Array(Form().text.utf8)
    for end in 1..<text.count {
      #expect(throws: OpenFormFailure.self) { try OpenForm(reading: Array(text[..<end])) }
    }
  }

  @Test("a newer version, unknown members and damaged holes are failures with line, column and remedy")
  func damaged() throws {
    let newer = try #require(Form(version: "2").failure)
    #expect(newer.message.contains("version 2") && newer.help.contains("update flowmsg") && newer.line == 1)
    let cases: [(Form, String)] = [
      (Form(version: "\"1\""), "as the version, expected 1"),
      (Form(title: #"{"$param": "nume"}"#), "there is no parameter 'nume'"),
      (Form(title: #"{"$params": "nome"}"#), "unknown hole \"$params\""), (Form(title: "{}"), "expected a text"),
      (Form(data: #"{"n": {"$parm": "n"}}"#), "unknown hole \"$parm\""),
      (Form(data: #"{"n": {"$param": "n", "x": 1}}"#), "unknown member \"x\""),
      (Form(data: #"{"n": {"$text": ["a", 1]}}"#), "found a number in a text"),
      (Form(properties: #""nome": {"type": "strin"}"#), "there is no type \"strin\""),
      (Form(properties: #""nome": {"type": "string", "minLenght": 1}"#), "unknown member \"minLenght\""),
      (Form(properties: #""nome": {"enum": []}"#), "\"enum\" has no word"),
      (Form(required: #""nome", "x""#), "\"required\" names \"x\""),
      (Form(title: "7"), "found a number as `title`"), (Form(title: #""""#), "`title` is empty"),
      (Form(cta: #""Ver 🚀""#), "emoji"),
      (Form(properties: #""nome": {"type": "string", "default": 1}"#), "a default does not fit"),
      (Form(properties: #""nome": {"type": "boolean"}"#), "cannot stand in a text"),
    ]
    for (form, part) in cases {
      let failure = try #require(form.failure, "\(part)")
      #expect(failure.message.contains(part), "\(failure.message)")
      #expect(failure.line > 0 && failure.column > 0 && !failure.help.isEmpty)
    }
    #expect(Form().failure == nil)
  }

  @Test("texts are checked again with the row's values")
  func renderedTexts() throws {
    let long = Form(title: #"{"$text": ["\#(String(repeating: "a", count: 50))", {"$param": "nome"}]}"#)
    #expect(try long.fault("nome", "éééééééééé") == nil)
    #expect(try long.fault("nome", "ééééééééééé")?.contains("61 characters") == true)
    #expect(
      try Form().fault("nome", "\"a\nb\"") == "2: `title` gets a line break from 'nome': write it on one line [FM4006]")
    let button = Form(cta: #"{"$param": "nome"}"#)
    #expect(try button.fault("nome", "a©™é") == nil)
    for emoji in ["🚀", "1\u{20E3}", "❤\u{FE0F}", "🇧"] {
      #expect(try button.fault("nome", emoji)?.contains("`cta` gets an emoji from 'nome'") == true)
    }
  }

  @Test("the body may have a megabyte and no more")
  func size() throws {
    let form = Form(properties: #""nome": {"type": "string"}"#, title: #""t""#, data: #"{"n": {"$param": "nome"}}"#)
    #expect(
      try form.fault("nome", String(repeating: "a", count: 1 << 20))?.contains("expected at most 1048576") == true)
    #expect(try form.fault("nome", String(repeating: "a", count: (1 << 20) - 200)) == nil)
  }
}
