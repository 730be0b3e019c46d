import FlowMsgSyntax
import FlowMsgText
import Testing

/// What the grammar says of recovery, case by case.
@Suite struct RecoveryTests {
  @Test(arguments: [
    "import \"b.flowmsg\"", "let b = 1", "message b { title \"x\" }", "base b { title \"x\" }", "flow b { screen X }",
    "flow b from \"b.json\"", "flow \"b\" { screen X }", "bot b { provider cloud_api }", "type b = string",
    "locales pt, es",
  ])
  func aPlainDeclarationClosesWhatIsOpen(next: String) throws {
    for open in [
      "let a = {\n  x: 1\n", "message a {\n  title \"x\"\n", "let a = [\n  1\n", "type a = {\n  k: [string](min: 1\n",
    ] {
      let reading = Reading(open + next + "\nlet z = 1\n")
      #expect(reading.kinds == [.unclosedBracket], "\(open)\(next)")
      #expect(reading.outline.extents.count == 3)
      #expect(reading.declared.last == "let z")
      #expect(try #require(reading.trees.dropFirst().first).faults.isEmpty)
    }
  }

  @Test(arguments: [
    "  flow book_a_table", "  bot br", "  type \"promo\"", "  locales pt, es", "  title \"let\"", "  screen BASE",
  ])
  func aStatementDoesNot(line: String) {
    let reading = Reading("message a {\n\(line)\n}\nlet z = 1\n")
    #expect(reading.kinds == [])
    #expect(reading.declared == ["message a", "let z"])
  }

  @Test(arguments: [
    "let: 1", "message: { a: 1 }", "import: \"x\"", "locales: 1", "base: 1", "type: 1", "flow: x", "from: 1",
  ])
  func aKeyThatIsAWordDoesNot(member: String) {
    for text in ["let a = {\n\(member)\n}\n", "let a = {\n  \(member)\n}\n", "let a = { \(member) }\n"] {
      #expect(Reading(text).kinds == [], "\(text)")
    }
  }

  @Test(arguments: [
    "let a = 1, let b = 2", "let a = 1,let b = 2", "let a = [1, 2], let b = 2", "message b { title \"x\", }, let a = 1",
    "let a = 1\n, let b = 2", "type a = string, type b = a",
  ])
  func aCommaEndsADeclarationBeforeAnother(text: String) {
    let reading = Reading(text + "\nlet z = 1\n")
    #expect(reading.kinds == [.unexpected], "\(text)")
    #expect(Set(reading.declared.map { $0.suffix(1) }) == ["a", "b", "z"])
    #expect(reading.outline.extents.count == 3)
  }

  @Test(arguments: ["locales pt, es", "let a = 1, 2", "let a = 1, b", "message a { title \"let\", text \"x\" }"])
  func aCommaBeforeAnythingElseDoesNot(text: String) {
    #expect(Reading(text + "\nlet z = 1\n").outline.extents.count == 2)
  }

  @Test func aForgottenBlockStringEndsAtALineIndentedLess() {
    let reading = Reading("message a {\n  text \"\"\"\n    Olá\n}\nmessage b {\n  title \"x\"\n}\n")
    #expect(reading.kinds == [.unterminatedBlockString])
    #expect(reading.declared == ["message a", "message b"])
  }

  /// What is on the next line although it belongs to this one: one error, and its fix removes it.
  @Test(arguments: [
    "message a\n{ title \"x\" }", "message a\n(n: string) { title \"x\" }", "message a\nlike b",
    "message a like b\n{ title \"x\" }",
    "bot b\n{ provider aldeamo }", "flow f\n{ screen X }", "let a\n= 1", "let a = { b\n: 1 }", "import\n\"a.flowmsg\"",
    "message a {\n  title\n  \"x\"\n}", "message a {\n  flow\n  \"x\"\n}",
    "message a {\n  flow\n    boas_vindas\n  cta \"x\"\n}",
    "message a {\n  screen X\n  { a: 1 }\n}", "message a {\n  payload\n  { a: 1 }\n}",
    "message a { in es\n{ title \"x\" } }",
    "bot b { id\n\"x\" }", "flow f from\n\"x\"", "type T\n= string",
  ])
  func continuedOnTheNextLine(text: String) throws {
    let reading = Reading(text + "\nlet z = 1\n")
    #expect(reading.kinds == [.braceOnNextLine])
    let fix = try #require(reading.diagnostics.first?.fixes.first)
    #expect(fix.isSafe)
    #expect(Reading(reading.applying(fix)).kinds == [], "\(String(decoding: reading.applying(fix), as: UTF8.self))")
  }

