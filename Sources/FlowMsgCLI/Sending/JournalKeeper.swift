import FlowMsgSend

/// Opens the journal that a send needs: a new one, or the one it goes on with.
final class JournalKeeper {
  /// Where it is; nil if none is kept.
  let path: String?
  private let header: JournalHeader
  private let resumes: Bool
  private var store: JournalFile?
  private var journal: Journal?

  init(_ options: SendOptions, _ header: JournalHeader) throws(Failure) {
    (path, self.header, resumes) = (options.journal, header, options.resumes)
    guard let path else { return }
    do throws(JournalFile.Refusal) {
      store = try JournalFile(path)
    } catch {
      switch error {
      case .inUse: throw Failure("the journal '\(path)' is in use by another process", help: "wait until it has ended")
      case .failed(let reason):
        throw Failure(
          "cannot use the journal '\(path)': \(reason.description)",
          help: "nothing is sent without a journal; name another place for it: '--journal FILE'")
      }
    }
    if !resumes { try refuseOther() }
  }

  /// A journal that is there already is somebody's campaign, unless it is of the sandbox, where nobody got anything.
  private func refuseOther() throws(Failure) {
    guard let store, let path else { return }
    do throws(JournalFault) {
      if try Journal.isEmpty(store) { return }
      if try Journal.header(of: store).isSandbox {
        do throws(StoreFailure) { return try store.truncate(0) } catch { throw .store(error) }
      }
    } catch {
      throw Failure("the file '\(path)' \(error.message)", help: error.help)
    }
    throw Failure(
      "the journal '\(path)' is there already: this campaign was begun",
      help: "go on with it: '--resume'", "or begin another one: '--journal FILE'")
  }

  /// Sets the states of rows to what the journal says, and leaves it as it is.
  func read(_ states: inout RowStates) throws(Failure) {
    guard let store, let path else { return }
    do throws(JournalFault) {
      try Journal.read(store, header, &states)
    } catch {
      throw Failure("the journal '\(path)' \(error.message)", help: error.help)
    }
  }

  /// Sets the states of rows to what the journal says, and goes on with it.
  func resume(_ states: inout RowStates) throws(Failure) {
    guard let store, let path else { return }
    do throws(JournalFault) {
      journal = try Journal.resume(store, header, &states)
    } catch {
      throw Failure("the journal '\(path)' \(error.message)", help: error.help)
    }
  }

  /// The journal, begun.
  func begin() throws(Failure) -> Journal? {
    if let journal { return journal }
    guard let store, let path else { return nil }
    do throws(StoreFailure) { return try Journal.begin(store, header) } catch {
      throw Failure("cannot write the journal '\(path)': \(error.reason)", help: "nothing was sent")
    }
  }
}
