extension Synonym {
  /// What a word of another tool or language is here, as one line of help.
  package var help: String {
    switch meaning {
    case .word(let word): "`\(written)` is `\(word)` here"
    case .screen: "`\(written)` is `screen NAME { … }` here: the screen that opens, and its data"
    case .screenData: "`\(written)` is what is between the `{` and `}` of `screen NAME { … }` here"
    case .recipient:
      "`\(written)` is no part of a message: the recipients are given when it is sent, as `--to` or as a list"
    case .list: "`\(written)` is a type in brackets here: `[string]`"
    case .shape: "`\(written)` is the fields in braces here: `{ nome: string }`"
    case .null: "`\(written)` is `null` here, which `payload` alone takes: elsewhere leave the field out"
    }
  }
}