  @Test(arguments: [
    "let a =\n\n  // um\n  1", "type T = \"a\" |\n  \"b\"", "let a = { b:\n  1 }", "let a = [\n1\n,\n2,,3,]",
    "let a = {\n}",
    "message a(\n  n: string\n  = \"x\"\n) {\n,}", "type T = {\n a?:\n [\nstring\n] }",
    "message a { title \"x\", text \"y\" }",
  ])
  func entriesGoOnAfterEqualsColonPipeAndBrackets(text: String) {
    let isBroken = text.contains("string\n  =")
    #expect(Reading(text + "\n").kinds.isEmpty == !isBroken, "\(Reading(text).kinds)")
  }

  @Test(arguments: [
    ("let a = [1 2]", SyntaxFaultKind.unexpected), ("message a { title \"x\" text \"y\" }", .unexpected),
    ("let a = 1 2", .unexpected), ("let a = { b: 1 c: 2 }", .unexpected), ("type T = \"a\"\n| \"b\"", .unexpected),
    ("message \"ola\" { title \"x\" }", .expected), ("message { title \"x\" }", .expected), ("let = 1", .expected),
    ("message a(\"n\": string) { title \"x\" }", .expected), ("message 5 { title \"x\" }", .expected),
    ("-- c", .badNumber), ("title \"x\"", .unknownDeclaration), ("mesage a {\n  title \"x\"\n}", .unknownDeclaration),
    ("let a = 1\n}", .strayClosing), ("let a = [1)]", .strayClosing), ("let a = (1]", .expected),
    ("message a {\n  title 'it's'\n}", .pastedQuotes), ("message a { title “it’s” }", .pastedQuotes),
    ("message a { title ‘it’s’, cta \"x\" }", .pastedQuotes), ("let a = \"\\ud83d\\ude00\"", .unknownEscape),
    ("/* um\n let b = 1\n dois */\nlet a = 1", .blockComment), ("let a = /* 1 */ 1", .blockComment),
    ("let a = { /* um\n } \"\"\" { */ b: 1 }", .blockComment), ("let a = 1 /* um", .blockComment),
    ("message a\n  title \"x\"\n  screen X { a: 1 }\n}", .expected),
    ("type T =\n  a: string\n  b: string\n}", .unexpected),
    ("message a(n: string { title \"x\" }", .unclosedBracket), ("let a = 1.234,50", .unexpected),
    ("let a = 1.2.3", .badNumber),
    ("message a { title 1.2.3 }", .badNumber), ("message a { title: \"x\" }", .strayAfterKeyword),
    ("let a: 1", .expected), ("let a = { b = 1 }", .expected), ("let a = $", .unknownCharacter),
    ("message $ { title \"x\" }", .unknownCharacter), ("message a { $ }", .unknownCharacter), ("let a- = 1", .badName),
    ("let a--b = 1", .badName), ("let a = 1 /// x", .strayDocComment),
  ])
  func oneSlipIsOneFinding(text: String, kind: SyntaxFaultKind) {
    let reading = Reading(text + "\n\nlet z = 1\n")
    #expect(reading.kinds == [kind])
    #expect(reading.declared.last == "let z")
  }

  /// A `:` or `=` behind a word is one slip, with a fix, and what follows is read.
  @Test(arguments: [
    "let: a = 1", "let: a", "let:", "type: T = string", "type: T", "bot: b { id \"x\" }", "bot = b",
    "flow: f { screen X }",
    "flow f { screen: X }", "message: m { title \"x\" }", "base: m", "import: \"a.flowmsg\"", "import = \"a.flowmsg\"",
    "locales: pt, es", "let a from: \"a.json\"", "message a like: b", "message a { in: es { title \"x\" } }",
    "message a { example: { b: 1 } }", "message a { locales: pt, es }", "message a { title: }",
    "bot b { id: production }",
  ])
  func aSignBehindAWordIsOneFinding(text: String) throws {
    let reading = Reading(text + "\n\nlet z = 1\n")
    #expect(reading.kinds == [.strayAfterKeyword])
    #expect(reading.declared.last == "let z")
    #expect(try #require(reading.diagnostics.first?.fixes.first).isSafe)
  }

