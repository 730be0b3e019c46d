import FlowMsgRows
import Testing

/// Rows that go back with a reason: each as it was, with the reason as its last cell or member.
struct ReturnedRowsTests {
  /// The text that goes back: the head and all rows of `text` behind its own head, each with the reason.
  private func back(
    _ text: String, rows: [String], header: [String]? = nil, reason: String = "why"
  ) throws -> String {
    let returned = try Self.returned(text, header)
    var bytes = returned.head
    for row in rows { returned.append(Array(row.utf8), reason: reason, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func returned(_ text: String, _ header: [String]? = nil) throws -> ReturnedRows {
    let program = try FormProgram(OpenForm(reading: Array(Form().text.utf8)), frame: .body)
    var options = ColumnOptions()
    options.header = header
    return try Array(text.utf8).withUnsafeBufferPointer { (bytes) throws(RowsFailure) in
      try RowStart(bytes, options, program).returned
    }
  }

  @Test("each row's own bytes, and the line ends of the header", arguments: ["\n", "\r\n"])
  func bytes(_ end: String) throws {
    let rows = ["593987654321, Ana ", "\"593987654322\",\"Zoe \"\"Z\"\"\nLi\"", "x", "1,2,3,4"]
    let text = "to,nome\(end)" + rows.map { $0 + end }.joined()
    #expect(try back(text, rows: rows) == "to,nome,reason\(end)" + rows.map { "\($0),\"why\"\(end)" }.joined())
  }

  @Test("a byte-order mark and 'sep=' stay")
  func marks() throws {
    let text = "\u{FEFF}sep=;\r\nto;nome\r\n593987654321;Ana\r\n"
    let expected = "\u{FEFF}sep=;\r\nto;nome;reason\r\n593987654321;Ana;\"why\"\r\n"
    let made = try back(text, rows: ["593987654321;Ana"])
    #expect(Array(made.utf8) == Array(expected.utf8))
    let lines = try back("\u{FEFF}{\"to\":\"1\",\"nome\":\"A\"}\n", rows: ["{\"to\":\"1\",\"nome\":\"A\"}"])
    #expect(Array(lines.utf8) == Array("\u{FEFF}{\"to\":\"1\",\"nome\":\"A\",\"reason\":\"why\"}\n".utf8))
  }

  @Test(
    "a reason of an earlier time is replaced, however it is written",
    arguments: [
      ("1,A,old", "1,A,\"why\""), ("1,A,", "1,A,\"why\""), ("1,A,\"o,\"\"l\"\"\nd\"", "1,A,\"why\""),
      ("1,\"A,\",\"old\"", "1,\"A,\",\"why\""), ("1,\"A\"\"\",old", "1,\"A\"\"\",\"why\""),
      // With a cell more, a row that lacks one would say something else, and one that has too many would grow each time.
      ("1,A", "1,A"), ("1", "1"), ("1,A,old,x", "1,A,old,x"), ("1,\"A,old", "1,\"A,old"),
    ])
  func earlier(_ row: String, _ expected: String) throws {
    #expect(try back("to,nome,reason\n\(row)\n", rows: [row]) == "to,nome,reason\n\(expected)\n")
  }

  @Test("what goes back twice has one reason")
  func twice() throws {
    let once = try back("to;nome\n1;A\n", rows: ["1;A"], reason: "first")
    let lines = once.split(separator: "\n").map(String.init)
    #expect(try back(once, rows: [lines[1]], reason: "second") == "to;nome;reason\n1;A;\"second\"\n")
  }

  @Test("a column or member that is called so and is not the last is somebody's own")
  func own() throws {
    #expect(try back("reason,to,nome\nr,1,A\n", rows: ["r,1,A"]) == "reason,to,nome,flowmsg reason\nr,1,A,\"why\"\n")
    let row = #"{"reason":"r","to":"1","nome":"A"}"#
    let made = try back(row + "\n", rows: [row])
    #expect(made == #"{"reason":"r","to":"1","nome":"A","flowmsg reason":"why"}"# + "\n")
    #expect(try back(made, rows: [String(made.dropLast())], reason: "new") == made.replacing("why", with: "new"))
  }

  @Test("names that were given from outside stay outside, with the reason's among them")
  func given() throws {
    let first = try Self.returned("1;A\n", ["to", "nome"])
    #expect(first.head.isEmpty && first.header == ["to", "nome", "reason"])
    let second = try Self.returned("1;A;old\n", ["to", "nome", "reason"])
    #expect(second.header == ["to", "nome", "reason"])
    var bytes: [UInt8] = []
    second.append(Array("1;A;old".utf8), reason: "why", to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "1;A;\"why\"\n")
  }

  @Test(
    "lines of JSON stay lines of JSON",
    arguments: [
      (#"{"to":"1","nome":"A"}"#, #"{"to":"1","nome":"A","reason":"why"}"#),
      (#"  { "to" : "1" , "nome":{"reason":1} } "#, #"  { "to" : "1" , "nome":{"reason":1},"reason":"why"}"#),
      (#"{"to":"1","reason":"old \"x\""}"#, #"{"to":"1","reason":"why"}"#),
      (#"{"reason":"old"}"#, #"{"reason":"why"}"#),
      ("{}", #"{"reason":"why"}"#), ("[1]", "[1]"), (#"{"to":"#, #"{"to":"#), ("7", "7"),
    ])
  func lines(_ row: String, _ expected: String) throws {
    #expect(try back(#"{"to":"1","nome":"A"}"# + "\n", rows: [row]) == expected + "\n")
  }

  @Test("no cell of ours is a formula, and none ends early", arguments: ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
  func formulas(_ reason: String) throws {
    #expect(try back("to,nome\n1,A\n", rows: ["1,A"], reason: reason) == "to,nome,reason\n1,A,\"'\(reason)\"\n")
  }

  @Test("quotes of a reason are doubled")
  func quotes() throws {
    #expect(try back("to,nome\n", rows: ["1,A"], reason: "a \"b\", c") == "to,nome,reason\n1,A,\"a \"\"b\"\", c\"\n")
  }
}
