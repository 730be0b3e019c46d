/// Where a row is: four bytes, as a campaign keeps one for each row.
package struct RowState: Hashable, Sendable, BitwiseCopyable {
  /// The states. The numbers stand in journals and do not change.
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

  /// Kind: 3 bits; reason: 4; status: 10; field and error, each one more than the place in its table: 5 and 4.
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
      kind, outcome.reason, status: outcome.status, field: outcome.field.map { $0 + 1 } ?? 0,
      error: outcome.error.map { $0 + 1 } ?? 0)
  }

  /// A state with what is known of it; `field` and `error` are one more than the places in their tables, 0 is none.
  package init(_ kind: Kind, _ reason: Reason = .none, status: Int = 0, field: Int = 0, error: Int = 0) {
    let status = (0...999).contains(status) ? UInt32(status) : 0
    bits =
      UInt32(kind.rawValue) | UInt32(reason.rawValue) << 3 | status << 7 | UInt32(field & 31) << 17
      | UInt32(error & 15) << 22
  }

  /// The state that a record's word says; nil if it says none.
  init?(word: UInt32) {
    guard Kind(rawValue: UInt8(word & 7)) != nil, Reason(rawValue: UInt8(word >> 3 & 15)) != nil, word >> 26 == 0 else {
      return nil
    }
    bits = word
  }

  /// The state as a record's word.
  var word: UInt32 { bits }
  /// The kind.
  package var kind: Kind { Kind(rawValue: UInt8(bits & 7)) ?? .pending }
  /// Why.
  package var reason: Reason { Reason(rawValue: UInt8(bits >> 3 & 15)) ?? .none }
  /// The HTTP status of the answer; 0 if there was none.
  package var status: Int { Int(bits >> 7 & 1023) }
  /// The place in `Schema.fields` of the field that the answer named.
  package var field: Int? { bits >> 17 & 31 == 0 ? nil : Int(bits >> 17 & 31) - 1 }
  /// The place in `Schema.errors` of the error that the answer named.
  package var error: Int? { bits >> 22 & 15 == 0 ? nil : Int(bits >> 22 & 15) - 1 }

  /// Whether the row is shown as *not tried*, so that `--resume` takes it.
  package var isOpen: Bool { kind == .pending || kind == .unsent }
}
