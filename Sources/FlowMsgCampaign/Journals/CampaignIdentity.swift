package import FlowMsgEmit
import FlowMsgJSON
package import FlowMsgSend

/// What a campaign is, from which its journal is known again.
package struct CampaignIdentity: Sendable {
  /// The form or body that is filled, as it was read.
  package var form: [UInt8]
  /// What `--set` gives, and the locale of rows that name none.
  package var values: [String]
  /// The locale of rows that name none.
  package var locale: String?
  /// Scheme, host, port and path; of the sandbox nil.
  package var endpoint: String?
  /// The bot of rows that name none.
  package var bot: String?
  /// The environment by which bots' ids are chosen.
  package var environment: String?
  /// The query's `type`.
  package var type: String?
  /// The share of the people.
  package var shard: Shard?

  /// A campaign that fills `form`.
  package init(form: [UInt8]) { (self.form, values) = (form, []) }

  /// What the journal belongs to. White space in a form says nothing, so a source and what was compiled from it are the
  /// same message.
  package var identity: JournalIdentity {
    let document = JSONReader.read(form)
    let message = document.faults.isEmpty ? document.root.map { document.jsonValue($0).bytes(.compact) } : nil
    return JournalIdentity(
      isSandbox: endpoint == nil, message: Self.digest(message ?? form, values + [locale ?? ""]),
      endpoint: Self.digest([], [endpoint ?? "sandbox"]), bot: Self.digest([], [bot ?? ""]),
      environment: Self.digest([], [environment ?? ""]), type: Self.digest([], [type ?? ""]),
      shard: shard.map { (UInt32(clamping: $0.index), UInt32(clamping: $0.count)) } ?? (0, 0))
  }

  /// The same for a journal of version 1.
  package var old: OldIdentity {
    let share = shard.map { "\($0.index)/\($0.count)" } ?? ""
    return OldIdentity(
      message: Self.digest(form, values + [locale ?? ""]),
      target: Self.digest([], [endpoint ?? "sandbox", bot ?? "", environment ?? "", type ?? "", share]))
  }

  /// The digest of bytes and of words behind them, each behind a zero.
  package static func digest(_ bytes: [UInt8], _ words: [String]) -> SHA256Digest {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    for word in words { Array(("\0" + word).utf8).withUnsafeBytes { hash.update($0) } }
    return hash.finish()
  }
}
