import FlowMsgModel
package import FlowMsgRows
package import FlowMsgSend

/// The rows that were refused, not tried or bad, each as it was with the reason: what `--unsent` writes. No one in doubt is
/// among them. The recipients are read once more, so that no campaign keeps them in memory.
package struct UnsentFile {
  private let states: RowStates
  private let program: FormProgram
  private let plan: RenderPlan
  /// How many rows were written.
  package private(set) var count = 0
  /// Whether rows that the API refused are among them.
  package private(set) var hasRefused = false
  /// The names of the columns, for `--header`; nil where none are needed.
  package private(set) var header: [String]?

  /// The rows that are in these states.
  package init(_ states: RowStates, _ program: FormProgram, _ plan: RenderPlan) {
    (self.states, self.program, self.plan) = (states, program, plan)
  }

  /// Writes them to `sink`.
  package mutating func write(_ file: CheckedRecipients, to sink: any RowSink) throws(RowsFailure) {
    // Why a row is bad is known only where it is filled; where none is, the numbers are enough.
    let hasBad = states.excludedCount(.bad) > 0
    let stream = try RecipientStream(file.reader(), program, plan, keeps: true, numbersAlone: !hasBad)
    let output = ReturnedFile(sink, stream.layout.returned, plan.encoding, "the unsent rows")
    header = stream.layout.returned.header
    output.begin()
    while try stream.next() {
      take(stream, output)
      try output.flush()
    }
    try output.flush()
  }

  /// Adds the rows of a block in their order: those that were filled and those that were not.
  private mutating func take(_ stream: RecipientStream, _ output: ReturnedFile) {
    var rejected = stream.rejected[...]
    let reject = { (row: RejectedRow) in output.add(row.row, reason: row.fault.reason) }
    for row in stream.filled {
      while let first = rejected.first, first.index < row.index {
        reject(rejected.removeFirst())
        count += 1
      }
      let state = states[UInt32(clamping: stream.firstRow + row.index)]
      guard let reason = Self.reason(state) else { continue }
      output.add(stream.block[rebased: row.source], reason: reason)
      count += 1
      hasRefused = hasRefused || state.kind == .refused
    }
    for row in rejected {
      reject(row)
      count += 1
    }
  }

  /// Why a row was not sent; nil if it was, may have been, or is not of this run.
  private static func reason(_ state: RowState) -> String? {
    switch state {
    case .repeated: return "the same person has an earlier row"
    case .bad: return "the row could not be used"
    case .beyondLimit: return "not tried: beyond the limit"
    default: break
    }
    let code = state.error.map { " \(Schema.errors.value[$0].code)" } ?? ""
    let field = state.field.map { " \(Schema.fields[$0].wireName)" } ?? ""
    switch state.kind {
    case .refused: return "refused: \(state.status)\(code)\(field)"
    case .pending: return "not tried"
    case .unsent: return state.status > 0 ? "not tried: \(state.status)\(code)" : "not tried: \(state.reason.wording)"
    case .sent, .inDoubt, .intent, .excluded: return nil
    }
  }
}
