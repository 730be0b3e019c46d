package import FlowMsgRows
package import FlowMsgSend

/// People who are left out: those of a list, of a report or of a journal.
package struct Exclusion: Sendable {
  /// The file's name.
  package let name: String
  /// How many people it leaves out, wherever they are.
  package let count: Int
  private let people: People
  /// Whether its numbers are in the column that `--column` names.
  package var usesColumn = false

  /// How people are known.
  private enum People: Sendable {
    case numbers(NumberTable)
    case digests(JournalPeople)
  }

  /// The key of the digests by which people are known; nil where they are known by their numbers.
  let key: PersonDigest?

  /// The people of a table.
  init(_ name: String, _ numbers: NumberTable) {
    (self.name, count, people, key) = (name, numbers.count, .numbers(numbers), nil)
  }

  /// The people whom a journal has as sent or in doubt.
  package init(_ name: String, _ contents: JournalContents) throws(RowsFailure) {
    if let fault = contents.lack {
      throw RowsFailure("'--exclude': the journal '\(name)' \(fault.message)", help: fault.help(name))
    }
    var count = 0
    contents.people.forEach { count += $0.state.isDelivered ? 1 : 0 }
    (self.name, self.count, people) = (name, count, .digests(contents.people))
    key = PersonDigest(key: contents.header.key)
  }

  /// Whether a person is left out; `digest` is theirs under `key`.
  func contains(_ number: UInt64, digest: UInt64) -> Bool {
    switch people {
    case .numbers(let table): table.contains(number)
    case .digests(let table): table[digest]?.state.isDelivered ?? false
    }
  }
}

extension RowState {
  /// Whether the person has the message, or may have it.
  var isDelivered: Bool { kind == .sent || kind == .inDoubt || kind == .intent }
}
