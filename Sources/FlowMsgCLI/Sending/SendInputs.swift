import FlowMsgCampaign
import FlowMsgEmit
import FlowMsgRows

/// What a send reads and writes apart from its journal.
struct SendInputs {
  private let options: SendOptions
  private let invocation: Invocation
  private let environment: Environment

  init(_ options: SendOptions, _ invocation: Invocation, _ environment: Environment) {
    (self.options, self.invocation, self.environment) = (options, invocation, environment)
  }

  /// The recipients: a file's, or the numbers of `--to`.
  func recipients() throws(Failure) -> ListSource {
    guard let path = invocation.value(.recipients) else {
      let rows = (invocation.values(.to) + invocation.values(.test)).map { "\"\($0.replacing("\"", with: "\"\""))\"\n" }
      return ListSource(Array(("to\n" + rows.joined()).utf8))
    }
    return try ListSource(path, sheet: invocation.value(.sheet), environment.fileSystem.reads)
  }

  /// Who is left out.
  func exclusions() throws(Failure) -> [Exclusion] {
    var found: [Exclusion] = []
    let column = options.plan.columns.columns.first { $0.field == "to" }?.header
    for path in invocation.values(.exclude) {
      let list = try ListSource(path, environment.fileSystem.reads)
      found.append(
        try Failure.of { () throws(RowsFailure) in
          try ExclusionList.read(
            list.store, name: path, column: column, country: options.plan.columns.country,
            isSheet: list.sheet != nil)
        })
    }
    return found
  }

  /// What the campaign is.
  func campaign(_ form: FormFile, _ plan: RenderPlan) -> CampaignIdentity {
    var campaign = CampaignIdentity(form: form.bytes)
    campaign.values = invocation.values(.set)
    campaign.locale = plan.locale
    campaign.endpoint = options.isSandbox ? nil : options.endpoint.server + options.endpoint.base
    (campaign.bot, campaign.environment) = (plan.bot, plan.environment)
    campaign.type = invocation.value(.queryType)
    campaign.shard = options.selection.shard
    return campaign
  }

  /// The digest of the list and of how it is read.
  func digest(_ summary: ListSummary, _ plan: RenderPlan) -> SHA256Digest {
    let columns = plan.columns.columns.map { "\($0.field)=\($0.header)" } + (plan.columns.header ?? [])
    let decimal = plan.columns.decimal.map { ["decimal \($0.rawValue)"] } ?? []
    let country = plan.columns.country.map { ["country \($0.name)"] } ?? []
    return CampaignIdentity.digest(summary.digest.bytes, columns + decimal + country + ["\(plan.encoding)"])
  }

  /// A product that carries phone numbers: for its owner alone until it is whole.
  func replacement(_ path: String) throws(Failure) -> any FileReplacement {
    try Failure.writing(path) { () throws(SystemError) in
      try environment.fileSystem.replace(path, isPrivate: true)
    }
  }

  /// Writes a product that carries phone numbers, as a whole or not at all, to a replacement that was begun before, if it
  /// was.
  func write<R>(
    _ path: String, _ begun: (any FileReplacement)? = nil, _ body: (ReplacementSink) throws(RowsFailure) -> R
  ) throws(Failure) -> R {
    let file = if let begun { begun } else { try replacement(path) }
    let result: R
    do throws(RowsFailure) { result = try body(ReplacementSink(file: file)) } catch {
      file.discard()
      throw Failure(error)
    }
    try Failure.writing(path) { () throws(SystemError) in try file.finish() }
    return result
  }
}

/// The products that are written when a campaign has ended. They are open from before, so that one that cannot be written is
/// reported before anybody gets a message, and has a descriptor whatever the campaign has open.
struct SendProducts {
  let report: (any FileReplacement)?
  let unsent: (any FileReplacement)?

  init(_ options: SendOptions, _ inputs: SendInputs) throws(Failure) {
    report = try options.report.map { path throws(Failure) in try inputs.replacement(path) }
    unsent = try options.unsent.map { path throws(Failure) in try inputs.replacement(path) }
  }
}
