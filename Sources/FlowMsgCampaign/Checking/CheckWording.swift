package import FlowMsgRows
import FlowMsgSend

/// What there is to say of recipients before anything is sent: what is wrong, what is odd, and who gets the message.
package struct CheckWording {
  private let check: RecipientCheck
  private let selection: Selection
  private let isList: Bool
  private let skips: Bool

  /// What `check` found.
  ///
  /// - Parameters:
  ///   - isList: whether the recipients are a file's; else they are the numbers of `--to`.
  ///   - skips: whether rows that cannot be used are passed over.
  package init(_ check: RecipientCheck, _ selection: Selection, isList: Bool, skips: Bool) {
    (self.check, self.selection, self.isList, self.skips) = (check, selection, isList, skips)
  }

  /// Whether nothing may be sent: bad rows that are not to be passed over, or one behind which rows would be lost.
  package var isRefused: Bool { check.isCut || check.badCount > 0 && !skips }

  /// What is wrong with rows.
  package var faults: String {
    var lines = check.bad.map { isList ? "\($0.place): \($0.reason)" : "error: '--to': \($0.reason)" }
    if check.badCount > check.bad.count {
      lines.append("… and \(Count.grouped(check.badCount - check.bad.count)) more")
    }
    if check.badCount > 0, isList { lines += badRows }
    return lines.map { $0 + "\n" }.joined()
  }

  private var badRows: [String] {
    let rows = "\(Count.of(check.badCount, "row")) of \(Count.grouped(check.states.count))"
    if check.isCut { return ["error: what follows that line cannot be read, and nothing was sent"] }
    if skips { return ["skipped \(rows)"] }
    return [
      "error: \(rows) cannot be used, and nothing was sent",
      "  help: correct them, or pass over them: '--skip-invalid --rejects FILE'",
    ]
  }

  /// What is odd about rows that are sent.
  package var warnings: String {
    var lines: [String] = []
    if check.cleanedCount > 0, !isRefused {
      lines.append("note: '+', spaces, '-' and parentheses are left out of \(Count.of(check.cleanedCount, "number"))")
    }
    if check.trunkZeroCount > 0, !isRefused {
      lines.append("note: the '(0)' behind the country code is left out of \(Count.of(check.trunkZeroCount, "number"))")
    }
    if check.completedCount > 0, !isRefused {
      lines.append("note: the country code is written before \(Count.of(check.completedCount, "number"))")
    }
    for trap in PhoneTrap.allCases {
      let (count, places) = check.traps[trap.rawValue]
      if count > 0 { lines.append("warning: \(trap.warning(count))" + place(places, of: count)) }
    }
    for (exclusion, count) in zip(selection.exclusions, check.judge.excludedCounts) where count == 0 {
      lines.append(
        exclusion.count == 0
          ? "warning: '--exclude \(exclusion.name)' leaves out no one: nobody is in it"
          : "warning: '--exclude \(exclusion.name)' leaves out no one: of its \(Count.people(exclusion.count)) none is in the "
            + "\(Count.of(check.states.count, "row")) of the list")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The first lines of a warning, and how many more there are; of `--to` there are no lines.
  private func place(_ lines: [Int], of count: Int) -> String {
    guard isList else { return "" }
    let shown = lines.map { String($0) }.joined(separator: ", ")
    let rest = count > lines.count ? " and \(Count.grouped(count - lines.count)) more" : ""
    return " (line\(count == 1 ? "" : "s") \(shown)\(rest))"
  }

  /// Who gets the message and who does not, where that is not simply everybody in the list.
  package func counts(_ journal: String?) -> String {
    let (states, judge) = (check.states, check.judge)
    var lines: [String] = []
    if let journal, let known = selection.journal {
      let parts = [
        (states.count(.sent), "sent"), (states.count(.refused), "refused"), (states.count(.inDoubt), "in doubt"),
      ].map { "\(Count.grouped($0.0)) \($0.1)" }
      let again = judge.takenAgain == 0 ? "" : ", \(Count.grouped(judge.takenAgain)) taken in again"
      lines.append("the journal '\(journal)' has of this list: " + parts.joined(separator: ", ") + again)
      let gone = if case .people(let contents, _) = known { check.gone(contents) } else { 0 }
      if gone > 0 {
        lines.append("\(Count.people(gone)) of the journal \(gone == 1 ? "is" : "are") not in the list any more")
      }
      if !judge.doubts.isEmpty {
        lines.append(
          "warning: the journal was cut: \(Count.people(judge.doubts.count)) may have the message, and will not get it again"
        )
      }
    }
    for (exclusion, count) in zip(selection.exclusions, judge.excludedCounts) where count > 0 {
      lines.append(
        "'--exclude \(exclusion.name)' leaves out \(Count.grouped(count)) of its \(Count.people(exclusion.count))")
    }
    if judge.beyondLimit > 0 { lines.append("\(Count.people(judge.beyondLimit)) beyond '--limit' will be left") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Why the run may not begin: another journal of the same message reached people whom nothing leaves out.
  package var hindrance: RowsFailure? {
    let found = zip(selection.others, check.judge.hindered).filter { $0.1 > 0 }
    guard let (first, count) = found.first else { return nil }
    let rest = found.count == 1 ? "" : "; so has \(Count.of(found.count - 1, "more journal")) of it"
    let them = found.count == 1 ? "it" : "them"
    return RowsFailure(
      "the journal '\(first.name)' is of this message, and has \(Count.people(count)) of this list as sent or in doubt\(rest)",
      help: goingOn(found.map(\.0)), "to send to the others alone: '\(Self.exclusions(found.map(\.0)))'",
      "moving \(them) away repeats the message to everybody whom \(found.count == 1 ? "it" : "they") reached")
  }

  /// How to go on with one of the journals that hinder, and leave out whom the others have. Where the run has a journal of
  /// its own with people in it, going on with another one would be hindered by that.
  private func goingOn(_ found: [OtherJournal]) -> String? {
    guard selection.journal == nil else { return nil }
    guard let chosen = found.first(where: { $0.difference == nil }) else {
      guard found.count == 1, let other = found.first, let difference = other.difference else { return nil }
      return
        "it \(difference.message): to go on with it, with this list: '--resume --journal \(ShellWord.quoted(other.name))' "
        + "and the options with which it was begun"
    }
    let others = Self.exclusions(found.filter { $0.name != chosen.name })
    let words = ["--resume --journal \(ShellWord.quoted(chosen.name))", others].filter { !$0.isEmpty }.joined(
      separator: " ")
    return "to go on with \(found.count == 1 ? "it" : "'\(chosen.name)'"), with this list: '\(words)'"
  }

  private static func exclusions(_ journals: [OtherJournal]) -> String {
    journals.map { "--exclude \(ShellWord.quoted($0.name))" }.joined(separator: " ")
  }

  /// Why there is no one to send to, where that is a fault; nil where somebody is, or where no one need be.
  package var noRecipients: RowsFailure? {
    let states = check.states
    let usable = states.count - states.excludedCount(.bad) - states.excludedCount(.repeated)
    if usable <= 0 {
      return RowsFailure("there is nobody in the recipients", help: "each row needs a phone number in the column 'to'")
    }
    guard check.count == 0, check.judge.leftOut > 0, selection.journal == nil, selection.shard == nil,
      check.judge.beyondLimit == 0
    else { return nil }
    return RowsFailure("'--exclude' leaves out everybody: there is nobody to send to")
  }

  /// What to say where no one is left, and that is no fault.
  package var nothingLeft: String? {
    guard check.count == 0, check.judge.beyondLimit == 0 else { return nil }
    if selection.journal != nil { return "nobody is left: everybody in the list has ended\n" }
    guard let shard = selection.shard else { return nil }
    let name = "the shard \(shard.index)/\(shard.count)"
    if check.judge.leftOut > 0 { return "'--exclude' leaves out everybody of \(name)\n" }
    return "nobody in the list is of \(name)\n"
  }
}
