import FlowMsgEmit
import FlowMsgRows
import FlowMsgSend

/// One `send` from the recipients' check to the report.
struct SendRun {
  private let options: SendOptions
  private let form: FormFile
  private let invocation: Invocation
  private let environment: Environment
  private var plan: RenderPlan

  init(
    _ options: SendOptions, _ form: FormFile, _ invocation: Invocation, _ environment: Environment
  ) {
    (self.options, self.form, self.invocation, self.environment) = (options, form, invocation, environment)
    plan = options.plan
    // A sandbox takes any bot, so a first try needs none.
    if options.isSandbox, plan.bot == nil, !form.program.namesBot { plan.bot = "sandbox" }
  }

  func run() throws(Failure) -> ExitCode {
    let credentials = try credentials()
    let file = try recipients()
    var selection = options.selection
    if let path = invocation.value(.exclude) {
      selection.excluded = try ExclusionList.read(path, environment.fileSystem.reads)
    }
    let check = try check(file, selection)
    try tell(check)
    if isRefused(check) { return .unusable }
    if let printing = options.printing {
      let states = try printedStates(check)
      try RequestPrinter(printing, printedEndpoint, environment).print(try requests(file, base: ""), states)
      return .done
    }
    return try send(file, check, credentials ?? .sandbox)
  }

  /// Whether nothing may be sent: bad rows that are not to be passed over, or one behind which rows would be lost.
  private func isRefused(_ check: RecipientCheck) -> Bool { check.isCut || check.badCount > 0 && !plan.skips }

  private func credentials() throws(Failure) -> Credentials? {
    if options.isSandbox || options.printing != nil { return nil }
    return try Credentials(invocation, environment)
  }

  /// With '--resume', what is left.
  private func printedStates(_ check: RecipientCheck) throws(Failure) -> RowStates {
    var states = check.states
    guard options.resumes, let path = options.journal, JournalFile.exists(path) else { return states }
    try JournalKeeper(options, header(check)).read(&states)
    if options.resendsDoubts { states.forgiveDoubts() }
    return states
  }

  private var printedEndpoint: Endpoint { options.isSandbox ? .loopback(port: 8470) : options.endpoint }

  private func recipients() throws(Failure) -> RecipientFile {
    let path = invocation.value(.recipients)
    do throws(SystemError) {
      if let path { return try RecipientFile(path, environment.fileSystem.reads) }
      let rows = invocation.values(.to).map { "\"\($0.replacing("\"", with: "\"\""))\"\n" }
      return try RecipientFile(Array(("to\n" + rows.joined()).utf8))
    } catch {
      throw Failure("cannot read '\(path ?? "--to")': \(error.description)")
    }
  }

  private func requests(_ file: RecipientFile, base: String) throws(Failure) -> RowRequests {
    try RowRequests(file, form.program, plan, base: base)
  }

  /// Checks all rows, and keeps those that cannot be used where they are wanted.
  private func check(_ file: RecipientFile, _ selection: Selection) throws(Failure) -> RecipientCheck {
    let isList = invocation.has(.recipients)
    guard let path = options.rejects else {
      return try RecipientCheck(file, form.program, plan, selection, isList: isList)
    }
    var plan = plan
    let rejects = try replacement(path)
    plan.rejects = rejects
    let check: RecipientCheck
    do throws(Failure) { check = try RecipientCheck(file, form.program, plan, selection, isList: isList) } catch {
      rejects.discard()
      throw error
    }
    try finish(rejects, path)
    return check
  }

  /// A product that carries phone numbers: for its owner alone until it is whole.
  private func replacement(_ path: String) throws(Failure) -> any FileReplacement {
    try RenderCommand.attempt(path) { () throws(SystemError) in
      try environment.fileSystem.replace(path, isPrivate: true)
    }
  }

  private func finish(_ file: any FileReplacement, _ path: String) throws(Failure) {
    try RenderCommand.attempt(path) { () throws(SystemError) in try file.finish() }
  }

  /// Says what is wrong or odd about the recipients.
  private func tell(_ check: RecipientCheck) throws(Failure) {
    let isList = invocation.has(.recipients)
    for row in check.bad {
      environment.complain(isList ? "line \(row.line): \(row.reason)\n" : "error: '--to': \(row.reason)\n")
    }
    if check.badCount > check.bad.count { environment.complain("… and \(check.badCount - check.bad.count) more\n") }
    if check.badCount > 0, isList {
      let rows = check.badCount == 1 ? "1 row" : "\(check.badCount) rows"
      environment.complain(
        check.isCut
          ? "error: what follows that line cannot be read, and nothing was sent\n"
          : plan.skips
            ? "skipped \(rows) of \(check.states.count)\n"
            : "error: \(rows) of \(check.states.count) cannot be used, and nothing was sent\n"
              + "  help: mend them, or pass over them: '--skip-invalid --rejects FILE'\n")
    }
    if check.cleanedCount > 0, !isRefused(check) {
      let count = check.cleanedCount == 1 ? "1 number" : "\(check.cleanedCount) numbers"
      environment.complain("note: '+', spaces, '-' and parentheses are left out of \(count)\n")
    }
    for trap in PhoneTrap.allCases {
      if let count = check.traps[trap] { environment.complain("warning: \(trap.warning(count))\n") }
    }
  }
}

