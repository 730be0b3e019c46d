package import FlowMsgRows

/// How recipients are read, and what is the same for all of them.
package struct RenderPlan: Sendable {
  /// Which column is what.
  package var columns: ColumnOptions
  /// How the text is encoded.
  package var encoding: TextEncoding
  /// The bot of rows that name none.
  package var bot: String?
  /// The environment by which a bot's id is chosen.
  package var environment: String?
  /// The locale of rows that name none.
  package var locale: String?
  /// Whether rows that cannot be used are passed over.
  package var skips: Bool

  /// A plan of these parts.
  package init(
    columns: ColumnOptions, encoding: TextEncoding, bot: String?, environment: String?, locale: String?, skips: Bool
  ) {
    (self.columns, self.encoding, self.bot) = (columns, encoding, bot)
    (self.environment, self.locale, self.skips) = (environment, locale, skips)
  }

  /// Finds in the first block of recipients how rows are written, and what is the same for all of them.
  ///
  /// - Parameters:
  ///   - keeps: whether rows that cannot be used are kept as they were.
  ///   - numbersAlone: whether of a row its number alone is read.
  package func start(
    _ bytes: UnsafeBufferPointer<UInt8>, _ program: FormProgram, skips: Bool, keeps: Bool, numbersAlone: Bool = false
  ) throws(RowsFailure) -> (start: RowStart, setup: RowSetup) {
    let start = try RowStart(bytes, columns, program)
    let bots = try BotChoice(program, bot: bot, environment: environment, rowsMayName: start.layout.hasBot)
    let setup = try RowSetup(
      program, start.layout, bots, locale: locale, skips: skips, keeps: keeps, readsNumbersAlone: numbersAlone)
    return (start, setup)
  }
}
