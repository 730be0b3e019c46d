/// Whom of the recipients a run is for.
package struct Selection: Sendable {
  /// The share that is taken, if not all.
  package var shard: Shard?
  /// How many people at most.
  package var limit: Int?
  /// Who is left out.
  package var exclusions: [Exclusion] = []
  /// What the run's own journal says, if it goes on with one.
  package var journal: KnownPeople?
  /// The other journals of the same message that are beside the recipients.
  package var others: [OtherJournal] = []
  /// Whether people whom the API refused are taken in again.
  package var retriesRefused = false
  /// Whether people who are in doubt are taken in again.
  package var resendsDoubts = false

  /// All recipients.
  package init() {}
}
