import FlowMsgCampaign
import FlowMsgRows

/// `flowmsg render`: recipients in, one request a line out.
package enum RenderCommand: Command {
  package static let definition = CommandDefinition(
    "render", OperandsDefinition("OPEN|SOURCE", 1...1), summary: "fills a message for each recipient",
    discussion: """
      Reads recipients on standard input (NDJSON if it begins with '{', else CSV) and writes one request a line, in \
      order: {"method":"POST","path":"/v1/bots/…","query":{},"body":{…}}. OPEN is an open form, a compiled body, or a \
      folder of what was compiled.
      """,
    options: [
      .bot, .environment, .rowLocale, .queryType, .set, .column, .header, .country, .decimal, .encoding, .skipInvalid,
      .rejects,
      .message,
      .root, .maximumDiagnostics, .color,
    ])

  package static func run(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> ExitCode {
    if invocation.has(.rejects) && !invocation.has(.skipInvalid) {
      throw Failure("'--rejects' keeps the rows that '--skip-invalid' passes over", help: "add '--skip-invalid'")
    }
    let frame = FormFrame.request(type: invocation.value(.queryType))
    guard let file = try FormFile(invocation, environment, frame: frame) else { return .sourcesAreWrong }
    let rejects = try invocation.value(.rejects).map { (name) throws(Failure) in
      try attempt(name) { () throws(SystemError) in try environment.fileSystem.replace(name, isPrivate: true) }
    }
    let run = try RenderRun(file.program, plan(invocation, environment), rejects, environment)
    let ending: ExitCode
    do throws(Failure) {
      ending = try run.run()
    } catch {
      rejects?.discard()
      throw error
    }
    if let name = invocation.value(.rejects), let rejects {
      try attempt(name) { () throws(SystemError) in try rejects.finish() }
    }
    environment.complain(run.warnings.text)
    if run.unreported > 0 { environment.complain("… and \(run.unreported) more\n") }
    if invocation.has(.skipInvalid), ending == .done {
      environment.complain("skipped \(run.skipped) of \(run.rows) \(run.rows == 1 ? "row" : "rows")\n")
    }
    return ending
  }

  package static func needs(_ invocation: Invocation) -> StreamNeeds { [.input, .output] }

  /// Does something with the file `name`, and says which one it was where that fails.
  static func attempt<R>(_ name: String, _ body: () throws(SystemError) -> R) throws(Failure) -> R {
    do throws(SystemError) {
      return try body()
    } catch {
      throw Failure("cannot write '\(name)': \(error.description)")
    }
  }

  /// What the options say about rows.
  static func plan(
    _ invocation: Invocation, _ environment: Environment
  ) throws(Failure) -> RenderPlan {
    var columns = ColumnOptions()
    columns.columns = try pairs(.column, invocation).map { (field: $0.name, header: $0.value) }
    columns.header = invocation.value(.header).map { text in
      text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    columns.fixed = try pairs(.set, invocation).map(\.name)
    columns.decimal = invocation.value(.decimal).flatMap { DecimalMark(rawValue: $0) }
    columns.country = try country(invocation, environment)
    let given = { (option: Option, variable: String) throws(Failure) in
      if let value = invocation.value(option) { value } else { try environment.text(variable) }
    }
    return RenderPlan(
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

  /// The values of an option that takes `name=value`.
  static func pairs(_ option: Option, _ invocation: Invocation) throws(Failure) -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    for text in invocation.values(option) {
      guard let place = text.firstIndex(of: "="), place != text.startIndex else {
        throw Failure(
          "'--\(option.name)' needs \(option.argument.placeholder ?? ""), found '\(text)'",
          help: "write a name, '=' and what it stands for")
      }
      let name = String(text[..<place])
      if found.contains(where: { $0.name == name }) { throw Failure("'--\(option.name)' names '\(name)' twice") }
      found.append((name, String(text[text.index(after: place)...])))
    }
    return found
  }
}

extension Failure {
  /// The failure of the rows' room, as a command ends with it.
  init(_ failure: RowsFailure) {
    self.init(failure.message)
    help = failure.help
  }
}
