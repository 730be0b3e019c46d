package import FlowMsgRows
package import FlowMsgSend

/// A row that cannot be used, with its line in the file.
package struct BadRow: Sendable {
  /// Its line as a spreadsheet shows it, from 1.
  package var line: Int
  /// Where it is: `line 5`, or `line 5 (line 9 of the file)`.
  package var place: String
  /// Why it cannot be used.
  package var reason: String
}

/// What is known of the recipients before the first request: every row was filled, and its person looked up.
package struct RecipientCheck {
  /// The state of each row: to be sent, or not in this run.
  package private(set) var states: RowStates
  /// Who is to get the message, and why others are not.
  package private(set) var judge: RowJudge
  /// The first bad rows, at most `shown`.
  package private(set) var bad: [BadRow] = []
  /// How many bad rows there are.
  package private(set) var badCount = 0
  /// Whether reading ended at a row after which nothing can be told apart, so that there are rows no one knows of.
  package private(set) var isCut = false
  /// How many numbers were written with more than their digits.
  package private(set) var cleanedCount = 0
  /// How many numbers got their country code.
  package private(set) var completedCount = 0
  /// Of how many numbers a `(0)` behind the country code was left out.
  package private(set) var trunkZeroCount = 0
  /// How many numbers may be national ones.
  package private(set) var national = NationalCount()
  /// Of which countries the people are who get the message.
  package private(set) var countries = CountryCount()
  /// How many people get what, and from whom.
  package private(set) var audience = Audience()
  /// What there is to warn of in cells.
  package private(set) var cells = CellWarnings()
  /// What cells show of how numbers are written.
  package private(set) var evidence = NumberEvidence()
  /// What there is to say of columns or keys.
  package private(set) var columns = ColumnNotes()
  /// How many numbers fall into each trap, and the first lines, in the order of `PhoneTrap.allCases`.
  package private(set) var traps = PhoneTrap.allCases.map { _ in (count: 0, lines: [Int]()) }
  /// One more than the last row of this list that the run's own journal knows.
  package private(set) var handedOut: UInt32 = 0
  /// Rows that cannot be used, as they are written.
  private var rejects: ReturnedFile?

  /// How many bad rows are shown, and how many lines of a warning.
  package static let shown = 100
  private static let shownLines = 5

  /// Whether the recipients are a file's; else they are the numbers of `--to`.
  private let isList: Bool
  /// The number and line of each row that was filled.
  package private(set) var numbers: RowNumbers

  /// Reads all recipients; rows that cannot be used go to `rejects`.
  package init(
    _ file: CheckedRecipients, _ program: FormProgram, _ plan: RenderPlan, _ judge: RowJudge,
    isList: Bool, rejects: (any RowSink)? = nil
  ) throws(RowsFailure) {
    (self.isList, self.judge) = (isList, judge)
    numbers = RowNumbers(capacity: file.summary.lines)
    states = RowStates(capacity: file.summary.lines)
    let stream = try RecipientStream(file.reader(), program, plan, keeps: rejects != nil)
    self.rejects = rejects.map { ReturnedFile($0, stream.layout.returned, plan.encoding, "the rejected rows") }
    self.rejects?.begin()
    while !isCut {
      guard try stream.next() else { break }
      guard stream.firstRow + stream.rows < Int(UInt32.max) else {
        throw RowsFailure("there are more than \(UInt32.max) recipients", help: "split them into several files")
      }
      take(stream)
      cells.add(stream.warnings, from: stream.firstLine)
      if !stream.national.isEmpty { national.add(stream.national) }
      if !stream.evidence.isEmpty { evidence.formUnion(stream.evidence) }
      try self.rejects?.flush()
    }
    numbers.finish()
    columns = stream.notes
  }

  private mutating func take(_ stream: RecipientStream) {
    let first = states.count
    states.append(.pending, count: stream.rows)
    for row in stream.rejected {
      reject(row, stream)
      states[UInt32(clamping: first + row.index)] = .bad
    }
    for row in stream.filled { take(row, UInt32(clamping: first + row.index), stream) }
  }

  private mutating func take(_ row: FilledRow, _ place: UInt32, _ stream: RecipientStream) {
    let line = stream.firstLine + row.line
    cleanedCount += row.traits.contains(.cleaned) ? 1 : 0
    completedCount += row.traits.contains(.completed) ? 1 : 0
    trunkZeroCount += row.traits.contains(.trunkZero) ? 1 : 0
    if let before = numbers.add(row.number, row: place, line: line) {
      let text = rejects == nil ? [] : Array(stream.block[rebased: row.source])
      let fault = RowFault(repeated(row.number, before))
      let again = RejectedRow(index: row.index, line: row.line, textLine: row.textLine, fault: fault, row: text)
      reject(again, stream)
      return states[place] = .repeated
    }
    let known = judge.known
    let entry = judge.state(of: row.number, row: place)
    states.set(place, entry.state, at: entry.time)
    if judge.known > known { handedOut = place &+ 1 }
    if entry.state.isOpen {
      countries.add(row.number, line: line)
      audience.add(variant: row.variant, target: stream.out[row.start..<row.bodyStart])
    }
    guard entry.state.isOpen, let trap = PhoneTrap(row.number) else { return }
    traps[trap.rawValue].count += 1
    if traps[trap.rawValue].lines.count < Self.shownLines { traps[trap.rawValue].lines.append(line) }
  }

  /// What to say of a number whose person was there before; of `--to` there are no lines.
  private func repeated(_ number: UInt64, _ before: NumberTable.Earlier) -> String {
    let head = "the number '\(PhoneNumber.masked(number))' is "
    let spelling = before.isRespelled ? ", in another spelling that reaches the same person" : ""
    return head + (isList ? "on line \(before.line) already" : "given twice") + spelling
  }

  private mutating func reject(_ row: RejectedRow, _ stream: RecipientStream) {
    badCount += 1
    isCut = isCut || row.fault.isFatal
    if bad.count < Self.shown {
      bad.append(
        BadRow(line: stream.firstLine + row.line, place: stream.place(of: row), reason: row.fault.reason))
    }
    rejects?.add(row.row, reason: row.fault.reason)
  }
}

extension RecipientCheck {
  /// How many people get the message in this run.
  package var count: Int { states.open }

  /// How many people of the run's own journal are not in the list.
  package func gone(_ journal: JournalContents?) -> Int {
    journal.map { max(0, $0.people.count - judge.known) } ?? 0
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// The bytes at places that are counted from the slice's start.
  subscript(rebased range: Range<Int>) -> SubSequence {
    let (low, high) = (Swift.min(range.lowerBound, count), Swift.min(range.upperBound, count))
    return self[startIndex + low..<startIndex + high]
  }
}
