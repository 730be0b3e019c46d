/// Where the requests of a campaign come from, in the order of the rows.
package protocol RequestSource: AnyObject {
  /// The next request of a row for which `wants` is true; nil when there are no more.
  func next(_ wants: (UInt32) -> Bool) throws(StoreFailure) -> PreparedRequest?
}

/// What a campaign is given.
package struct CampaignSettings: Sendable {
  /// Requests per second; nil for as many as there can be.
  package var rate: Double? = 20
  /// Requests in flight at most.
  package var concurrency = 16
  /// How often a row is tried again at most.
  package var retries = 3
  /// How long an outage is waited for after the first answer of the run.
  package var patience: Nanoseconds = 120 * .second
  /// How many rows may fail.
  package var failures = FailureLimit.share(0.05)
  /// What spreads retries.
  package var seed: UInt64 = 0

  /// The settings of the command without options.
  package init() {}
}

/// How a campaign goes, while it does and at its end.
package struct CampaignProgress: Sendable {
  /// Rows by how they ended in this run.
  package var sent = 0
  /// Refused in this run.
  package var refused = 0
  /// In doubt in this run.
  package var inDoubt = 0
  /// Tried in this run, and not processed.
  package var unsent = 0
  /// Requests on their way.
  package var inFlight = 0
  /// Requests that were started, retries too.
  package var requests = 0
  /// The retries among them.
  package var retries = 0
  /// The retries that a `Retry-After` asked for: they are none of those that `CampaignSettings.retries` limits.
  package var waits = 0
  /// How often a request was sent again that the server had not taken, by its own word: none of those either.
  package var notTaken = 0
  /// The share of the asked speed that is used.
  package var share = 1.0
  /// Until when nothing leaves, as an answer asked for it with `Retry-After`; nil if nothing is held.
  package var heldUntil: Moment?
  /// Since when no connection can be made; nil if one can.
  package var outage: Moment?
  /// Why none can, in the words of the last try.
  package var outageReason = Reason.none

  /// Rows that have ended.
  package var ended: Int { sent + refused + inDoubt + unsent }
  /// Rows that have not ended well.
  package var failures: Int { refused + inDoubt + unsent }
}

/// What the watcher of a campaign wants.
package enum CampaignWish: Sendable {
  /// To go on.
  case go
  /// To end in order: nothing more leaves, what is on its way is awaited.
  case drain
}

/// Why a campaign ended.
package enum CampaignEnding: Hashable, Sendable {
  /// There was nothing left to do.
  case done
  /// The API's answer to this row means that no other can fare better.
  case stopped(row: UInt32)
  /// Too many rows failed.
  case tooManyFailures
  /// No connection could be made for as long as patience lasts.
  case noConnection(Reason)
  /// The watcher wanted it.
  case drained
  /// The journal could not be kept: nothing was sent without it.
  case journalFailed(StoreFailure)
  /// The recipients could not be read on.
  case sourceFailed(StoreFailure)
}

/// Who watches a campaign: shown how it goes and what happened, asked whether to go on.
package protocol CampaignWatcher: AnyObject {
  /// A turn, at least five times a second.
  func turn(_ progress: CampaignProgress) -> CampaignWish

  /// An attempt ended; `exchange` is what came back.
  func ended(row: UInt32, _ outcome: Outcome, _ exchange: Exchange, willRetry: Bool)
}
