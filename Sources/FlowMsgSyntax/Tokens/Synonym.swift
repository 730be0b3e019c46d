package import FlowMsgText

/// A word of another tool or another language, and what it is here. Case, accents, `_` and `-` make no difference.
///
/// A new one is one entry of `Synonym.table`; declarations, statements, types, values and providers look it up there. What is said of
/// it is in `Faults/SynonymWording.swift`.
package struct Synonym {
  /// Where a word is asked for.
  package enum Position: Sendable {
    case declaration, statement, type, value, provider
  }

  /// What a word is here.
  enum Meaning: Sendable {
    /// Another word, which is written in its place.
    case word(String)
    /// The statement `screen`, with its data.
    case screen
    /// What is in the braces of `screen`.
    case screenData
    /// Whom a message is sent to.
    case recipient
    /// A type in brackets.
    case list
    /// Fields in braces.
    case shape
    /// `null`.
    case null
  }

  /// The word as it is written.
  let written: String
  let meaning: Meaning

  /// What `word` is here, where one of `position` is asked for; nil for a word that is in no table.
  package static func find(_ word: String, as position: Position) -> Synonym? {
    let folded = NameFolding.folded(word)
    let row = table.first { $0.position == position && $0.words.contains(folded) }
    return row.map { Synonym(written: word, meaning: $0.meaning) }
  }

  /// What it is called here; nil where more than a word has to change.
  package var word: String? {
    guard case .word(let word) = meaning else { return nil }
    return word
  }

  /// The fix that writes the word in the place of `location`.
  package func fixes(at location: SourceLocation) -> [Fix] {
    word.map { [Fix("write `\($0)`", [TextEdit(location, $0)], isSafe: false)] } ?? []
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
    (.statement, ["flowactionpayload"], .screen),
    (.statement, ["data", "dados", "datos"], .screenData),
    (
      .statement, ["to", "para", "userid"],
      .recipient
    ),
    (.type, ["texto", "text", "str", "cadena"], .word(Word.string.spelling)),
    (.type, ["int", "inteiro", "entero"], .word(Word.integer.spelling)),
    (.type, ["float", "double", "decimal", "numero"], .word(Word.number.spelling)),
    (.type, ["bool", "booleano"], .word(Word.boolean.spelling)),
    (.type, ["list", "array", "lista", "arreglo"], .list),
    (.type, ["object", "objeto", "map"], .shape),
    (.value, ["verdadeiro", "verdadero", "sim", "si", "yes", "true"], .word(Word.true.spelling)),
    (.value, ["falso", "nao", "no", "false"], .word(Word.false.spelling)),
    (
      .value, ["none", "nil", "nulo"], .null
    ),
    (.provider, ["gupshup"], .word("gupshup_capi")),
    (.provider, ["meta", "cloud", "whatsapp", "waba"], .word("cloud_api")),
  ]
}
