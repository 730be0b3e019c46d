import FlowMsgCampaign
import FlowMsgRows
import FlowMsgSend

/// `send --test NUMBER`: the message of one row to one's own number, before everybody gets it. No journal is read or kept,
/// and it does not count.
struct SelfTest {
  private let options: SendOptions
  private let form: FormFile
  private let invocation: Invocation
  private let environment: Environment

  init(_ options: SendOptions, _ form: FormFile, _ invocation: Invocation, _ environment: Environment) {
    (self.options, self.form, self.invocation, self.environment) = (options, form, invocation, environment)
  }

  func run(_ number: String, _ plan: RenderPlan) throws(Failure) -> ExitCode {
    let own = try Self.number(number)
    let credentials = try options.credentials(invocation, environment)
    let list =
      invocation.has(.example) ? try example(own) : try SendInputs(options, invocation, environment).recipients()
    var plan = plan
    try list.settle(&plan, invocation)
    let (file, settled) = (list.store, plan)
    let test = { (base: String) throws(Failure) in
      let (program, line) = (form.program, invocation.number(.line))
      return try Failure.of { () throws(RowsFailure) in
        try TestRequest(file, program, settled, line: line, number: own, base: base)
      }
    }
    for (option, path) in [("report", options.report), ("unsent", options.unsent)] where path != nil {
      environment.complain("note: '--test' counts for nothing, and no '--\(option)' is written\n")
    }
    if let printing = options.printing {
      let request = try test("").request
      try RequestPrinter(printing, options.printedEndpoint, environment).print(request)
      return .done
    }
    let target = try SendTarget(options, environment)
    defer { target.stop() }
    let request = try test(target.endpoint.base)
    let secrets = options.isSandbox ? .none : credentials.secretForms
    let watcher = SelfTestWatcher()
    let campaign = Campaign(
      options.campaign, request.source(), try options.transport(target.endpoint, credentials, SteadyClock()), nil,
      SteadyClock(),
      RowStates(count: 1))
    DrainSignals.listen()
    defer { DrainSignals.ignore() }
    _ = campaign.run(watcher)
    let source = invocation.has(.recipients) ? "the message of line \(request.line)" : "the message"
    environment.complain(
      "\(source) to \(PhoneNumber.masked(own)): \(watcher.text(OutcomeWording(options, environment, hiding: secrets)))\n"
    )
    try target.show()
    if campaign.states[0].kind == .sent { return .done }
    return DrainSignals.exit ?? .incomplete
  }

  /// A row of what the source's example gives, as NDJSON.
  private func example(_ own: UInt64) throws(Failure) -> ListSource {
    guard let example = form.example else {
      throw Failure(
        "the message has no example",
        help: "write one in its source, 'example { name: \"Ana\" }'; a compiled form has none",
        "or take the first row of a list: '--test' with '--recipients'")
    }
    let members = example.dropFirst().dropLast()
    let row = Array("{\"to\":\"\(own)\"\(members.isEmpty ? "" : ",")".utf8) + members + Array("}\n".utf8)
    return ListSource(row)
  }

  private static func number(_ text: String) throws(Failure) -> UInt64 {
    do throws(RowFault) { return try PhoneNumber.number(text) } catch { throw Failure("'--test': \(error.reason)") }
  }
}

/// Notes how the one request ended.
private final class SelfTestWatcher: CampaignWatcher {
  private var last: (outcome: Outcome, exchange: Exchange)?

  func turn(_ progress: CampaignProgress) -> CampaignWish { DrainSignals.exit == nil ? .go : .drain }

  func ended(row: UInt32, _ outcome: Outcome, _ exchange: Exchange, willRetry: Bool) { last = (outcome, exchange) }

  func text(_ wording: OutcomeWording) -> String {
    guard let last else { return "not tried" }
    if last.outcome.verdict == .sent { return "sent, which means accepted by the API; it counts for nothing" }
    return wording.text(last.outcome, last.exchange)
  }
}
