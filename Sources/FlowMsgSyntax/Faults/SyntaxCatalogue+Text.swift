import FlowMsgText

// The entries for bytes (FM1001…), tokens (FM1010…) and interpolation (FM1030…).

extension SyntaxDiagnostics {
  // MARK: Bytes

  // No Swift string holds these bytes: the example is empty, and a test of its own writes them.
  static let invalidUTF8 = DiagnosticKind(
    1001, .error, "invalid UTF-8",
    why: """
      A file is UTF-8. Read in another encoding, every accent and every emoji would reach people as other characters, \
      so nothing is guessed.
      """,
    bad: "", good: "")

  static let controlCharacter = DiagnosticKind(
    1002, .error, "control character",
    why: """
      Control characters cannot be seen, come from a slip in copying, and are refused or shown as boxes by some phones. \
      In a string one can be written as an escape; NUL never.
      """,
    bad: "let marca = \"Jelou\u{7}\"\n",
    good: "let marca = \"Jelou\"\n")

  static let bidirectionalControl = DiagnosticKind(
    1003, .error, "bidirectional control",
    why: """
      These characters cannot be seen and make a line read otherwise than it is compiled. In a string one can be \
      written as an escape, where everybody sees it.
      """,
    bad: "let marca = \"Jelou\u{202E}\"\n",
    good: "let marca = \"Jelou\"\n")

  static let loneCarriageReturn = DiagnosticKind(
    1004, .error, "carriage return without a line feed",
    why: "A line ends with LF or CR LF. A lone CR is a line end in some editors and none in others.",
    bad: "let a = 1\u{D}let b = 2\n",
    good: "let a = 1\nlet b = 2\n")

  static let lostCharacter = DiagnosticKind(
    1005, .error, "a lost character",
    why: """
      U+FFFD stands where a program met bytes that it could not read: the character that was meant is gone, and people \
      would read a box or a question mark in its place.
      """,
    bad: "let marca = \"Promo\u{FFFD}\u{FFFD}o\"\n",
    good: "let marca = \"Promoção\"\n")

  static let misreadText = DiagnosticKind(
    1006, .warning, "text that was read in another encoding",
    why: """
      A text that was saved as UTF-8 and opened as Windows-1252 has two or three wrong characters for each accent. It is \
      valid, so nothing but its look tells, and people would read it so.
      """,
    bad: "let aviso = \"ConfirmaÃ§Ã£o\"\n",
    good: "let aviso = \"Confirmação\"\n")

  // MARK: Tokens

  static let foreignBlank = DiagnosticKind(
    1010, .error, "foreign blank",
    why: """
      A blank other than space and tab was pasted from a page or a document. It looks like a space but separates words \
      in one program and joins them in another.
      """,
    bad: "let marca =\u{A0}\"Jelou\"\n",
    good: "let marca = \"Jelou\"\n")

  static let pastedQuotes = DiagnosticKind(
    1011, .error, "pasted quotes",
    why: """
      Strings stand between straight double quotes. Typographic and single quotes come from word processors and other \
      languages; were they taken too, nobody could tell where a text with an apostrophe ends.
      """,
    bad: "let marca = “Jelou”\n",
    good: "let marca = \"Jelou\"\n")

  static let unterminatedString = DiagnosticKind(
    1012, .error, "string not closed",
    why: "A string ends on its line, so that a forgotten quote damages one line and not the rest of the file.",
    bad: "let marca = \"Jelou\n",
    good: "let marca = \"Jelou\"\n")

  static let unterminatedBlockString = DiagnosticKind(
    1013, .error, "block string not closed",
    why: "Without its closing delimiter, a block string would take in the declarations that follow.",
    bad: "let texto = \"\"\"\n  Complete este fluxo\n",
    good: "let texto = \"\"\"\n  Complete este fluxo\n  \"\"\"\n")

  static let blockStringOpener = DiagnosticKind(
    1014, .error, "text behind a block string's opener",
    why: "The opening delimiter ends its line, so that all lines of the text stand under each other.",
    bad: "let texto = \"\"\"Complete este fluxo\n  \"\"\"\n",
    good: "let texto = \"\"\"\n  Complete este fluxo\n  \"\"\"\n")

  static let blockStringCloser = DiagnosticKind(
    1015, .error, "text before a block string's closer",
    why: "The closing delimiter's indentation says how much of every line is layout, so it begins its line.",
    bad: "let texto = \"\"\"\n  Complete este fluxo\"\"\"\n",
    good: "let texto = \"\"\"\n  Complete este fluxo\n  \"\"\"\n")

