import FlowMsgCampaign
import FlowMsgEmit
import FlowMsgRows
import FlowMsgSend

/// One `send` from the recipients' check to the report.
struct SendRun {
  private let options: SendOptions
  private let form: FormFile
  private let invocation: Invocation
  private let environment: Environment
  private let inputs: SendInputs
  private var plan: RenderPlan
  private var list = ListSource([])
  private let clock = SteadyClock()

  init(
    _ options: SendOptions, _ form: FormFile, _ invocation: Invocation, _ environment: Environment
  ) {
    (self.options, self.form, self.invocation, self.environment) = (options, form, invocation, environment)
    inputs = SendInputs(options, invocation, environment)
    plan = options.plan
    // A sandbox takes any bot, so a first try needs none.
    if options.isSandbox, plan.bot == nil, !form.program.namesBot { plan.bot = "sandbox" }
  }

  func run() throws(Failure) -> ExitCode {
    if let number = invocation.value(.test) {
      return try SelfTest(options, form, invocation, environment).run(number, plan)
    }
    let exclusions = try inputs.exclusions()
    var run = self
    // '--column to=HEADER' may be about an excluded list alone.
    if exclusions.contains(where: \.usesColumn) { run.plan.columns.elsewhere = ["to"] }
    let credentials = try options.credentials(invocation, environment)
    run.list = try inputs.recipients()
    try run.list.settle(&run.plan, invocation)
    return try run.run(exclusions, credentials)
  }

  private func run(_ exclusions: [Exclusion], _ credentials: Credentials) throws(Failure) -> ExitCode {
    let store = list.store
    let file = try Failure.of { () throws(RowsFailure) in try CheckedRecipients(store) }
    let campaign = inputs.campaign(form, plan)
    let list = inputs.digest(file.summary, plan)
    let keeper = try JournalKeeper(options, campaign, list: list, isTrial: options.printing != nil)
    let selection = try selection(keeper, list, campaign, exclusions)
    let judge = RowJudge(selection, key: keeper.digest)
    let first = try check(file, judge)
    // Numbers that read both ways are what the other cells of their columns show.
    guard let marks = first.evidence.settled else {
      return try go(on: first, file, campaign, keeper, selection, credentials)
    }
    var settled = self
    settled.plan.columns.decimals = marks
    return try settled.go(on: settled.check(file, judge), file, campaign, keeper, selection, credentials)
  }

  /// Goes on with recipients that were checked.
  private func go(
    on check: RecipientCheck, _ file: CheckedRecipients, _ campaign: CampaignIdentity, _ keeper: JournalKeeper,
    _ selection: Selection, _ credentials: Credentials
  ) throws(Failure) -> ExitCode {
    if let question = check.national.question { throw Failure(question) }
    environment.complain(
      list.lines(areTexts: check.columns.areTexts) + check.columns.looseLines + check.columns.unusedLine)
    let wording = CheckWording(check, selection, isList: isList, skips: plan.skips)
    environment.complain(wording.faults)
    if wording.isRefused { return .unusable }
    if let failure = wording.noRecipients { throw Failure(failure) }
    environment.complain(wording.warnings + check.cells.text + check.countries.warning)
    if options.printing != nil { return try print(file, check, wording, keeper) }
    if let hindrance = wording.hindrance { throw Failure(hindrance) }
    sayJournal(keeper)
    environment.complain(wording.counts(keeper.path))
    return try send(file, check, wording, keeper, credentials, Others(campaign: campaign, known: selection.others))
  }

  /// Says where the journal is that was not named, if that is not beside the name of the list.
  private func sayJournal(_ keeper: JournalKeeper) {
    guard let list = invocation.value(.recipients), !invocation.has(.journal), let path = keeper.path else { return }
    let place = ListPlace(list, environment.fileSystem)
    if place.target == nil {
      environment.complain("note: the list came through a pipe: its journal is '\(path)' in the working directory\n")
    } else if place.target != list {
      environment.complain("note: '\(list)' is a link: the journal is beside the file that it leads to, '\(path)'\n")
    }
  }

  private var isList: Bool { invocation.has(.recipients) }

  /// Whom the run is for: what the options say, and what journals know.
  private func selection(
    _ keeper: JournalKeeper, _ list: SHA256Digest, _ campaign: CampaignIdentity, _ exclusions: [Exclusion]
  ) throws(Failure) -> Selection {
    var selection = options.selection
    selection.exclusions = exclusions
    selection.journal = keeper.found.known(list: list)
    guard let path = invocation.value(.recipients) else { return selection }
    do throws(Failure) { selection.others = try JournalsBeside.find(path, own: keeper.path, campaign) } catch {
      guard options.printing != nil else { throw error }
      environment.complain("note: a send would be refused: \(error.message)\n")
    }
    return selection
  }

  /// Checks all rows, and keeps those that cannot be used where they are wanted.
  private func check(
    _ file: CheckedRecipients, _ judge: RowJudge
  ) throws(Failure) -> RecipientCheck {
    let (program, plan, isList) = (form.program, plan, isList)
    guard let path = options.rejects else {
      return try Failure.of { () throws(RowsFailure) in
        try RecipientCheck(file, program, plan, judge, isList: isList)
      }
    }
    return try inputs.write(path) { (sink) throws(RowsFailure) in
      try RecipientCheck(file, program, plan, judge, isList: isList, rejects: sink)
    }
  }

  private func requests(_ file: CheckedRecipients, base: String, _ digest: PersonDigest?) throws(Failure) -> RowRequests
  {
    let (program, plan) = (form.program, plan)
    return try Failure.of { () throws(RowsFailure) in try RowRequests(file, program, plan, base: base, digest) }
  }