  @Test func theNameBehindASignIsDeclared() {
    #expect(Reading("message: m { title \"x\" }\nflow: \"f\" { screen X }\n").declared == ["message m", "flow f"])
  }

  /// A comma ends entries, and no declarations: each is one finding, whose fix ends the matter.
  @Test(arguments: [
    ("let a = 1,\n", 1), ("let a = 1, // x\n", 1), (",\nlet a = 1\n", 1), ("let a = 1\n,\n,\nlet b = 2\n", 1), (",", 1),
    ("let a = 1\n,", 1), ("message a { title \"x\" },\nlet b = 2,\n", 2), ("locales pt, es,\n", 0),
    ("let a = 1, let b = 2\n", 1), ("message a { title \"x\", }\n", 0),
    ("message a { locales pt, es,\n title \"x\" }\n", 0),
  ])
  func aCommaBetweenDeclarations(text: String, count: Int) throws {
    var reading = Reading(text)
    #expect(reading.kinds == Array(repeating: .unexpected, count: count))
    for _ in 0..<4 {
      guard let fix = reading.diagnostics.first?.fixes.first else { break }
      reading = Reading(reading.applying(fix))
    }
    #expect(reading.kinds == [])
  }

  @Test func wordsAreNamesEverywhere() {
    for word in Word.allCases.dropFirst().map(\.spelling) {
      let texts = [
        "let \(word) = a.\(word)", "type \(word) = { \(word): \(word), \(word)?: [\(word)] }",
        "let a = { \(word): \"{\(word)}\" }",
        "message \(word)(\(word): string = \"x\") like \(word)(\(word): 1) { flow \(word), bot \(word), screen \(word) { \(word): 1 } }",
        "bot \(word) { id \(word) \"x\", provider \(word) }", "flow \(word) { screen \(word) { \(word): string } }",
      ]
      for text in texts { #expect(Reading(text + "\n").kinds == [], "\(text)") }
    }
  }

  @Test func hyphensStandInsideNames() {
    let reading = Reading("message boas-vindas-2 { flow a-b, screen C-D { e-f: g-h.i-j } }\nlet _ = 1\n")
    #expect(reading.kinds == [])
    #expect(reading.declared == ["message boas-vindas-2", "let _"])
  }

  @Test func localesTakeEverythingToTheLinesEnd() {
    let reading = Reading("locales pt, es, es-MX,\nlet a = 1\nmessage m {\n  locales pt, es\n  title \"x\"\n}\n")
    #expect(reading.kinds == [])
    #expect(reading.nodes(0) == [.localesDeclaration, .name, .name, .name])
    #expect(
      reading.nodes(2) == [.messageDeclaration, .name, .body, .localesDeclaration, .name, .name, .statement, .string])
  }

  @Test func aDamagedDeclarationStillDeclaresItsName() {
    let reading = Reading("let a = \nlet b\nlet c = ]\ntype t\nbot d\nflow \"e f\"\nmessage g {\n")
    #expect(reading.declared == ["let a", "let b", "let c", "type t", "bot d", "flow e f", "message g"])
    #expect(reading.kinds.count == 7)
  }

  @Test func lineEndsAndTheMarkMakeNoDifference() throws {
    for example in try Package.examples {
      let text = String(decoding: example.bytes, as: UTF8.self)
      let plain = Reading(text)
      let other = Reading("\u{FEFF}" + text.replacing("\n", with: "\r\n"))
      #expect(plain.kinds == [], "\(example.name)")
      #expect(other.kinds == [], "\(example.name)")
      #expect(plain.trees.indices.map(plain.nodes) == other.trees.indices.map(other.nodes))
    }
  }

  @Test(arguments: [
    ("let a = \"x\0\"", SyntaxFaultKind.controlCharacter), ("let a = 1 // \0", .controlCharacter),
    ("\0", .controlCharacter),
    ("let a\u{B} = 1", .controlCharacter), ("let a = 1\rlet b = 2", .loneCarriageReturn),
    ("// \u{202E}", .bidirectionalControl),
    ("let a = 1\u{200E}", .bidirectionalControl), ("let a = \u{FEFF}1", .foreignBlank),
    ("let a =\u{2003}1", .foreignBlank),
  ])
  func whatNoTextMayHold(text: String, kind: SyntaxFaultKind) {
    #expect(Reading(text).kinds == [kind])
  }
}
