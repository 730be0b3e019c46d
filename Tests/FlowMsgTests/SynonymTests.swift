import FlowMsg
import FlowMsgText
import Testing

/// Words of other tools and other languages are answered with what they are called here.
struct SynonymTests {
  /// A word in a source of its own, and the word that is written in its place.
  struct Word: Sendable, CustomTestStringConvertible {
    var written: String
    var meant: String
    /// A whole source with the word, marked `§`.
    var source: String

    var testDescription: String { "\(written) for \(meant)" }
  }

  private static let statements = ["title": "\"T\"", "text": "\"B\"", "caption": "\"C\"", "flow": "f", "cta": "\"Go\""]

  /// A message whose statement `word` is written as `§`.
  private static func message(without word: String) -> String {
    let order = ["title", "text", "caption", "flow", "cta"]
    let lines = order.map { "  \($0 == word ? "§" : $0) \(statements[$0] ?? "")\n" }.joined()
    return "flow f { screen S }\nmessage m {\n\(lines)  \(word == "screen" ? "§" : "screen") S\n}\n"
  }

  private static func words(_ meant: String, _ written: String, in source: String) -> [Word] {
    written.split(separator: " ").map { Word(written: String($0), meant: meant, source: source) }
  }

  private static let all =
    words("title", "header título titulo TÍTULO encabezado", in: message(without: "title"))
    + words("text", "body texto cuerpo corpo", in: message(without: "text"))
    + words("caption", "footer rodapé pie legenda leyenda", in: message(without: "caption"))
    + words("cta", "button botón botão flow_cta", in: message(without: "cta"))
    + words("flow", "flow_name fluxo flujo", in: message(without: "flow"))
    + words("screen", "tela pantalla", in: message(without: "screen"))
    + words("message", "mensagem mensaje", in: message(without: "").replacing("message m", with: "§ m"))
    + words(
      "base", "modelo plantilla",
      in: message(without: "").replacing("message m", with: "§ b") + "message m like b\n")
    + words("flow", "fluxo flujo", in: message(without: "").replacing("flow f {", with: "§ f {"))
    + words("string", "texto str", in: typed("p: §", "\"{p}\"").replacing("§)", with: "§)"))
    + words("integer", "int inteiro entero", in: typed("p: §", "\"{p}\""))
    + words("boolean", "bool booleano", in: typed("p: §", "p"))
    + words("true", "verdadeiro verdadero sí sim True", in: typed("", "§"))
    + words("false", "falso não False", in: typed("", "§"))
    + words(
      "gupshup_capi", "gupshup Gupshup",
      in: message(without: "") + "bot b { id \"1\", provider § }\n")

  private static func typed(_ parameters: String, _ value: String) -> String {
    let head = parameters.isEmpty ? "message m" : "message m(\(parameters))"
    return message(without: "").replacing("message m", with: head).replacing(
      "screen S\n", with: "screen S\n  payload { v: \(value) }\n")
  }

  /// One error at the word, with what it is here, and the fix makes it good.
  @Test(arguments: all)
  func isAnswered(_ word: Word) throws {
    let compiled = compile(["main.flowmsg": word.source.replacing("§", with: word.written)])
    let errors = compiled.diagnostics.filter { $0.severity == .error }
    let error = try #require(errors.first)
    #expect(errors.count == 1)
    #expect(error.help.first == "`\(word.written)` is `\(word.meant)` here")
    let edits = error.fixes.flatMap(\.edits)
    #expect(edits.map(\.replacement) == [word.meant])
    #expect(error.fixes.map(\.isSafe) == [false])
    let range = try #require(edits.first?.location.range)
    var bytes = Array(word.source.replacing("§", with: word.written).utf8)
    bytes.replaceSubrange(Int(range.start)..<Int(range.end), with: word.meant.utf8)
    let after = compile(["main.flowmsg": String(decoding: bytes, as: UTF8.self)])
    #expect(!after.hasErrors)
  }

  /// Where more than a word has to change, it is said where it goes.
  @Test(arguments: [
    ("data { a: 1 }", "what is between the `{` and `}` of `screen NAME { … }`"),
    ("to \"5511\"", "no part of a message"),
    ("flow_action_payload { screen: \"S\" }", "`screen NAME { … }` here"),
  ])
  func isNamedWithoutFix(_ statement: String, _ help: String) throws {
    let source = Self.message(without: "").replacing("  screen S\n", with: "  screen S\n  \(statement)\n")
    let errors = compile(["main.flowmsg": source]).diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code) == [1108])
    #expect(errors.first?.help.first?.contains(help) == true)
    #expect(errors.first?.fixes.isEmpty == true)
  }

  @Test(arguments: [("p: list", "FM2003", "[string]"), ("p: objeto", "FM2003", "{ nome: string }")])
  func aTypeThatIsBuiltIsShown(_ parameters: String, _ code: String, _ shown: String) throws {
    let errors = compile(["main.flowmsg": Self.typed(parameters, "p")]).diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code.description) == [code])
    #expect(errors.first?.help.first?.contains(shown) == true)
  }

  /// A declared name that differs in case, accents or `_` alone is meant.
  @Test(arguments: [("Sim", "sim"), ("NAO", "nao"), ("none_", "none")])
  func aDeclaredNameIsMeantFirst(_ declared: String, _ written: String) throws {
    let source = "let \(declared) = true\n" + Self.typed("", written)
    let error = try #require(compile(["main.flowmsg": source]).diagnostics.first { $0.severity == .error })
    #expect(error.help.first == "did you mean `\(declared)`?")
  }

  /// Names that are declared are names.
  @Test(arguments: ["sim", "no", "True", "None", "nao"])
  func aDeclaredNameIsItself(_ name: String) {
    let source = "let \(name) = true\n" + Self.typed("", name)
    #expect(compile(["main.flowmsg": source]).diagnostics.isEmpty)
  }
}
