import FlowMsgModel

/// Where a row is: four bytes, as a campaign keeps one for each row.
package struct RowState: Hashable, Sendable, BitwiseCopyable {
  /// The states. The numbers are kept in journals and do not change; 7 is a journal's closing record.
  package enum Kind: UInt8, Sendable, CaseIterable {
    /// Not tried.
    case pending = 0
    /// About to be sent, or on its way.
    case intent = 1
    /// The API took it.
    case sent = 2
    /// The API refused it.
    case refused = 3
    /// Tried, and provably not processed.
    case unsent = 4
    /// Perhaps sent.
    case inDoubt = 5
    /// Not for this campaign: a bad row, another shard, left out.
    case excluded = 6
  }

  /// Kind: 3 bits; reason: 5; status: 10; the numbers of field and error: 5 each; 4 that are not used.
  private var bits: UInt32

  /// Not tried.
  package static let pending = RowState(.pending)

  /// The state after an outcome.
  package init(_ outcome: Outcome) {
    let kind: Kind =
      switch outcome.verdict {
      case .sent: .sent
      case .refused: .refused
      case .unsent: .unsent
      case .inDoubt: .inDoubt
      }
    self.init(
      kind, outcome.reason, status: outcome.status,
      field: outcome.field.map { Schema.fields[$0].number } ?? 0,
      error: outcome.error.map { Schema.errors.value[$0].number } ?? 0)
  }

  /// A state with what is known of it; `field` and `error` are the numbers of `Field` and `APIError`, 0 is none.
  package init(_ kind: Kind, _ reason: Reason = .none, status: Int = 0, field: UInt8 = 0, error: UInt8 = 0) {
    let status = (0...999).contains(status) ? UInt32(status) : 0
    bits =
      UInt32(kind.rawValue) | UInt32(reason.rawValue & 31) << 3 | status << 8 | UInt32(field & 31) << 18
      | UInt32(error & 31) << 23
  }

  /// Not in this run: the row cannot be used.
  package static let bad = RowState(.excluded, status: 1)
  /// Not in this run: the row's person has an earlier row.
  package static let repeated = RowState(.excluded, status: 2)
  /// Not in this run: the row's person is of another share.
  package static let otherShare = RowState(.excluded, status: 3)
  /// Not in this run: the row's person is left out by request.
  package static let leftOut = RowState(.excluded, status: 4)
  /// Not in this run, as it has a limit.
  package static let beyondLimit = RowState(.excluded, status: 5)

  /// The kind.
  package var kind: Kind { Kind(rawValue: UInt8(bits & 7)) ?? .pending }
  /// Why.
  package var reason: Reason { Reason(rawValue: UInt8(bits >> 3 & 31)) ?? .none }
  /// The HTTP status of the answer; 0 if there was none.
  package var status: Int { Int(bits >> 8 & 1023) }
  /// The number of the field that the answer named; 0 is none.
  package var fieldNumber: UInt8 { UInt8(bits >> 18 & 31) }
  /// The number of the error that the answer named; 0 is none.
  package var errorNumber: UInt8 { UInt8(bits >> 23 & 31) }
  /// The place in `Schema.fields` of the field that the answer named.
  package var field: Int? { Schema.fields.firstIndex { $0.number == fieldNumber } }
  /// The place in `Schema.errors` of the error that the answer named.
  package var error: Int? { Schema.errors.value.firstIndex { $0.number == errorNumber } }

  /// Whether the row is shown as *not tried*, so that `--resume` takes it.
  package var isOpen: Bool { kind == .pending || kind == .unsent }

  /// What a journal that ends here says of somebody who was about to get the message: perhaps sent.
  package var afterEnd: RowState { kind == .intent ? RowState(.inDoubt, .killed) : self }
}

extension RowState {
  /// Whether a row that an earlier run left so was what stopped it, by something that may be the row's own: not by its
  /// credentials.
  package var didStop: Bool {
    guard kind == .unsent, reason == .answer, ![401, 403].contains(status) else { return false }
    return OutcomeTable.rows.contains { $0.stops && $0.verdict == .unsent && $0.statuses.contains(status) }
  }
}
