import FlowMsgRows
import Testing

@Suite("Recipients")
struct RecipientTests {
  private func number(_ text: String) throws -> String {
    let result = try Form().fill("to,nome\n\"\(text)\",A\n", frame: .request(type: nil))
    guard let start = result.text.firstRange(of: "/users/") else { return result.faults.joined() }
    return String(result.text[start.upperBound...].prefix { $0 != "/" })
  }

  @Test("phone numbers lose `+`, spaces, hyphens and parentheses, and nothing else")
  func numbers() throws {
    #expect(try number("+593 (98) 765-4321") == "593987654321")
    #expect(try number("593\u{A0}98\u{A0}7654321") == "593987654321")
    #expect(try number("29020001") == "29020001" && number("5511987654321") == "5511987654321")
    #expect(try number("123456789012345").contains("numbers of the United States and Canada"))
    #expect(try number("2104567890").contains("no country has the code"))
    #expect(try number("123456").contains("has 6 digits, expected 7 to 15"))
    #expect(try number("1234567890123456").contains("has 16 digits"))
    #expect(try number("0593987654321").contains("begins with 0"))
    #expect(try number("593.987654321").contains("other characters"))
    #expect(try number("").contains("'to' is empty"))
    #expect(try number("()").contains("has no digits"))
  }

  @Test("a number that a spreadsheet has rounded is told so, and digits are hidden in messages")
  func masking() throws {
    #expect(try number("5,9E+11").contains("make the column text"))
    let message = try number("+0593 987654321")
    #expect(message.contains("'+•••• •••••••21'"), "\(message)")
    #expect(!message.contains("98765"))
  }

  @Test("locales fall back from the right, whatever their case and `_`")
  func locales() throws {
    let variant = { (locale: String) in
      try Form().fill(
        "to,nome,locale\n593987654321,A,\(locale)\n", frame: .request(type: nil), bot: nil, environment: "staging")
    }
    for tag in ["es", "ES", "es-MX", "es_MX", "es-Latn-MX"] { #expect(try variant(tag).text.contains("/bots/s/")) }
    #expect(try variant("").text.contains("/bots/b%201/"))
    #expect(try variant("pt").faults == ["2: the form has no locale 'pt': it has 'es'"])
    let byDefault = try Form().fill(
      "to,nome\n593987654321,A\n", frame: .request(type: nil), bot: nil, environment: "production", locale: "es_MX")
    #expect(byDefault.text.contains("/bots/p/"))
    #expect(try Form().fill("to,nome\n1,A\n", locale: "fr").faults.first == "the form has no locale 'fr'")
  }

  @Test("the bot is the row's, else the command line's, else the form's")
  func bots() throws {
    var form = Form()
    form.hasOneBot = true
    let bots = { [form] (cell: String, bot: String?) in
      try form.fill(
        "to,nome,bot\n593987654321,A,\(cell)\n", frame: .request(type: nil), bot: bot, environment: "staging")
    }
    #expect(try bots("x-1.y_Z", "id").text.contains("/bots/x-1.y_Z/"))
    #expect(try bots("br", "id").text.contains("/bots/b%201/"))
    #expect(try bots("", "id").text.contains("/bots/id/"))
    #expect(try bots("", "br").text.contains("/bots/b%201/"))
    #expect(try bots("", nil).text.contains("/bots/b%201/"))
    #expect(try bots("a/b", nil).faults.first?.contains("'bot': found 'a/b'") == true)
    for id in ["a/b", "..", ".", "a..b", "a?b", "a#b", "a b", "%2e", ""] {
      #expect(try bots("", id).faults.first?.contains("'--bot' needs the id") == true, "\(id)")
    }
    #expect(try bots("..", nil).faults.first?.contains("'bot': found '..'") == true)
  }

  @Test("one bot for all is refused where locales have their own")
  func several() throws {
    let fill = { (head: String, cell: String, bot: String?) in
      try Form().fill(
        "to,nome\(head)\n593987654321,A\(cell)\n", frame: .request(type: nil), bot: bot, environment: "staging")
    }
    for bot in ["id", "br"] {
      #expect(
        try fill(",locale", ",es", bot).faults.first
          == "'--bot' names one bot, and several are involved: 'br', 'mx'")
    }
    #expect(try fill(",locale", ",es", nil).text.contains("/bots/s/"))
  }

