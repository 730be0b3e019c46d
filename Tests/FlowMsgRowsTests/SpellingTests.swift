import FlowMsgCSV
import FlowMsgRows
import Testing

/// Values that are written in another way than the source writes them, and mean the same.
@Suite("Spellings of values")
struct SpellingTests {
  private static let composed = "b\u{E1}sico"
  private static let decomposed = "ba\u{301}sico"

  @Test("a choice matches in every normalization, and goes out in the source's spelling", arguments: [false, true])
  func choices(_ isDecomposed: Bool) throws {
    let (own, other) = isDecomposed ? (Self.decomposed, Self.composed) : (Self.composed, Self.decomposed)
    var form = Form()
    form.properties = #"""
      "nome": {"enum": ["\#(own)", "pro"]}, "n": {"type": "array", "items": {"enum": ["\#(own)"]}, "default": []}
      """#
    let csv = try form.fill("to,nome\n593987654321,\(other)\n")
    #expect(csv.faults.isEmpty && csv.text.utf8.contains(Array("Olá, \(own)!".utf8)), "\(csv)")
    let line = try form.fill("{\"to\":\"593987654321\",\"nome\":\"\(other)\",\"n\":[\"\(other)\"]}\n")
    #expect(line.faults.isEmpty && line.text.utf8.contains(Array("Olá, \(own)!".utf8)), "\(line)")
    #expect(line.text.utf8.contains(Array("\"n\":[\"\(own)\"]".utf8)))
    #expect(try form.fault("nome", "bàsico") != nil)
  }

  @Test("a value that is given in an object and by its path is no value, whichever comes first")
  func twice() throws {
    var form = Form()
    form.properties = #"""
      "nome": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string", "default": "-"}},
        "required": ["a"], "additionalProperties": false}, "n": {"type": "integer", "default": 3}
      """#
    form.title = #"{"$text": ["Olá, ", {"$param": "nome.a"}, {"$param": "nome.b"}]}"#
    for members in [#""nome":{"a":"A"},"nome.a":"B""#, #""nome.a":"B","nome":{"a":"A"}"#] {
      let made = try form.fill("{\"to\":\"593987654321\",\(members)}\n")
      #expect(made.text.isEmpty && made.faults.count == 1 && made.faults[0].contains("is given twice"), "\(made)")
    }
    let made = try form.fill(#"{"to":"593987654321","nome":{"a":"A"},"nome.b":"B"}"# + "\n")
    #expect(made.text.contains("Olá, AB"), "\(made)")
  }

  @Test("a number that is text in a workbook is never taken for another one in silence")
  func workbookTexts() throws {
    var form = Form()
    form.properties = #""nome": {"type": "string", "default": "A"}, "n": {"type": "number"}"#
    form.required = #""n""#
    var options = ColumnOptions()
    (options.isSheet, options.decimal) = (true, .point)
    func data(_ cell: String) throws -> (text: String, faults: [String]) {
      try form.fill("to;n\n593987654321;\(cell)\n", options: options)
    }
    // A number of the workbook, which is written with a point and without quotes.
    #expect(try data("1.500").text.contains(#"{"n":1.500}"#))
    #expect(try data("19.9").text.contains(#"{"n":19.9}"#))
    // A text, which is in quotes.
    #expect(try data(#""1.234,50""#).text.contains(#"{"n":1234.50}"#))
    #expect(try data(#""19,9""#).text.contains(#"{"n":19.9}"#))
    for text in ["1.500", "1,500"] {
      let made = try data("\"\(text)\"")
      #expect(made.faults.count == 1 && made.faults[0].contains("'\(text)' is text in the workbook"), "\(made)")
    }
  }
}

extension Sequence<UInt8> {
  /// Whether `part` is somewhere in the bytes, which no normalization makes equal to others.
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    let all = Array(self)
    return all.indices.contains { all[$0...].starts(with: part) }
  }
}
