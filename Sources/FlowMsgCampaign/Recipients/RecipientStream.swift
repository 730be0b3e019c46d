import FlowMsgCSV
package import FlowMsgRows

/// Recipients block by block, filled: what is checked, sent and reported reads them so, each from the start.
package final class RecipientStream {
  private let filler: RowFiller
  private let round = RenderRound()
  private var input: RenderInput
  private var start: Int
  private var isFirst = true
  private let isSheet: Bool
  /// How rows begin and are written.
  package let layout: RowStart
  /// The place of the block's first row among all rows, and its first line.
  package private(set) var firstRow = 0
  /// The line of the block's first row as a spreadsheet shows it, from 1.
  package private(set) var firstLine: Int
  /// The line of the block's first row in the text, from 1.
  package private(set) var firstTextLine: Int

  private static let blockSize = 1 << 17

  /// Reads the first block; `keeps` if rows that cannot be used are kept as they were, `numbersAlone` if nothing is to be
  /// made of rows.
  package init(
    _ source: any ByteSource, _ program: FormProgram, _ plan: RenderPlan, keeps: Bool = false,
    numbersAlone: Bool = false
  ) throws(RowsFailure) {
    isSheet = plan.columns.isSheet
    input = RenderInput(source, plan.encoding, Self.blockSize)
    input.fill(round, target: Self.blockSize)
    if let failure = input.failure { throw failure }
    let setup: RowSetup
    (layout, setup) = try plan.start(round.input.bytes, program, skips: true, keeps: keeps, numbersAlone: numbersAlone)
    (filler, start) = (RowFiller(setup, listsRows: true), layout.offset)
    (firstLine, firstTextLine) = (layout.line, layout.textLine)
  }

  /// Fills the next block; false when there are no more.
  package func next() throws(RowsFailure) -> Bool {
    if !isFirst {
      firstRow += filler.rows
      firstLine += filler.lines
      firstTextLine += filler.textLines
      if round.isLast { return false }
      let rest = Array(round.input.bytes[round.rest])
      round.clear()
      round.input.append(rest)
      input.fill(round, target: Self.blockSize)
      start = 0
    }
    isFirst = false
    input.cut(round, from: start, 1, layout.layout.delimiter)
    if let failure = input.failure { throw failure }
    if let endless = input.endless { throw endless.failure(from: firstTextLine) }
    filler.fill(UnsafeBufferPointer(rebasing: block))
    return true
  }

  /// Where a rejected row is: `line 5`, or `line 5 (line 9 of the file)`; a sheet has no lines but its rows.
  package func place(of row: RejectedRow) -> String {
    isSheet
      ? "line \(firstLine + row.line)"
      : CSVFault.place(row: firstLine + row.line, line: firstTextLine + row.textLine)
  }

  /// What there is to warn of in the block's cells; lines count from 0 at its start.
  package var warnings: CellWarnings { filler.warnings }
  /// How many of the block's numbers may be national ones.
  package var national: NationalCount { filler.national }
  /// What the block's cells show of how numbers are written.
  package var evidence: NumberEvidence { filler.evidence }

  /// The bytes of the block.
  package var block: Slice<UnsafeBufferPointer<UInt8>> { round.input.bytes[round.pieces.first ?? 0..<0] }
  /// How many rows the block has, bad ones too.
  package var rows: Int { filler.rows }
  /// The rows that were filled.
  package var filled: [FilledRow] { filler.filled }
  /// The rows that cannot be used.
  package var rejected: [RejectedRow] { filler.rejected }
  /// What there is to say of columns, or of the keys so far.
  package var notes: ColumnNotes { layout.layout.delimiter == nil ? filler.keyNotes : layout.layout.notes }
  /// What was made of the rows.
  package var out: UnsafeBufferPointer<UInt8> { filler.out.bytes }
}