  /// Prints what would be sent.
  private func print(
    _ file: CheckedRecipients, _ check: RecipientCheck, _ wording: CheckWording, _ keeper: JournalKeeper
  ) throws(Failure) -> ExitCode {
    for (option, path) in [("report", options.report), ("unsent", options.unsent)] where path != nil {
      environment.complain("note: nothing is sent, and no '--\(option)' is written\n")
    }
    if let hindrance = wording.hindrance {
      environment.complain("note: a send would be refused: \(hindrance.message)\n")
    } else if !options.resumes, let path = keeper.path, DiskFileSystem().exists(path), !options.isSandbox {
      environment.complain("note: the journal '\(path)' is there already: a send would ask for '--resume'\n")
    }
    try RequestPrinter(options.printing ?? .http, options.printedEndpoint, environment)
      .print(try requests(file, base: "", nil), check.states)
    return .done
  }

  private func send(
    _ file: CheckedRecipients, _ check: RecipientCheck, _ wording: CheckWording, _ keeper: JournalKeeper,
    _ credentials: Credentials, _ others: Others
  ) throws(Failure) -> ExitCode {
    let products = try SendProducts(options, inputs)
    if let nothing = wording.nothingLeft { environment.complain(nothing) }
    if isList, check.count > 1, let look = try lastLook(file, check) { environment.complain(look.text) }
    try Confirmation(options, invocation, environment).ask(check.count, of: check.count + check.judge.ended)
    let journal = try begin(check, keeper, others)
    let target = try SendTarget(options, environment)
    defer { target.stop() }
    let transport = try options.transport(target.endpoint, credentials, clock)
    let source = try requests(file, base: target.endpoint.base, keeper.digest)
    let watcher = SendWatcher(
      environment, source, form.places, total: check.count, isList: isList,
      color: environment.usesColor(.error, invocation.value(.color)),
      wording: OutcomeWording(options, environment, hiding: options.isSandbox ? .none : credentials.secretForms),
      patience: Int(options.campaign.patience / .second), isQuiet: invocation.has(.quiet))
    DrainSignals.listen()
    defer { DrainSignals.ignore() }
    let campaign = Campaign(options.campaign, source, transport, journal, clock, check.states)
    let ending = campaign.run(watcher)
    watcher.finish()
    let summary = SendSummary(campaign, ending, watcher, keeper.path, beyond: check.judge.beyondLimit)
    return try finish(summary, file, check.numbers, target, products)
  }

  /// What is looked at before the question.
  private func lastLook(_ file: CheckedRecipients, _ check: RecipientCheck) throws(Failure) -> LastLook? {
    let source = try requests(file, base: "", nil)
    let first: PreparedRequest?
    do throws(StoreFailure) { first = try source.next { check.states[$0].isOpen } } catch {
      throw Failure(error.reason)
    }
    guard let first, let row = source.known[first.row] else { return nil }
    return LastLook(
      first: first, row: (row.line, row.number), check: check, locales: form.program.variantLocales,
      place: options.isSandbox ? "in the sandbox" : "at \(options.endpoint.host)")
  }

  /// The campaign, and the journals of it beside the recipients when the rows were checked.
  private struct Others {
    var campaign: CampaignIdentity
    var known: [OtherJournal]
  }

  /// Begins the journal, and looks at the others once more: of two runs that begin at the same moment, or while one of them
  /// asks whether to send, at least one sees the other's then.
  private func begin(
    _ check: RecipientCheck, _ keeper: JournalKeeper, _ others: Others
  ) throws(Failure) -> Journal? {
    let journal = try keeper.begin(check, at: clock.date)
    guard let list = invocation.value(.recipients) else { return journal }
    do throws(Failure) {
      let found = try JournalsBeside.find(list, own: keeper.path, others.campaign)
      let new = found.first { journal in !others.known.contains { journal.isUnchanged(since: $0) } }
      guard let new else { return journal }
      throw Failure(
        "the journal '\(new.name)' beside the recipients is of this message, and was written while this send was got ready",
        help: "the same command looks at it again; nothing was sent")
    } catch {
      keeper.takeBack()
      throw error
    }
  }

  /// Says how it ended, and writes what was asked for.
  private func finish(
    _ summary: SendSummary, _ file: CheckedRecipients, _ numbers: RowNumbers, _ target: SendTarget,
    _ products: SendProducts
  ) throws(Failure) -> ExitCode {
    var summary = summary
    var failure: Failure?
    do throws(Failure) { summary.unsent = try unsent(summary, file, products) } catch { failure = error }
    environment.complain(summary.text)
    if file.hasChanged, !summary.isCut { environment.complain(changed) }
    if let path = options.report {
      let (states, isComplete) = (summary.states, summary.isComplete)
      try inputs.write(path, products.report) { (sink) throws(RowsFailure) in
        try SendReport(path, sink, states, isComplete: isComplete).write(numbers)
      }
    }
    try target.show()
    // The rows can only be read from the list, which may be another one by now: the report is there all the same.
    if let failure { throw failure }
    return summary.exitCode
  }

  /// Writes the rows that were not sent, where that is asked for.
  private func unsent(
    _ summary: SendSummary, _ file: CheckedRecipients, _ products: SendProducts
  ) throws(Failure) -> UnsentAdvice? {
    guard let path = options.unsent else { return nil }
    var unsent = UnsentFile(summary.states, form.program, plan)
    try inputs.write(path, products.unsent) { (sink) throws(RowsFailure) in try unsent.write(file, to: sink) }
    return UnsentAdvice(path, unsent, invocation, journal: options.journal, isSheet: list.sheet != nil)
  }

  private var changed: String {
    "note: '\(invocation.value(.recipients) ?? "")' was changed meanwhile: it was sent as it was checked, and what is new in it "
      + "was not\n"
  }
}