  @Test(
    "an id that leads to another path is refused",
    arguments: ["..", ".", "a/b", "a?b", "a#b", "x/../y", #"a\\b"#, "%2e%2e", "a%2Fb", #"a\u0000b"#, #"a\nb"#])
  func paths(_ id: String) throws {
    var form = Form()
    form.ids = #"{"environment": null, "id": "\#(id)"}"#
    let faults = try form.fill("to,nome\n593987654321,A\n", bot: nil, environment: "staging").faults
    #expect(faults.first?.contains("which leads to another path") == true)
  }

  @Test("a bot with ids for environments needs one of them")
  func environments() throws {
    let rows = "to,nome\n593987654321,A\n"
    let none = try Form().fill(rows, environment: nil).faults
    #expect(none == ["the bot 'mx' has an id for each environment", "choose one: '--env staging', '--env production'"])
    #expect(try Form().fill(rows, bot: nil, environment: "stagin").faults.contains("did you mean '--env staging'?"))
    var one = Form()
    (one.ids, one.hasOneBot) = (#"{"environment": "staging", "id": "s"}"#, true)
    #expect(try one.fill(rows, environment: nil).faults.first == "the bot 'br' has an id for each environment")
    #expect(try one.fill(rows, bot: "id", environment: nil).faults.isEmpty)
  }

  @Test("a header that misses a column is a failure before the first row")
  func headers() throws {
    #expect(try Form().fill("tos,nome\n1,2\n").faults.joined().contains("no column 'to'did you mean 'tos'?"))
    #expect(try Form().fill("to,nomes\n1,2\n").faults.joined().contains("no column 'nome'"))
    let both = try Form().fill("Celular,apelido\n1,2\n").faults.joined()
    #expect(both.contains("no columns 'to', 'nome'") && both.contains("'--column to=Celular'"))
    #expect(try Form().fill("to|nome\n1|2\n").faults.joined().contains("read as one column"))
    #expect(
      try Form().fill("to,nome,n\n593987654321,A,1\n", set: ["n": "2"]).faults.first?.contains("by '--set' and by")
        == true)
  }

  @Test("columns can have other names, or no header at all; further ones are passed over")
  func columns() throws {
    var options = ColumnOptions()
    options.columns = [("to", "Telefone"), ("nome", "Cliente")]
    #expect(try Form().fill("Cliente;x;Telefone\nA;y;593987654321\n", options: options).text.contains("Olá, A!"))
    let json = #"{"Cliente":"B","x":[1],"Telefone":593987654321}"#
    #expect(try Form().fill(json, options: options).text.contains("Olá, B!"))
    options.columns = [("tu", "Telefone")]
    #expect(try Form().fill("a\n", options: options).faults.joined().contains("did you mean '--column to=Telefone'?"))
    options.columns = [("to", "Telefon")]
    #expect(try Form().fill("Telefone,nome\n", options: options).faults.joined().contains("did you mean 'Telefone'?"))
    options = ColumnOptions()
    options.header = ["to", "nome"]
    #expect(try Form().fill("593987654321,C\n", options: options).text.contains("Olá, C!"))
  }

  @Test("rows of the wrong number of cells and lines that are no JSON are bad; damaged quotes end the reading")
  func badRows() throws {
    let ragged = try Form().fill("to,nome\n593987654321\n\n593987654321,A\n593987654321,A,B\n")
    #expect(ragged.faults.map { $0.prefix(2) } == ["2:", "5:"] && ragged.text.contains("Olá, A!"))
    let quote = try Form().fill("to,nome\n593987654321,\"A\n593987654321,B\n")
    #expect(quote.faults.count == 1 && quote.faults[0].hasPrefix("2: a double quote opens a cell"))
    let lines = try Form().fill("{\"to\":\"593987654321\",\"nome\":\"A\"}\n\n{]\n[]\n{\"to\":true}\n")
    #expect(lines.faults.map { $0.prefix(2) } == ["3:", "4:", "5:"])
  }

  @Test("bytes that are no UTF-8 are named with their line and what to try")
  func encodings() throws {
    let decode = { (bytes: [UInt8], encoding: TextEncoding) throws -> String in
      // Byte by byte, as the cruellest of pipes would give them.
      var decoder = TextDecoder(encoding)
      let sink = ByteSink()
      for byte in bytes { try [byte].withUnsafeBufferPointer { try decoder.decode($0, isLast: false, to: sink) } }
      try decoder.decode(UnsafeBufferPointer(start: nil, count: 0), isLast: true, to: sink)
      return String(decoding: sink.bytes, as: UTF8.self)
    }
    #expect(try decode([0x4A, 0xE3, 0x80, 0x9F], .windows1252) == "Jã€Ÿ")
    #expect(try decode([0xFF, 0xFE, 0xE3, 0x00, 0x3D, 0xD8, 0x80, 0xDE], .utf16) == "ã🚀")
    #expect(try decode([0xFE, 0xFF, 0x00, 0xE3, 0xD8, 0x3D, 0xDE, 0x80], .utf16) == "ã🚀")
    #expect(try decode([0xFE, 0xFF, 0xDE, 0x80, 0xD8, 0x3D, 0x00], .utf16) == "\u{FFFD}\u{FFFD}")
    #expect(throws: RowsFailure.self) { try decode([0x61, 0x00], .utf16) }
    #expect(TextEncoding.names.allSatisfy { TextEncoding($0) != nil } && TextEncoding("utf-7") == nil)
  }
}
