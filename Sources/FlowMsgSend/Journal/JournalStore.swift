/// Where a journal's bytes are: a file on a disk, or what is used in its place. Who has one has it alone.
package protocol JournalStore: AnyObject {
  /// How many bytes there are.
  var size: Int { get }

  /// Whether it is only read, and another process writes it.
  var isInUse: Bool { get }

  /// Fills `buffer` from `offset` on and returns how much there was; less than asked only at the end.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int

  /// Has the next reads see what other machines wrote, as far as that can be had.
  func refresh()

  /// Writes all of `bytes` at `offset`. They are on the disk only after `sync`.
  func write(_ bytes: [UInt8], at offset: Int) throws(StoreFailure)

  /// Makes sure that there is space up to `size`; what was not written reads as 0.
  func reserve(_ size: Int) throws(StoreFailure)

  /// Gives back what lies beyond `size`.
  func truncate(_ size: Int) throws(StoreFailure)

  /// Returns when all that was written is on the disk. After a failure nothing more is known of it, whatever a later call
  /// answers. It fails too where the store is no longer what its name leads to.
  func sync() throws(StoreFailure)

  /// Gives a store that was begun its name, when its first bytes are on the disk: under it there is never half a
  /// beginning. Of one that has its name nothing changes.
  func publish() throws(StoreFailure)
}

extension JournalStore {
  /// Who writes a store has it alone.
  package var isInUse: Bool { false }

  /// Nothing else writes it.
  package func refresh() {}
}

/// Why a store could not do what it was asked.
package struct StoreFailure: Error, Hashable, Sendable {
  /// What happened, for a sentence, in lower case.
  package var reason: String
  /// What to do, where that depends on what happened.
  package var help: String?

  /// A failure.
  package init(_ reason: String, help: String? = nil) { (self.reason, self.help) = (reason, help) }
}
