/// How journals are called.
package enum JournalNames {
  /// What the name of every journal ends with by which it is found beside recipients.
  package static let suffix = ".flowmsg-journal"

  /// The name of the journal of recipients, or of a share of them.
  package static func name(of recipients: String, _ shard: Shard?) -> String {
    recipients + (shard.map { ".\($0.index)-of-\($0.count)" } ?? "") + suffix
  }
}
