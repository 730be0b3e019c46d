import FlowMsgCampaign
import FlowMsgRows
import FlowMsgSandbox
import FlowMsgSend

/// What the command line of `send` says, understood and found to go together.
struct SendOptions {
  /// How requests are printed instead of sent.
  enum Printing: String {
    case http, curl
  }

  var isSandbox: Bool
  var printing: Printing?
  var endpoint: Endpoint
  var proxy: String?
  /// A file of certificates to trust instead of the system's.
  var authorities: String?
  var campaign = CampaignSettings()
  /// In seconds.
  var timeout: Int
  var confirm: Int?
  var selection = Selection()
  var journal: String?
  var resumes: Bool
  var report: String?
  /// What the sandbox does apart from answering well.
  var faults: [SandboxFault] = []
  var rejects: String?
  var unsent: String?
  var plan: RenderPlan

  init(_ invocation: Invocation, _ environment: Environment) throws(Failure) {
    isSandbox = invocation.has(.sandbox)
    let form = invocation.value(.requestsAs).flatMap { Printing(rawValue: $0) }
    printing = form ?? (invocation.has(.dryRun) ? .http : nil)
    endpoint = if let text = invocation.value(.endpoint) { try Endpoint(text) } else { .standard }
    if let text = invocation.value(.proxy) { proxy = try ProxyAddress(text).text }
    let usesTLS = endpoint.isSecure && !isSandbox && printing == nil
    authorities = try Self.authorities(invocation, environment, usesTLS: usesTLS)
    timeout = invocation.number(.timeout) ?? 30
    confirm = invocation.number(.confirm)
    resumes = invocation.has(.resume)
    selection.retriesRefused = invocation.has(.retryRefused)
    selection.resendsDoubts = invocation.has(.resendInDoubt)
    unsent = invocation.value(.unsent)
    (report, rejects) = (invocation.value(.report), invocation.value(.rejects))
    plan = try RenderPlan(invocation, environment)
    plan.columns.isNumbersAlone = !invocation.has(.recipients)
    plan.columns.asksCountry = invocation.has(.recipients)
    selection.limit = invocation.number(.limit)
    if let text = invocation.value(.shard) {
      selection.shard = try Failure.of { () throws(RowsFailure) in try Shard(text) }
    }
    journal = invocation.value(.journal) ?? Self.journalName(invocation, selection.shard, environment)
    faults = try invocation.faults()
    try readCampaign(invocation)
    try check(invocation)
  }

  /// By default beside the recipients; a single number keeps none.
  private static func journalName(
    _ invocation: Invocation, _ shard: Shard?, _ environment: Environment
  ) -> String? {
    invocation.value(.recipients).map { ListPlace($0, environment.fileSystem).journal(shard) }
  }

  private mutating func readCampaign(_ invocation: Invocation) throws(Failure) {
    if let rate = invocation.number(.rate) { campaign.rate = rate == 0 ? nil : Double(rate) }
    campaign.concurrency = invocation.number(.concurrency) ?? campaign.concurrency
    campaign.retries = invocation.number(.retries) ?? campaign.retries
    if let seconds = invocation.number(.patience) {
      guard (0...86_400).contains(seconds) else {
        throw Failure("'--patience' is from 0 to 86400 seconds, found \(seconds)")
      }
      campaign.patience = Nanoseconds(seconds) * .second
    }
    campaign.seed = UInt64.random(in: 0...UInt64.max)
    if let text = invocation.value(.maximumFailures) {
      guard let limit = FailureLimit(text) else {
        throw Failure("'--max-failures' needs a number or a percentage, such as 10 or 2.5%, found '\(text)'")
      }
      campaign.failures = limit
    }
    guard (1...1000).contains(campaign.concurrency) else {
      throw Failure("'--concurrency' is from 1 to 1000, found \(campaign.concurrency)")
    }
    guard (1...3600).contains(timeout) else { throw Failure("'--timeout' is from 1 to 3600 seconds, found \(timeout)") }
    guard campaign.retries <= 3 else {
      throw Failure(
        "'--retries' is at most 3, found \(campaign.retries)", help: "what is left, '--resume' takes up later")
    }
  }

  /// Options that go together, or not at all.
  private func check(_ invocation: Invocation) throws(Failure) {
    let pairs: [(Option, needs: Option, why: String)] = [
      (.rejects, .skipInvalid, "keeps the rows that '--skip-invalid' passes over"),
      (.resendInDoubt, .resume, "is about the doubts of an earlier run"),
      (.line, .test, "says whose message is sent to one's own number"),
      (.example, .test, "is the message that is sent to one's own number"),
      (.retryRefused, .resume, "is about whom the API refused in an earlier run"),
    ]
    for (option, needs, why) in pairs where invocation.has(option) && !invocation.has(needs) {
      throw Failure("'--\(option.name)' \(why)", help: "add '--\(needs.name)'")
    }
    if invocation.has(.fault), !isSandbox {
      throw Failure("'--fault' is for the sandbox", help: "add '--sandbox'")
    }
    let rivals: [(Option, Option)] = [
      (.to, .recipients), (.sandbox, .endpoint), (.sandbox, .proxy), (.sandbox, .authorities),
      (.sandbox, .credentialsFile),
      (.to, .column), (.to, .header), (.to, .encoding), (.to, .test),
      (.example, .recipients), (.example, .line),
    ]
    for (a, b) in rivals where invocation.has(a) && invocation.has(b) {
      throw Failure("'--\(a.name)' and '--\(b.name)' do not go together", help: "leave out one of them")
    }
    guard invocation.has(.to) || invocation.has(.recipients) || invocation.has(.test) else {
      throw Failure(
        "'send' needs to know to whom", help: "one person: '--to 593987654321'",
        "many: '--recipients people.csv', with a column 'to'", "yourself, to see it: '--test' and your number")
    }
    if proxy != nil, !endpoint.isSecure {
      throw Failure("plain http goes to this machine alone, and through no proxy", help: "leave out '--proxy'")
    }
    try checkFiles(invocation)
    if resumes, journal == nil, !invocation.has(.test) {
      throw Failure("'--resume' needs a journal, and '--to' keeps none", help: "name it: '--journal FILE'")
    }
  }

  /// No file is written in the place of one that is read, or of another that is written.
  private func checkFiles(_ invocation: Invocation) throws(Failure) {
    let written = [("--journal", journal), ("--report", report), ("--rejects", rejects), ("--unsent", unsent)]
    let read = [Option.recipients, .exclude, .credentialsFile, .authorities].flatMap { option in
      invocation.values(option).map { ("--\(option.name)", $0) }
    }
    var seen = Dictionary(
      (read + invocation.operands.prefix(1).map { ("the message", $0) }).map { name, path in
        (Path.normalized(path), name)
      }, uniquingKeysWith: { first, _ in first })
    for (name, path) in written {
      // A device takes what comes.
      guard let path, !path.hasPrefix("/dev/") else { continue }
      if let other = seen.updateValue(name, forKey: Path.normalized(path)) {
        throw Failure("'\(name)' would write over '\(path)', the file of \(other)", help: "name another file")
      }
    }
  }
}
