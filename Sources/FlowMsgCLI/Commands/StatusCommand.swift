import FlowMsgCampaign
import FlowMsgRows

/// `flowmsg status`: the state of a campaign, without sending anything.
package enum StatusCommand: Command {
  package static let definition = CommandDefinition(
    "status", OperandsDefinition("JOURNAL…", 1...Int.max), summary: "reports how a campaign stands, from its journals",
    discussion: """
      Reads journals and changes nothing: how many people were sent, were refused and why, are in doubt, are left, and \
      when the first and the last of them ended. The journals of the shards of a campaign are summed.
      """,
    options: [])

  package static func run(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> ExitCode {
    var status = CampaignStatus()
    for path in invocation.operands { try add(path, to: &status) }
    try environment.print(status.text)
    return .done
  }

  /// Adds a journal. One that another process is writing may be read in the middle of a record, and is read again.
  private static func add(_ path: String, to status: inout CampaignStatus) throws(Failure) {
    var tries = 5
    while true {
      let store: JournalReader
      do throws(SystemError) { store = try JournalReader(path) } catch {
        throw Failure("cannot read the journal '\(path)': \(error.description)")
      }
      var next = status
      tries -= 1
      do throws(RowsFailure) {
        try next.add(store, path)
        return status = next
      } catch {
        if tries == 0 || !store.isInUse { throw Failure(error) }
      }
    }
  }
}
