import FlowMsgModel
import FlowMsgEmit
import FlowMsgJSON

/// An open form made ready for filling: for each variant a list of literal runs of bytes, escaped already, and of holes.
/// Read by all threads, written by none.
package final class FormProgram: Sendable {
  let tables: FormTables
  let segments: PlainList<Segment>
  let checks: PlainList<FieldCheck>
  /// The nodes that stand in the texts of checks.
  let checkedNodes: PlainList<Int>
  /// The parts of the texts of checks, in their order.
  let parts: PlainList<TextPiece>
  let variants: [FilledVariant]
  /// Which variant a locale selects.
  package let locales: LocaleMatch
  /// The most literal bytes that a line has: what the size of blocks is chosen by.
  package let literalSize: Int
  /// The tags of the form's locales, for messages.
  package let tags: [String]

  /// The locale of each variant, in their order; nil for the base.
  package let variantLocales: [String?]

  /// What is written for a row.
  package enum Frame: Sendable {
    /// The body alone, and no line end.
    case body
    /// A request on a line by itself; `type` goes before the form's own.
    case request(type: String?)
    /// A request in the two parts that a client needs: the target with its query, percent-encoded, and the body.
    case parts(type: String?)
  }

  /// The program of `form`; what its types and holes do not allow is a failure.
  package convenience init(_ form: OpenForm, frame: Frame) throws(OpenFormFailure) {
    try self.init(form, FormCompiler.compile(form, frame))
  }

  private init(_ form: OpenForm, _ compiler: FormCompiler) throws(OpenFormFailure) {
    tables = compiler.tables
    segments = PlainList(compiler.segments)
    checks = PlainList(compiler.checks)
    checkedNodes = PlainList(compiler.checkedNodes)
    parts = PlainList(compiler.parts)
    variants = compiler.variants
    locales = LocaleMatch(form.variants)
    literalSize = compiler.literalSize
    variantLocales = form.variants.map(\.locale)
    tags = form.variants.flatMap { [$0.locale].compactMap { $0 } + $0.tags }
  }

  /// Whether any variant names a bot.
  package var namesBot: Bool { variants.contains { $0.bot != nil } }

  /// Whether a column or member of this name means something: a parameter, or what every row may have.
  package func hasField(_ name: String) -> Bool { RowLayout.Target.names[name] != nil || tables.node(name) != nil }

  /// The parameters' paths, each with whether it is one cell.
  package var fields: [(path: String, isCell: Bool)] {
    zip(tables.paths, tables.types).map { ($0, $1.isScalar) }
  }
}

/// A piece of a line.
struct Segment: BitwiseCopyable {
  enum Kind: UInt8 {
    /// Bytes of the pool.
    case literal
    /// A hole in a text.
    case text
    /// A hole that is a value by itself.
    case value
    /// The bot's id and the phone number.
    case bot, number
    /// The body begins, and has ended.
    case bodyStart, bodyEnd
    /// A text of JSON begins that goes into the query, and has ended.
    case queryStart, queryEnd
  }

  var kind: Kind
  /// The node whose value it is.
  var node = -1
  var literal = PoolRange()
}

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
  var holes = PoolRange()
  /// All its parts: a range of `FormProgram.parts`.
  var parts = PoolRange()
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
  var literal = PoolRange()
}

/// One variant of a program.
struct FilledVariant: Sendable {
  var segments: Range<Int>
  var checks: Range<Int>
  /// The bot of the form, with its ids.
  var bot: Bot?
  /// The lists of its body whose items a component offers for choice.
  var choices: [ChoiceList] = []
  /// The texts that components show, and the other values.
  var shownTexts: [ShownText] = []
  var shownValues: [ShownValue] = []
  /// What of those is in order.
  var orders: [FilledOrder] = []
  /// Whether something is looked at in the filled body.
  var readsBody = false
}
