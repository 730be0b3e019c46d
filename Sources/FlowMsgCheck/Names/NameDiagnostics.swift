package import FlowMsgText

/// The catalogue of what reading files and resolving names finds.
package enum NameDiagnostics {
  static let message = """
    message ola {
      title "Olá"
      text "Complete este fluxo para começar"
      caption "Jelou"
      flow "boas_vindas"
      cta "Iniciar"
      screen RECOMMEND
    }
    """

  private static func nested(_ depth: Int, _ value: String) -> String {
    String(repeating: "[", count: depth) + value + String(repeating: "]", count: depth)
  }

  static let repeatedDeclaration = DiagnosticKind(
    2001, .error, "a name declared twice",
    why: "One name means one thing in a file; which of the two a statement means could only be guessed.",
    bad: "let marca = \"Aurora\"\nlet marca = \"Boreal\"", good: "let marca = \"Aurora\"\nlet outra = \"Boreal\"")
  static let unknownName = DiagnosticKind(
    2002, .error, "an unknown name",
    why: "A name stands for a let of this file or of a file that it imports. Nothing of this name is in sight.",
    bad: "let saudacao = \"Olá, {marca}\"", good: "let marca = \"Aurora\"\nlet saudacao = \"Olá, {marca}\"")
  static let unknownType = DiagnosticKind(
    2003, .error, "an unknown type",
    why: "A type is string, integer, number, boolean or one that is declared in sight.",
    bad: "type Item = { id: text }", good: "type Item = { id: string }")
  static let unknownBot = DiagnosticKind(
    2004, .error, "an unknown bot",
    why: "A message names a bot that is declared in this file or in one that it imports.",
    bad: message.replacingFirst("{\n", with: "{\n  bot br\n"),
    good: "bot br { id \"1\", provider cloud_api }\n" + message.replacingFirst("{\n", with: "{\n  bot br\n"))
  static let unknownFlow = DiagnosticKind(
    2005, .error, "an unknown flow",
    why: """
      A bare slug names a declared Flow, against which the message is checked. A Flow that is declared nowhere is written \
      as a quoted slug, and not checked.
      """,
    bad: message.replacingFirst("\"boas_vindas\"", with: "boas_vindas"),
    good: "flow boas_vindas { screen RECOMMEND }\n" + message.replacingFirst("\"boas_vindas\"", with: "boas_vindas"))
  static let ambiguousName = DiagnosticKind(
    2006, .error, "a name that means two things",
    why: "Two files in sight declare the name. It is an error only where it is used, so that a library may grow.",
    bad: "import \"shared.flowmsg\"\nlet marca = \"Boreal\"\nlet texto = \"Olá da {marca}\"",
    good: "import \"shared.flowmsg\"\nlet loja = \"Boreal\"\nlet texto = \"Olá da {loja}\"")
  static let unknownKey = DiagnosticKind(
    2007, .error, "an unknown key in a path",
    why: "The let before the dot is no object, or has no such key.",
    bad: "let loja = { nome: \"Aurora\" }\nlet a = loja.nme", good: "let loja = { nome: \"Aurora\" }\nlet a = loja.nome"
  )
  static let cycle = DiagnosticKind(
    2008, .error, "a let or type that is made of itself", why: "Its value would never end.",
    bad: "let a = b\nlet b = [a]", good: "let a = 1\nlet b = [a]")
  static let unreadableImport = DiagnosticKind(
    2010, .error, "a file that cannot be read",
    why: """
      An import, or the file that `from` names, is not there, is no file, may not be read, or lies outside the project \
      root: a build must not depend on what is beside the project.
      """,
    bad: "import \"nowhere.flowmsg\"", good: "import \"shared.flowmsg\"")
  static let uselessImport = DiagnosticKind(
    2011, .warning, "an import that does nothing", why: "The file is imported already, or imports itself.",
    bad: "import \"shared.flowmsg\"\nimport \"shared.flowmsg\"", good: "import \"shared.flowmsg\"")
  static let unused = DiagnosticKind(
    2012, .warning, "something declared and never used",
    why: "Nothing in this file uses it: it was forgotten, or a misspelling uses something else.",
    bad: "let marca = \"Aurora\"\n" + message,
    good: "let marca = \"Aurora\"\n" + message.replacingFirst("Jelou", with: "{marca}"))
  static let notInterpolated = DiagnosticKind(
    2013, .error, "a value that does not go into a text",
    why:
      "Strings and integers are put into texts; lists, objects, booleans and null have no wording that readers expect.",
    bad: "let ativo = true\nlet texto = \"{ativo}\"", good: "let ativo = \"sim\"\nlet texto = \"{ativo}\"")
  static let numberInText = DiagnosticKind(
    2014, .warning, "a number with a fraction in a text",
    why: "It is put in as it is written: 1234.50 is not how Brazil reads it. Write the text that people should read.",
    bad: "let preco = 1234.50\nlet texto = \"R$ {preco}\"", good: "let preco = \"1.234,50\"\nlet texto = \"R$ {preco}\""
  )
  static let tooLarge = DiagnosticKind(
    2015, .error, "a value that is too large",
    why: "A body may reach 1 MiB and a nesting of 64, and lets may build on each other 256 deep.",
    bad: "let a = \(nested(40, "1"))\nlet b = \(nested(40, "a"))",
    good: "let a = \(nested(4, "1"))\nlet b = \(nested(4, "a"))")
  static let repeatedKey = DiagnosticKind(
    2016, .error, "a key that stands twice",
    why: "Of two members with one key a reader of JSON keeps one or the other.",
    bad: "let a = { x: 1, x: 2 }", good: "let a = { x: 1, y: 2 }")
  static let repeatedMessage = DiagnosticKind(
    2020, .error, "two messages of one name",
    why: "Each message becomes a file of its name, and some file systems do not tell upper from lower case.",
    bad: message + "\n" + message.replacingFirst("ola", with: "Ola"),
    good: message + "\n" + message.replacingFirst("ola", with: "ola_2"))
  static let reservedMessage = DiagnosticKind(
    2021, .error, "a message name that cannot be a file",
    why: "Windows keeps con, nul, prn, aux, com1–com9 and lpt1–lpt9 for devices: no file can have such a name there.",
    bad: message.replacingFirst("ola", with: "con"), good: message)
  static let unreadableValue = DiagnosticKind(
    2017, .error, "a file that holds no value",
    why: """
      `let … from` takes a JSON document, a table with a header, or an image. What is in the file is none, or is damaged.
      """,
    bad: "let produtos from \"produtos.txt\"", good: "let produtos from \"produtos.json\"")

  static let emptyTable = DiagnosticKind(
    2018, .warning, "a table without rows",
    why: "The table has a header, and nothing below it: a list that is made of it is empty, and so is what shows it.",
    bad: "let produtos from \"vazio.csv\"", good: "let produtos from \"cheio.csv\"")

  static let filePlaceholder = DiagnosticKind(
    2019, .error, "a placeholder in a text from a file",
    why: """
      Texts of JSON and CSV files are taken as they are: a name between braces is no parameter there, and everybody would \
      read the braces.
      """,
    bad: "let textos from \"placeholder.json\"\n"
      + message.replacingFirst("\"Olá\"", with: "\"{textos.titulo}\""),
    good: "let textos from \"texts.json\"\n" + message.replacingFirst("\"Olá\"", with: "\"{textos.titulo}\""))

  package static let all = [
    repeatedDeclaration, unknownName, unknownType, unknownBot, unknownFlow, ambiguousName, unknownKey, cycle,
    unreadableImport, uselessImport, unused, notInterpolated, numberInText, tooLarge, repeatedKey, repeatedMessage,
    reservedMessage, unreadableValue, emptyTable, filePlaceholder,
  ]

  /// A file that could not be read: `path` as written, `reason` in words.
  package static func unreadable(_ path: String, _ reason: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      unreadableImport, path.isEmpty ? "the path is empty" : "`\(path)` cannot be read: \(reason)", at: location,
      help: ["paths are relative to this file and stay inside the project root"])
  }

  /// A file that holds no value for a `let`.
  package static func noValue(
    _ path: String, _ reason: String, _ help: String?, at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      unreadableValue, "`\(path)` holds no value: \(reason)", at: location,
      help: [help ?? "a `let` takes JSON, a table with a header (.csv), or an image (.png, .jpg, .jpeg, .webp)"])
  }

  /// A table that has a header alone.
  package static func noRows(_ path: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      emptyTable, "the table `\(path)` has a header and no rows", at: location,
      help: ["write its rows, or leave it out: a list of it is empty"])
  }

  /// An import that does nothing.
  package static func useless(_ path: String, isSelf: Bool, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      uselessImport, isSelf ? "the file imports itself" : "`\(path)` is imported already", at: location,
      help: ["remove the import"])
  }
}

extension String {
  /// The text with the first `part` replaced.
  func replacingFirst(_ part: String, with other: String) -> String {
    let bytes = Array(utf8)
    let wanted = Array(part.utf8)
    guard bytes.count >= wanted.count else { return self }
    for i in 0...(bytes.count - wanted.count) where bytes[i..<(i + wanted.count)].elementsEqual(wanted) {
      return String(decoding: bytes[..<i] + Array(other.utf8) + bytes[(i + wanted.count)...], as: UTF8.self)
    }
    return self
  }
}