extension SendRun {
  /// The digests that a journal belongs to.
  private func header(_ check: RecipientCheck) throws(Failure) -> JournalHeader {
    guard check.states.count < UInt32.max else { throw Failure("there are more than \(UInt32.max) recipients") }
    let columns = plan.columns.columns.map { "\($0.field)=\($0.header)" } + (plan.columns.header ?? [])
    let sets = invocation.values(.set)
    let target = options.isSandbox ? "sandbox" : options.endpoint.server + options.endpoint.base
    let shard = options.selection.shard.map { "\($0.index)/\($0.count)" }
    return JournalHeader(
      rowCount: UInt32(check.states.count), isSandbox: options.isSandbox,
      recipients: digest(check.digest.bytes, columns + ["\(plan.encoding)"]),
      message: digest(form.bytes, sets + [plan.locale ?? ""]),
      target: digest(
        [], [target, plan.bot ?? "", plan.environment ?? "", invocation.value(.queryType) ?? "", shard ?? ""]))
  }

  private func digest(_ bytes: [UInt8], _ words: [String]) -> SHA256Digest {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    for word in words { Array(("\0" + word).utf8).withUnsafeBytes { hash.update($0) } }
    return hash.finish()
  }

  private func send(
    _ file: RecipientFile, _ check: RecipientCheck, _ credentials: Credentials
  ) throws(Failure) -> ExitCode {
    // A report that cannot be written is told before anybody gets a message.
    // It stays open, so that there is a descriptor for it whatever the campaign has open then.
    let reportFile = try options.report.map { path throws(Failure) in try replacement(path) }
    var states = check.states
    let keeper = try JournalKeeper(options, header(check))
    if options.resumes { try keeper.resume(&states) }
    if options.resendsDoubts { states.forgiveDoubts() }
    let count = options.selection.limit.map { min($0, states.open) } ?? states.open
    try Confirmation(options, invocation, environment).ask(count, of: check.states.open)
    let journal = try keeper.begin()
    let target = try SendTarget(options, environment)
    defer { target.stop() }
    let transport = try transport(target.endpoint, credentials)
    let source = try requests(file, base: target.endpoint.base)
    let watcher = SendWatcher(
      environment, source, form.places, total: count, isList: invocation.has(.recipients),
      color: environment.usesColor(.error, invocation), hiding: options.isSandbox ? .none : credentials.secretForms)
    DrainSignals.listen()
    defer { DrainSignals.ignore() }
    let campaign = Campaign(options.campaign, source, transport, journal, SteadyClock(), states)
    let ending = campaign.run(watcher)
    watcher.finish()
    let summary = SendSummary(campaign, ending, watcher, keeper.path)
    environment.complain(summary.text)
    try target.show()
    if let path = options.report, let replacement = reportFile {
      let report = SendReport(path, replacement, campaign.states, ending)
      try report.write(file, form.program, plan)
      try finish(replacement, path)
    }
    return summary.exitCode
  }

  private func transport(_ endpoint: Endpoint, _ credentials: Credentials) throws(Failure) -> CurlTransport {
    var settings = CurlSettings(
      server: endpoint.server, isSecure: endpoint.isSecure, authorization: credentials.authorization,
      userAgent: "flowmsg/\(Version.text)")
    settings.proxy = options.proxy
    settings.timeout = options.timeout * 1000
    settings.concurrency = options.campaign.concurrency
    do throws(StoreFailure) { return try CurlTransport(settings) } catch {
      throw Failure("cannot send: \(error.reason)", help: "install libcurl: 'apt install libcurl4', for example")
    }
  }
}
