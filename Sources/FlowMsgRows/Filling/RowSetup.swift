import FlowMsgText

/// What is the same for all rows of a run.
package struct RowSetup: Sendable {
  let program: FormProgram
  package let layout: RowLayout
  let bots: BotChoice
  /// The variant of rows without a locale; nil if such rows have none.
  let variant: Int?
  /// Whether rows that cannot be used are passed over, and whether they are kept.
  let skips: Bool
  let keeps: Bool
  /// Whether of a row its number alone is read, and nothing is made of it.
  let readsNumbersAlone: Bool

  /// A setup; rows without a locale get the base, or the variant for `locale`.
  package init(
    _ program: FormProgram, _ layout: RowLayout, _ bots: BotChoice, locale: String? = nil, skips: Bool = false,
    keeps: Bool = false, readsNumbersAlone: Bool = false
  ) throws(RowsFailure) {
    self.readsNumbersAlone = readsNumbersAlone
    (self.program, self.layout, self.bots, self.skips, self.keeps) = (program, layout, bots, skips, keeps)
    variant = program.locales.variant((locale ?? "").utf8)
    if let locale, variant == nil {
      throw RowsFailure(
        "the form has no locale '\(shown(locale.utf8))'",
        help: program.tags.isEmpty ? "it has the base alone" : "it has \(program.tags.quotedList())")
    }
  }
}