  static let blockStringIndentation = DiagnosticKind(
    1016, .error, "indentation of a block string's line",
    why: """
      The closing delimiter's indentation is taken from every line, character by character. Where a line has another \
      one, nobody could say which blanks people are meant to read.
      """,
    bad: "let texto = \"\"\"\n  Complete este fluxo\n para começar\n  \"\"\"\n",
    good: "let texto = \"\"\"\n  Complete este fluxo\n  para começar\n  \"\"\"\n")

  static let unknownEscape = DiagnosticKind(
    1017, .error, "unknown escape",
    why: """
      A backslash begins an escape. Were an unknown one taken as it is, people would read the backslash; and `\\u00e1` \
      would reach them as six characters.
      """,
    bad: #"let nome = "Jos\u00e9""# + "\n",
    good: #"let nome = "Jos\u{e9}""# + "\n")

  static let badUnicodeEscape = DiagnosticKind(
    1018, .error, "escape of no code point",
    why: """
      `\\u{…}` holds the one to eight hexadecimal digits of a Unicode scalar other than NUL. Anything else is no \
      character that a message could carry.
      """,
    bad: #"let nome = "Jos\u{d800}""# + "\n",
    good: #"let nome = "Jos\u{e9}""# + "\n")

  static let badNumber = DiagnosticKind(
    1019, .error, "malformed number",
    why: """
      Numbers are written as in JSON and come out digit for digit. What begins like one and is none is a code, a date or \
      another country's way of writing numbers, and each means something else.
      """,
    bad: "let preco = 1_000\n",
    good: "let preco = 1000\n")

  static let badName = DiagnosticKind(
    1020, .error, "malformed name",
    why:
      "A hyphen joins two parts of a name. At its end or doubled it is a slip that nobody sees when the name is used.",
    bad: "let boas- = 1\n",
    good: "let boas = 1\n")

  static let nameNotComposed = DiagnosticKind(
    1021, .error, "name not in Normalization Form C",
    why: "An accent can be one code point with its letter or one after it. Names that look the same must be the same.",
    bad: "let ti\u{301}tulo = 1\n",
    good: "let t\u{ED}tulo = 1\n")

  static let unknownCharacter = DiagnosticKind(
    1022, .error, "unknown character",
    why: "The character has no meaning outside strings and comments. Passed over, it could hide what was meant.",
    bad: "let a = 1;\n",
    good: "let a = 1\n")

  static let blockComment = DiagnosticKind(
    1023, .error, "block comment",
    why: "Comments end with their line, so that no forgotten end of one makes messages vanish.",
    bad: "let a = 1 /* um */\n",
    good: "let a = 1 // um\n")

  // MARK: Interpolation

  static let badInterpolation = DiagnosticKind(
    1030, .error, "malformed interpolation",
    why: """
      A `{` in a text begins the name of a parameter or a constant. Left as it is, people would read the braces where \
      their name should be.
      """,
    bad: "let saudacao = \"Olá, {nome completo}\"\n",
    good: "let nome_completo = \"Ana Lima\"\nlet saudacao = \"Olá, {nome_completo}\"\n")

  static let numberedPlaceholder = DiagnosticKind(
    1031, .error, "numbered placeholder",
    why: "`{{1}}` belongs to WhatsApp's templates. Here parameters have names, and people would read the number.",
    bad: "let saudacao = \"Olá, {{1}}\"\n",
    good: "let nome = \"Ana\"\nlet saudacao = \"Olá, {nome}\"\n")

  static let blanksInInterpolation = DiagnosticKind(
    1032, .error, "blanks in an interpolation",
    why: "An interpolation has one spelling, so that every use of a name is found by looking for it.",
    bad: "let nome = \"Ana\"\nlet saudacao = \"Olá, { nome }\"\n",
    good: "let nome = \"Ana\"\nlet saudacao = \"Olá, {nome}\"\n")

  static let templatePlaceholder = DiagnosticKind(
    1033, .error, "Flow JSON's placeholder",
    why: "`${data.x}` is filled inside a Flow. A message's text is not: people would read the placeholder itself.",
    bad: "let saudacao = \"Olá, ${data.nome}\"\n",
    good: "let nome = \"Ana\"\nlet saudacao = \"Olá, {nome}\"\n")

  static let bareBrace = DiagnosticKind(
    1034, .error, "bare brace where nothing interpolates",
    why: """
      Paths, slugs, ids and quoted keys are the same for everybody and take no interpolation. A bare brace there looks \
      as if they did.
      """,
    bad: "let dados = { \"{chave}\": 1 }\n",
    good: "let dados = { \"\\{chave}\": 1 }\n")
}
