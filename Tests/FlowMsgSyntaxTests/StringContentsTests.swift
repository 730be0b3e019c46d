import FlowMsgSyntax
import FlowMsgText
import Testing

/// What strings say: escapes, interpolation, block strings.
@Suite struct StringContentsTests {
  /// The pieces of the first string in `source`: text as it is, paths in angle brackets, faults as `kind(source)`.
  private func pieces(_ source: String, isVerbatim: Bool = false) -> String {
    let reading = Reading("let a = " + source + "\n")
    let tokens = reading.trees.flatMap { Array($0.tokens) }
    guard var token = tokens.first(where: { $0.kind == .string || $0.kind == .blockString }) else { return "no string" }
    token.flags = TokenFlags()
    var result = ""
    StringContents.read(reading.bytes.span, token, isVerbatim: isVerbatim) { piece in
      switch piece {
      case .text(let range): result += reading.source(range)
      case .scalar(let scalar, _): result.unicodeScalars.append(scalar)
      case .path(let range): result += "<\(reading.source(range))>"
      case .fault(let kind, let range): result += "\(kind)(\(reading.source(range)))"
      }
    }
    return result
  }

  @Test(arguments: [
    (#""a\"b\\c""#, #"a"b\c"#), (#""\n\t\r\{\}""#, "\n\t\r{}"), (#""\u{e1}\u{1F600}\u{0000000a}""#, "á😀\n"),
    (#""} $ $5 {nome} ${nome}""#, "} $ $5 <nome> $<nome>"),
    (#""{loja.cidade}{título}{a-b}""#, "<loja.cidade><título><a-b>"),
  ])
  func whatIsLegalReadsAs(source: String, value: String) {
    #expect(Reading("let a = \(source)\n").kinds == [])
    #expect(pieces(source) == value)
  }

  @Test(arguments: [
    (#""a\qb""#, #"aunknownEscape(\q)b"#), (#""\é""#, #"unknownEscape(\é)"#), (#""\/""#, #"unknownEscape(\/)"#),
    (#""\u00e1!""#, #"unknownEscape(\u00e1)!"#), (#""\ud83d\ude00!""#, #"unknownEscape(\ud83d\ude00)!"#),
    (#""\ud83d\u0041""#, #"unknownEscape(\ud83d)unknownEscape(\u0041)"#), (#""\u""#, #"unknownEscape(\u)"#),
    (#""\u{}""#, #"badUnicodeEscape(\u{})"#), (#""\u{0}""#, #"badUnicodeEscape(\u{0})"#),
    (#""\u{d800}""#, #"badUnicodeEscape(\u{d800})"#), (#""\u{110000}""#, #"badUnicodeEscape(\u{110000})"#),
    (#""\u{e1""#, #"badUnicodeEscape(\u{e1)"#), (#""\u{000000041}""#, #"badUnicodeEscape(\u{000000041})"#),
    (#""\u{g}""#, #"badUnicodeEscape(\u{)g}"#),
  ])
  func badEscapes(source: String, value: String) {
    #expect(pieces(source) == value)
  }

  @Test(arguments: [
    (#""{ nome }""#, "blanksInInterpolation({ nome })"), (#""{nome completo}""#, "badInterpolation({nome completo})"),
    (#""{}""#, "badInterpolation({})"), (#""{1}""#, "numberedPlaceholder({1})"),
    (#""{{1}}""#, "numberedPlaceholder({{1}})"), (#""{{ 2 }}""#, "numberedPlaceholder({{ 2 }})"),
    (#""{{nome}}""#, "badInterpolation({{nome}})"), (#""{a.}""#, "badInterpolation({a.})"),
    (#""{a--b}""#, "badInterpolation({a--b})"), (#""{nome""#, "badInterpolation({)nome"),
    (#""{a {b}""#, "badInterpolation({)a <b>"), (#""${data.nome}!""#, "templatePlaceholder(${data.nome})!"),
    (#""${form.x}""#, "templatePlaceholder(${form.x})"), (#""{"nome"}""#, "badInterpolation({)"),
  ])
  func badInterpolation(source: String, value: String) {
    #expect(pieces(source) == value)
  }

  @Test func verbatimStringsTakeNoInterpolation() {
    #expect(pieces(#""a{b}${data.c}\{""#, isVerbatim: true) == "abareBrace({)b}$bareBrace({)data.c}{")
    #expect(Reading("import \"a{b}\"\n").kinds == [.bareBrace])
    #expect(Reading("flow \"{a}\" { screen X }\n").kinds == [.bareBrace])
    #expect(Reading("let a = { \"{b}\": \"{b}\" }\n").kinds == [.bareBrace])
    #expect(Reading("type T = \"{a}\" | \"b\"\n").kinds == [.bareBrace])
    #expect(Reading("bot b { id \"{a}\" }\n").kinds == [.bareBrace])
  }

  @Test(arguments: [
    ("\"\"\"\n  um\n    dois\n\n  tres\n  \"\"\"", "um\n  dois\n\ntres"),
    ("\"\"\"\n  um \\\n  dois\n  \"\"\"", "um dois"),
    ("\"\"\"\n  um \\\\\n  dois\n  \"\"\"", "um \\\ndois"),
    ("\"\"\"\r\n  um\r\n  dois \\\r\n  tres\r\n  \"\"\"", "um\ndois tres"),
    ("\"\"\"\n  um\n \n  dois\n  \"\"\"", "um\n\ndois"),
    ("\"\"\"\n    um\n  \"\"\"", "  um"),
    ("\"\"\"\n\t\tum\n\t\t\"\"\"", "um"),
    ("\"\"\"\n  \"a\" \"\"b\"\" \\\"\"\"\n  \"\"\"", "\"a\" \"\"b\"\" \"\"\""),
    ("\"\"\"  \n  um\n  \"\"\"", "um"),
    ("\"\"\"\n  \"\"\"", ""), ("\"\"\"\n\n  \"\"\"", ""), ("\"\"\"\n\n\n  \"\"\"", "\n"),
    ("\"\"\"\n  {nome}\\u{e1}\n     \n  fim\n  \"\"\"", "<nome>á\n   \nfim"),
  ])
  func blockStringsReadAs(source: String, value: String) {
    #expect(Reading("let a = \(source)\n").kinds == [])
    #expect(pieces(source) == value)
  }

  @Test(arguments: [
    ("\"\"\"um\n  \"\"\"", "blockStringOpener(\"\"\")"), ("\"\"\"um\"\"\"", "blockStringOpener(\"\"\")"),
    ("\"\"\"\n  um\"\"\"", "blockStringCloser(\"\"\")"),
    ("\"\"\"\n  um\n dois\n  \"\"\"", "um\nblockStringIndentation( )"),
    ("\"\"\"\n\tum\n  dois\n\t\"\"\"", "um\nblockStringIndentation(  )"),
    ("\"\"\"\n  um \\\n  \"\"\"", "um unknownEscape(\n)"),
    ("\"\"\"\n  {nome\n  }\n  \"\"\"", "badInterpolation({)nome\n}"),
  ])
  func badBlockStrings(source: String, value: String) {
    #expect(pieces(source) == value)
    #expect(Reading("let a = \(source)\n").kinds.count == 1)
  }
}
