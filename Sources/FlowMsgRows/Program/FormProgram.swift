import FlowMsgModel
import FlowMsgEmit
import FlowMsgJSON

/// An open form made ready for filling: for each variant a list of literal runs of bytes, escaped already, and of holes.
/// Read by all threads, written by none.
package final class FormProgram: Sendable {
  let tables: FormTables
  let segments: PlainList<Segment>
  let checks: PlainList<FieldCheck>
  /// The nodes that are in the texts of checks.
  let checkedNodes: PlainList<Int>
  /// The parts of the texts of checks, in their order.
  let parts: PlainList<TextPiece>
  /// The texts that components show, as they are looked at first, and what is asked of each.
  let shownTexts: PlainList<ShownText>
  let shownRules: [ShownRule]
  /// What is in order, as it is looked at first, and as it is compared where that does not tell.
  let quickOrders: PlainList<QuickOrder>
  let orders: [FilledOrder]
  let variants: [FilledVariant]
  /// Which variant a locale selects.
  package let locales: LocaleMatch
  /// The most literal bytes that a line has: what the size of blocks is chosen by.
  package let literalSize: Int
  /// The tags of the form's locales, for messages.
  package let tags: [String]

  /// The locale of each variant, in their order; nil for the base.
  package let variantLocales: [String?]

  /// The program of `form`; what its types and holes do not allow is a failure.
  package convenience init(_ form: OpenForm, frame: FormFrame) throws(OpenFormFailure) {
    try self.init(form, FormCompiler.compile(form, frame))
  }

  private init(_ form: OpenForm, _ compiler: FormCompiler) throws(OpenFormFailure) {
    tables = compiler.tables
    segments = PlainList(compiler.segments)
    checks = PlainList(compiler.checks)
    checkedNodes = PlainList(compiler.checkedNodes)
    parts = PlainList(compiler.parts)
    shownTexts = PlainList(compiler.shownTexts)
    shownRules = compiler.shownRules
    quickOrders = PlainList(compiler.orders.map(QuickOrder.init))
    orders = compiler.orders
    variants = compiler.variants
    locales = LocaleMatch(form.variants)
    literalSize = compiler.literalSize
    variantLocales = form.variants.map(\.locale)
    tags = form.variants.flatMap { [$0.locale].compactMap { $0 } + $0.tags }
  }

  /// Whether any variant names a bot.
  package var namesBot: Bool { variants.contains { $0.bot != nil } }

  /// The parameters' paths, each with whether it is one cell.
  package var fields: [(path: String, isCell: Bool)] {
    tables.paths.indices.map { (tables.paths[$0], tables.nodes[$0].type.isCell) }
  }
}
