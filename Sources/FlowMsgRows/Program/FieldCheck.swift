import FlowMsgModel

/// What a text with holes is held to, once it is filled.
struct FieldCheck: BitwiseCopyable {
  /// What the text is.
  var subject: Subject
  var minimum: Int
  var maximum: Int
  /// The code points of its literal parts.
  var literal = 0
  /// How many of those count twice in UTF-16.
  var literalWide = 0
  /// Whether nothing of them can be seen.
  var isLiteralBlank = true
  /// Its holes: a range of `FormProgram.checkedNodes`.
  var holes = TableRange()
  /// All its parts: a range of `FormProgram.parts`.
  var parts = TableRange()
  var forbidsEmoji: Bool
  var isOneLine: Bool

  /// What a text is: a field that people read, or a member of `parameters` that has none.
  enum Subject: BitwiseCopyable {
    /// A row of `Schema.fields`.
    case field(Int)
    /// `Schema.token`.
    case token

    /// What messages call it.
    var name: String {
      switch self {
      case .field(let index): Schema.fields[index].statement ?? Schema.fields[index].wireName
      case .token: Schema.token.value
      }
    }

    /// How it is written; of what no person reads nothing is asked.
    var traits: TextTraits {
      switch self {
      case .field(let index): Schema.fields[index].traits
      case .token: []
      }
    }

    /// The code of the rule that refuses it in a source where it is empty.
    var emptyCode: Int {
      switch self {
      case .field: 4002
      case .token: 6008
      }
    }
  }
}

/// A part of a text with holes.
struct TextPiece: BitwiseCopyable {
  /// The node that fills it, or -1.
  var node = -1
  /// Its bytes where nothing fills it.
  var literal = TableRange()
}
