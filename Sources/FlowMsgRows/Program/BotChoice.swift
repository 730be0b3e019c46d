import FlowMsgModel
import FlowMsgText

/// Which bot sends, by variant: from the command line, the form, and the row.
package struct BotChoice: Sendable {
  /// The id, as it is in a path, of rows that name no bot; nil where there is none.
  let ids: [[UInt8]?]
  /// The name and the id of the form's own bot; a nil id needs an environment.
  let own: [(name: [UInt8], id: [UInt8]?)?]

  /// Chooses from what the command line says.
  ///
  /// - Parameter rowsMayName: whether rows may say which bot sends, so that none need be known before.
  package init(
    _ program: FormProgram, bot: String?, environment: String?, rowsMayName: Bool
  ) throws(RowsFailure) {
    if bot != nil { try Self.refuseSeveral(program) }
    var ids: [[UInt8]?] = []
    var own: [(name: [UInt8], id: [UInt8]?)?] = []
    for variant in program.variants {
      let form = try variant.bot.map { (bot) throws(RowsFailure) in
        (name: Array(bot.name.utf8), id: try Self.id(of: bot, environment, isNeeded: Self.needs(bot, given)))
      }
      own.append(form)
      ids.append(try Self.chosen(bot, form))
    }
    (self.ids, self.own) = (ids, own)
    if !rowsMayName, ids.contains(where: { $0 == nil }) {
      throw RowsFailure(
        "no bot is known that would send", help: "name it: '--bot ID', or a column 'bot'",
        "or write a `bot` statement in the source")
    }
    /// What `--bot` says.
    var given: String? { bot }
  }

  /// One bot for all would send what is meant for others: readers in Mexico would get the message from Brazil's number.
  private static func refuseSeveral(_ program: FormProgram) throws(RowsFailure) {
    let names = Set(program.variants.compactMap { $0.bot?.name }).sorted()
    guard names.count > 1 else { return }
    throw RowsFailure(
      "'--bot' names one bot, and several are involved: \(names.quotedList())",
      help: "leave out '--bot' and FLOWMSG_BOT: each locale has its bot; a column 'bot' names another")
  }

  /// Whether the id of the form's bot must be known: it is, unless the command line names another.
  private static func needs(_ bot: Bot, _ given: String?) -> Bool { given == nil || given == bot.name }

  private static func chosen(
    _ given: String?, _ form: (name: [UInt8], id: [UInt8]?)?
  ) throws(RowsFailure) -> [UInt8]? {
    guard let given else { return form?.id }
    if let form, form.name.elementsEqual(given.utf8) { return form.id }
    guard isID(given.utf8) else {
      throw RowsFailure(
        "'--bot' needs the id of a bot, found '\(shown(given.utf8))'",
        help: "an id has letters, digits, '_', '-' and '.'")
    }
    return Array(given.utf8)
  }

  private static func id(of bot: Bot, _ environment: String?, isNeeded: Bool) throws(RowsFailure) -> [UInt8]? {
    let only = bot.ids.first { $0.environment == nil }
    if let found = only ?? bot.ids.first(where: { $0.environment == environment }) {
      guard PathStep.isHarmless(found.id.utf8) else {
        throw RowsFailure(
          "the bot '\(bot.name)' has the id '\(shown(found.id.utf8))', which leads to another path",
          help: "an id has letters, digits, '_', '-' and '.'")
      }
      return PercentEncoding.encoded(found.id.utf8)
    }
    guard isNeeded else { return nil }
    let names = bot.ids.compactMap(\.environment)
    guard let environment else {
      throw RowsFailure(
        "the bot '\(bot.name)' has an id for each environment",
        help: "choose one: " + names.map { "'--env \($0)'" }.joined(separator: ", "))
    }
    throw RowsFailure(
      "the bot '\(bot.name)' has no id for the environment '\(environment)'",
      help: suggestion(for: environment, among: names).map { "did you mean '--env \($0)'?" },
      "it has \(names.quotedList())")
  }

  /// The id that a row's `bot` means for `variant`.
  func id(_ written: UnsafeBufferPointer<UInt8>, variant: Int) throws(RowFault) -> [UInt8] {
    if let own = own[variant], own.name.elementsEqual(written) {
      if let id = own.id { return id }
      throw RowFault("the bot '\(shown(written))' has an id for each environment: choose one with '--env'")
    }
    guard Self.isID(written) else {
      throw RowFault("'bot': found '\(shown(written))', expected an id of letters, digits, '_', '-' and '.'")
    }
    return Array(written)
  }

  private static func isID(_ text: some Collection<UInt8>) -> Bool {
    !text.isEmpty && text.allSatisfy { isPlain($0) } && PathStep.isHarmless(text)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x2D || byte == 0x2E
  }
}
