import FlowMsgText

// The entries for the shape of declarations (FM1100…).

extension SyntaxDiagnostics {
  /// A message that lacks nothing, with `first` as its first entry and `head` before the brace.
  private static func ola(_ first: String = "title \"Olá\"", head: String = "message ola {") -> String {
    """
    \(head)
      \(first)
      text "Complete este fluxo para começar"
      caption "Jelou"
      flow "boas_vindas"
      cta "Iniciar"
      screen RECOMMEND
    }

    """
  }

  static let unknownDeclaration = DiagnosticKind(
    1100, .error, "unknown declaration",
    why: "A line at the top level that begins with no word of a declaration would be left out of what is sent.",
    bad: ola(head: "mesage ola {"),
    good: ola())

  static let expected = DiagnosticKind(
    1101, .error, "something else expected",
    why: "What the grammar needs at this place is not there, so what was meant can only be guessed.",
    bad: ola("title Olá"),
    good: ola())

  static let strayAfterKeyword = DiagnosticKind(
    1102, .error, "punctuation after a word",
    why: "What belongs to a word follows it directly. With two ways to write it, every search would have to know both.",
    bad: ola("title: \"Olá\""),
    good: ola())

  static let unclosedBracket = DiagnosticKind(
    1103, .error, "bracket not closed",
    why: "The bracket that is opened here is never closed, so it is unknown what belongs inside it.",
    bad: "let dados = { campanha: \"boas_vindas\"\n",
    good: "let dados = { campanha: \"boas_vindas\" }\n")

  static let strayClosing = DiagnosticKind(
    1104, .error, "closing bracket without an opening one",
    why: "Something is closed that is not open: either the bracket is too much, or its opening one was lost.",
    bad: "let dados = { campanha: \"boas_vindas\" }\n}\n",
    good: "let dados = { campanha: \"boas_vindas\" }\n")

  static let braceOnNextLine = DiagnosticKind(
    1105, .error, "continued on the next line",
    why: "A line break ends an entry. A bracket, operand or `like` on the next line would begin another one.",
    bad: ola(head: "message ola\n{"),
    good: ola())

  static let unexpected = DiagnosticKind(
    1106, .error, "more than the entry takes",
    why: "The entry is complete before this. What follows would be lost if it were passed over.",
    bad: ola("title \"Olá\" \"pessoal\""),
    good: ola())

  static let equalsBeforeFrom = DiagnosticKind(
    1114, .error, "`=` before `from`",
    why: "A let is given a value with `=`, or takes one from a file with `from`: each follows the name directly.",
    bad: "let produtos = from \"produtos.json\"\n",
    good: "let produtos = [\"a\", \"b\"]\n")

  static let nestingTooDeep = DiagnosticKind(
    1107, .error, "nested too deeply",
    why: "No body of the API is nested so deeply, and readers of JSON refuse what is; it is a mistake of a program.",
    bad: "let dados = " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200) + "\n",
    good: "let dados = [[[]]]\n")

  static let unknownStatement = DiagnosticKind(
    1108, .error, "unknown statement",
    why: "A word that is no statement of a message would be left out of what is sent, and nobody would notice.",
    bad: ola("titel \"Olá\""),
    good: ola())

  static let misplacedEntry = DiagnosticKind(
    1109, .error, "misplaced entry",
    why: """
      `in` holds what one locale says otherwise. Lists of locales, examples and other `in` blocks count for the whole \
      message.
      """,
    bad: ola(
      "title \"Olá\"\n"
        + "  in es { title \"Hola\", text \"Completa este flujo\", cta \"Empezar\", in es-MX { title \"Qué tal\" } }"),
    good: ola(
      "title \"Olá\"\n  in es { title \"Hola\", text \"Completa este flujo\", cta \"Empezar\" }\n"
        + "  in es-MX { title \"Qué tal\" }"))

  static let nameNotASCII = DiagnosticKind(
    1110, .error, "name outside ASCII",
    why: """
      Names of messages, bases, flows, bots and screens become file names and values on the wire, which do not come \
      through every system unchanged outside ASCII.
      """,
    bad: ola(head: "message olá {"),
    good: ola())

  static let reservedName = DiagnosticKind(
    1111, .error, "reserved name",
    why: "The name already means something where it would be used, so nobody could reach what is declared here.",
    bad: "let true = \"sim\"\n",
    good: "let sim = \"sim\"\n")

  static let strayDocComment = DiagnosticKind(
    1112, .warning, "documentation of nothing",
    why: "`///` documents the declaration that follows. Anywhere else no editor and no list shows it.",
    bad: "let a = 1 /// um\n",
    good: "/// um\nlet a = 1\n")
}
