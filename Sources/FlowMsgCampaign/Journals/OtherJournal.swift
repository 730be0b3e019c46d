package import FlowMsgRows
package import FlowMsgSend

/// A journal beside the recipients that another run kept for the same message: it may say that people of this list have
/// the message already.
package struct OtherJournal: Sendable {
  /// The file's name.
  package let name: String
  let people: JournalPeople
  let key: PersonDigest

  /// Reads a file that is called like a journal; nil if it is of another message, of another endpoint, or of the sandbox.
  ///
  /// - Parameters:
  ///   - identity: what this run's journal belongs to.
  ///   - oldMessage: whether a journal of version 1 is of the same message.
  package init?(
    _ name: String, _ store: any JournalStore, _ identity: JournalIdentity, oldMessage: (OldJournal) -> Bool
  ) throws(RowsFailure) {
    let contents: JournalContents
    do throws(JournalFault) {
      guard try JournalContents.header(of: store).identity.isSameMessage(as: identity) else { return nil }
      contents = try JournalContents(store)
    } catch .version(1) {
      guard try Self.old(name, store, oldMessage) else { return nil }
      throw RowsFailure(
        "the journal '\(name)' beside the recipients is of version 1 and of the same message, and knows rows and not "
          + "people: whom of this list it reached is not known",
        help: "go on with it and with its own list, as it was: '--resume --journal \(name)'",
        "moving it away repeats the message to everybody whom it reached")
    } catch {
      throw Self.unreadable(name, error)
    }
    if let fault = contents.lack { throw Self.unreadable(name, fault) }
    (self.name, people, key) = (name, contents.people, PersonDigest(key: contents.header.key))
  }

  private static func old(
    _ name: String, _ store: any JournalStore, _ isSame: (OldJournal) -> Bool
  ) throws(RowsFailure) -> Bool {
    do throws(JournalFault) { return isSame(try OldJournal(store)) } catch { throw unreadable(name, error) }
  }

  private static func unreadable(_ name: String, _ fault: JournalFault) -> RowsFailure {
    RowsFailure(
      "the journal '\(name)' beside the recipients \(fault.message): whom of this list it reached is not known",
      help: fault.help(name), "moving it away repeats the message to everybody whom it reached")
  }
}
