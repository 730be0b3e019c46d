package import FlowMsgRows
package import FlowMsgSend

/// A journal beside the recipients that another run kept for the same message: it may say that people of this list have
/// the message already.
package struct OtherJournal: Sendable {
  /// The file's name.
  package let name: String
  /// Why this run's message cannot go on with it, although it is the same; nil if it can.
  let difference: JournalFault?
  let people: JournalPeople
  let key: PersonDigest
  /// How many records it had when it was read: it only grows.
  private let records: UInt32

  /// Reads a file that is called like a journal; nil if it is of another message, of another endpoint, of the sandbox, or of
  /// another one of as many shards, which has no one of this one.
  ///
  /// - Parameters:
  ///   - identity: what this run's journal belongs to.
  ///   - oldMessage: whether a journal of version 1 is of the same message.
  package init?(
    _ name: String, _ store: any JournalStore, _ identity: JournalIdentity, oldMessage: (OldJournal) -> Bool
  ) throws(RowsFailure) {
    let contents: JournalContents
    do throws(JournalFault) {
      let other = try JournalContents.header(of: store).identity
      guard other.isSameMessage(as: identity), !other.isOtherShard(than: identity) else { return nil }
      difference = identity.difference(from: other)
      if store.isInUse { throw JournalFault.inUse }
      contents = try JournalContents(store)
    } catch .version(1) {
      guard try Self.old(name, store, oldMessage) else { return nil }
      throw RowsFailure(
        "the journal '\(name)' beside the recipients is of version 1 and of the same message, and knows rows and not "
          + "people: whom of this list it reached is not known",
        help:
          "go on with it and with its own list, as it was: '--resume --journal \(ShellWord.quoted(name))'; that makes a journal of today's "
          + "version of it, which knows people",
        "moving it away repeats the message to everybody whom it reached")
    } catch {
      throw Self.unreadable(name, error)
    }
    if let fault = contents.lack { throw Self.unreadable(name, fault) }
    (self.name, people, key) = (name, contents.people, PersonDigest(key: contents.header.key))
    records = contents.records
  }

  /// Whether it is the same file as another time, and nothing was written to it in between.
  package func isUnchanged(since earlier: OtherJournal) -> Bool {
    name == earlier.name && records == earlier.records
  }

  private static func old(
    _ name: String, _ store: any JournalStore, _ isSame: (OldJournal) -> Bool
  ) throws(RowsFailure) -> Bool {
    do throws(JournalFault) { return isSame(try OldJournal(store)) } catch { throw unreadable(name, error) }
  }

  private static func unreadable(_ name: String, _ fault: JournalFault) -> RowsFailure {
    if fault == .inUse {
      return RowsFailure(
        "the journal '\(name)' beside the recipients is of this message and \(fault.message)", help: fault.help(name))
    }
    let isForeign = fault == .notAJournal
    return RowsFailure(
      "the journal '\(name)' beside the recipients \(fault.message): whom of this list it reached is not known",
      help: isForeign ? "if it is something else and never was a journal, give it another name" : fault.help(name),
      "moving it away repeats the message to everybody whom it reached")
  }
}
