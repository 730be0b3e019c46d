import FlowMsgCampaign
import FlowMsgRows

extension RenderPlan {
  /// What the options say about rows.
  init(_ invocation: Invocation, _ environment: Environment) throws(Failure) {
    var columns = ColumnOptions()
    columns.columns = try invocation.pairs(.column).map { (field: $0.name, header: $0.value) }
    columns.header = invocation.value(.header).map { text in
      text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    columns.fixed = try invocation.pairs(.set).map(\.name)
    columns.decimal = invocation.value(.decimal).flatMap { DecimalMark(rawValue: $0) }
    columns.country = try Self.country(invocation, environment)
    let given = { (option: Option, variable: String) throws(Failure) in
      if let value = invocation.value(option) { value } else { try environment.text(variable) }
    }
    self.init(
      columns: columns, encoding: invocation.value(.encoding).flatMap { TextEncoding($0) } ?? .utf8,
      bot: try given(.bot, "FLOWMSG_BOT"), environment: try given(.environment, "FLOWMSG_ENV"),
      locale: invocation.value(.rowLocale),
      skips: invocation.has(.skipInvalid))
  }

  /// The country that `--country` or FLOWMSG_COUNTRY says; nil where neither does.
  private static func country(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> CountryChoice? {
    let (given, name) = (invocation.value(.country), "FLOWMSG_COUNTRY")
    let text = if let given { given } else { try environment.text(name) ?? "" }
    if text.isEmpty { return nil }
    do throws(CountryFailure) { return try Countries.parse(text) } catch {
      var failure = Failure("\(given == nil ? name : "'--country'"): \(error.message)")
      failure.help = error.help
      throw failure
    }
  }
}
