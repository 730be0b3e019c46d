import FlowMsgModel
package import FlowMsgRows
package import FlowMsgSend

/// The state of a campaign, from its journals alone: those of shards are summed.
package struct CampaignStatus: Sendable {
  private var identities: [JournalIdentity] = []
  private var marks: [UInt64] = []
  private var counts: [RowState: Int] = [:]
  private var people = 0
  private var missing = 0
  private var first: Int64?
  private var last: Int64?
  private var oldCount = 0

  /// The state of no campaign yet.
  package init() {}

  /// Adds a journal, which is called `name`; one of another message is refused, as sums would say nothing.
  package mutating func add(_ store: any JournalStore, _ name: String) throws(RowsFailure) {
    do throws(JournalFault) {
      let contents = try JournalContents(store)
      guard !marks.contains(contents.claim.mark) else {
        throw JournalFault.store(StoreFailure("it, or a copy of it, is given twice"))
      }
      marks.append(contents.claim.mark)
      try add(contents)
    } catch .version(1) {
      do throws(JournalFault) { add(old: try OldJournal(store)) } catch { throw Self.failure(name, error) }
    } catch {
      throw Self.failure(name, error)
    }
  }

  private static func failure(_ name: String, _ fault: JournalFault) -> RowsFailure {
    RowsFailure("the journal '\(name)' \(fault.message)", help: fault.help(name))
  }

  private mutating func add(_ contents: JournalContents) throws(JournalFault) {
    let identity = contents.header.identity
    if let known = identities.first {
      if identity.message != known.message { throw .otherMessage }
      if identity.endpoint != known.endpoint || identity.isSandbox != known.isSandbox { throw .otherEndpoint }
    }
    identities.append(identity)
    var ended = 0
    contents.people.forEach { entry in
      if entry.state.isOpen { return }
      ended += 1
      counts[entry.state, default: 0] += 1
    }
    people += max(ended, Int(clamping: contents.claim.people))
    missing += Int(contents.missing)
    guard let span = contents.span else { return }
    first = min(first ?? span.lowerBound, span.lowerBound)
    last = max(last ?? span.upperBound, span.upperBound)
  }

  private mutating func add(old journal: OldJournal) {
    oldCount += 1
    people += Int(journal.rowCount)
    for row in 0..<UInt32(journal.states.count) where !journal.states[row].isOpen {
      counts[journal.states[row], default: 0] += 1
    }
  }

  private func total(_ kind: RowState.Kind) -> Int { counts.reduce(0) { $0 + ($1.key.kind == kind ? $1.value : 0) } }

  private var left: Int { max(0, people - total(.sent) - total(.refused) - total(.inDoubt)) }

  /// The state, line by line, for people.
  package var text: String {
    var lines = ["\(Count.grouped(total(.sent))) sent"]
    lines += group(.refused, "refused") + group(.inDoubt, "in doubt")
    lines.append("\(Count.grouped(left)) left")
    if missing > 0 {
      lines.append("\(Count.of(missing, "record")) missing: '--resume' with the list as it was says whom that is about")
    }
    if let first, let last {
      lines.append("first \(Self.time(first)), last \(Self.time(last))")
    } else if oldCount > 0 {
      lines.append("version 1 keeps no times, and counts rows that cannot be used as left")
    }
    if identities.contains(where: \.isSandbox) { lines.append("in the sandbox: nobody got anything") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A kind with its sum, and each reason below it where there is more to say than the sum.
  private func group(_ kind: RowState.Kind, _ word: String) -> [String] {
    var reasons: [String: Int] = [:]
    for (state, count) in counts where state.kind == kind { reasons[Self.reason(state), default: 0] += count }
    let sorted = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return ["\(Count.grouped(total(kind))) \(word)"] + sorted.map { "  \(Count.grouped($0.value)): \($0.key)" }
  }

  private static func reason(_ state: RowState) -> String {
    guard state.reason == .answer || state.status > 0 else { return state.reason.wording }
    let code = state.error.map { " \(Schema.errors.value[$0].code)" } ?? ""
    let field = state.field.map { ", \(Schema.fields[$0].wireName)" } ?? ""
    return "\(state.status)\(code)\(field)" + (state.reason == .answer ? "" : ", \(state.reason.wording)")
  }

  private static func time(_ milliseconds: Int64) -> String {
    CivilTime(milliseconds: Int(clamping: milliseconds)).isoSeconds
  }
}
