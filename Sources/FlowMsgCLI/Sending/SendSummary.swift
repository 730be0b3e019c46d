import FlowMsgCampaign
import FlowMsgSend

/// How a send ended: what is reported, and the exit code.
struct SendSummary {
  let states: RowStates
  private let progress: CampaignProgress
  private let ending: CampaignEnding
  private let seconds: Double
  private let journal: String?
  private let interruption: ExitCode?
  private let stopper: String?
  /// Who was to be sent and was not taken because of `--limit`.
  private let beyond: Int
  /// What to say of the rows that `--unsent` wrote.
  var unsent: UnsentAdvice?

  init(
    _ campaign: Campaign, _ ending: CampaignEnding, _ watcher: SendWatcher, _ journal: String?, beyond: Int
  ) {
    (states, progress, self.ending) = (campaign.states, campaign.progress, ending)
    (seconds, stopper) = (watcher.elapsed, watcher.stopper)
    self.beyond = beyond
    (self.journal, interruption) = (journal, DrainSignals.exit)
  }

  /// Rows that were to be sent and were not.
  private var open: Int { states.open + beyond }

  /// Whether the recipients could not be read to their end.
  var isCut: Bool { if case .sourceFailed = ending { true } else { false } }

  /// Whether the run came to its end, and no one is left.
  var isComplete: Bool { ending == .done && open == 0 }

  /// The exit code: what ended it goes before what is left.
  var exitCode: ExitCode {
    switch ending {
    case .journalFailed, .sourceFailed: return .unusable
    case .drained: return interruption ?? .incomplete
    case .done, .stopped, .tooManyFailures, .noConnection:
      if states.count(.refused) + states.count(.inDoubt) + open == 0 { return .done }
      return interruption ?? .incomplete
    }
  }

  var text: String {
    var lines = reason
    let counts = [
      "\(Count.grouped(states.count(.sent))) sent", "\(Count.grouped(states.count(.refused))) refused",
      "\(Count.grouped(states.count(.inDoubt))) in doubt", "\(Count.grouped(open)) not tried",
    ]
    lines.append(counts.joined(separator: ", ") + speed)
    lines += advice
    return lines.map { $0 + "\n" }.joined()
  }

  private var speed: String {
    guard progress.requests > 1 else { return "" }
    let rate = Int((Double(progress.requests) / max(seconds, 0.001)).rounded())
    let retries = progress.retries == 0 ? "" : ", \(progress.retries) of them retries"
    return " (\(Count.grouped(progress.requests)) requests\(retries), in \(SendWatcher.time(seconds)), "
      + "\(Count.grouped(rate))/s)"
  }

  private var reason: [String] {
    switch ending {
    case .done: []
    case .stopped:
      ["stopped: no other row can fare better than \(stopper ?? "the last one")"]
    case .tooManyFailures:
      ["stopped: more rows failed than '--max-failures' allows, \(progress.failures) of \(progress.ended)"]
    case .noConnection(let reason):
      ["stopped: no connection could be made for as long as '--patience' allows: \(reason.wording)"]
    case .drained: ["ended on request; what had left was awaited"]
    case .journalFailed(let failure):
      [
        "error: the journal cannot be written: \(failure.reason)",
        "  help: nothing was sent after that; \(failure.help ?? "see to the disk, then '--resume'")",
      ]
    case .sourceFailed(let failure):
      ["error: the recipients cannot be read on: \(failure.reason)", "  help: nothing was sent after that"]
    }
  }

  private var advice: [String] {
    var lines: [String] = []
    if states.count(.inDoubt) > 0 {
      lines.append(
        "in doubt means that the message may have arrived; such rows are never sent again unless '--resend-in-doubt'")
    }
    if states.count(.sent) > 0 {
      lines.append("sent means that the API accepted the message, not that it was delivered")
    }
    if let unsent { lines += unsent.lines }
    if open > 0, let journal { lines.append("to go on: the same command with '--resume' (journal: \(journal))") }
    return lines
  }
}
