package import FlowMsgText

/// A word of another tool or another language, and what it is here. Case, accents, `_` and `-` make no difference.
///
/// A new one is one entry of `Synonym.table`; declarations, statements, types, values and providers look it up there.
package struct Synonym {
  /// Where a word is asked for.
  package enum Position: Sendable {
    case declaration, statement, type, value, provider
  }

  /// What it is called here; nil where more than a word has to change.
  package let word: String?
  /// What it is here, as one line of help.
  package let help: String

  /// What `word` is here, where one of `position` is asked for; nil for a word that is in no table.
  package static func find(_ word: String, as position: Position) -> Synonym? {
    let folded = NameFolding.folded(word)
    guard let row = table.first(where: { $0.position == position && $0.words.contains(folded) }) else { return nil }
    switch row.meaning {
    case .word(let meant): return Synonym(word: meant, help: "`\(word)` is `\(meant)` here")
    case .help(let help): return Synonym(word: nil, help: "`\(word)` is \(help)")
    }
  }

  /// The fix that writes the word in the place of `location`.
  package func fixes(at location: SourceLocation) -> [Fix] {
    word.map { [Fix("write `\($0)`", [TextEdit(location, $0)], isSafe: false)] } ?? []
  }

  enum Meaning: Sendable {
    /// Another word is written in its place.
    case word(String)
    /// More has to change.
    case help(String)
  }

  /// The rows. Words are folded: lower case, without accents, `_` and `-`.
  static let table: [(position: Position, words: [String], meaning: Meaning)] = [
    (.declaration, ["mensagem", "mensaje", "msg"], .word(Word.message.spelling)),
    (.declaration, ["modelo", "plantilla", "template"], .word(Word.base.spelling)),
    (.declaration, ["fluxo", "flujo"], .word(Word.flow.spelling)),
    (.declaration, ["importar", "include", "require"], .word(Word.import.spelling)),
    (.declaration, ["idiomas", "languages"], .word(Word.locales.spelling)),
    (.declaration, ["var", "const", "variavel", "variable"], .word(Word.let.spelling)),
    (.statement, ["header", "titulo", "cabecalho", "encabezado"], .word(Word.title.spelling)),
    (.statement, ["body", "texto", "corpo", "cuerpo"], .word(Word.text.spelling)),
    (.statement, ["footer", "rodape", "pie", "legenda", "leyenda"], .word(Word.caption.spelling)),
    (.statement, ["button", "boton", "botao", "flowcta"], .word(Word.cta.spelling)),
    (.statement, ["flowname", "flowid", "fluxo", "flujo"], .word(Word.flow.spelling)),
    (.statement, ["tela", "pantalla"], .word(Word.screen.spelling)),
    (.statement, ["flowactionpayload"], .help("`screen NAME { … }` here: the screen that opens, and its data")),
    (.statement, ["data", "dados", "datos"], .help("what is between the `{` and `}` of `screen NAME { … }` here")),
    (
      .statement, ["to", "para", "userid"],
      .help("no part of a message: the recipients are given when it is sent, as `--to` or as a list")
    ),
    (.type, ["texto", "text", "str", "cadena"], .word(Word.string.spelling)),
    (.type, ["int", "inteiro", "entero"], .word(Word.integer.spelling)),
    (.type, ["float", "double", "decimal", "numero"], .word(Word.number.spelling)),
    (.type, ["bool", "booleano"], .word(Word.boolean.spelling)),
    (.type, ["list", "array", "lista", "arreglo"], .help("a type in brackets here: `[string]`")),
    (.type, ["object", "objeto", "map"], .help("the fields in braces here: `{ nome: string }`")),
    (.value, ["verdadeiro", "verdadero", "sim", "si", "yes", "true"], .word(Word.true.spelling)),
    (.value, ["falso", "nao", "no", "false"], .word(Word.false.spelling)),
    (
      .value, ["none", "nil", "nulo"], .help("`null` here, which `payload` alone takes: elsewhere leave the field out")
    ),
    (.provider, ["gupshup"], .word("gupshup_capi")),
    (.provider, ["meta", "cloud", "whatsapp", "waba"], .word("cloud_api")),
  ]
}
