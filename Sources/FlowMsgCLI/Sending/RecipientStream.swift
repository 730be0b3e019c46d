import FlowMsgRows

/// Recipients block by block, filled: what is checked, sent and reported reads them so, each from the start.
final class RecipientStream {
  private let filler: RowFiller
  private let round = RenderRound()
  private var input: RenderInput
  private var start: Int
  private var isFirst = true
  /// How rows begin and are written.
  let layout: RowStart
  /// The place of the block's first row among all rows, and its first line.
  private(set) var firstRow = 0
  private(set) var firstLine: Int

  private static let blockSize = 1 << 17

  init(_ source: any InputSource, _ program: FormProgram, _ plan: RenderPlan) throws(Failure) {
    input = RenderInput(source, plan.encoding, Self.blockSize)
    input.fill(round, target: Self.blockSize)
    if let failure = input.failure { throw failure }
    let setup: RowSetup
    do throws(RowsFailure) {
      (layout, setup) = try plan.start(round.input.bytes, program, skips: true)
    } catch {
      throw Failure(error)
    }
    (filler, start) = (RowFiller(setup, listsRows: true), layout.offset)
    firstLine = layout.line
  }

  /// Fills the next block; false when there are no more.
  func next() throws(Failure) -> Bool {
    if !isFirst {
      firstRow += filler.rows
      firstLine += filler.lines
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
    if let endless = input.endless { throw endless.failure(from: firstLine) }
    filler.fill(UnsafeBufferPointer(rebasing: block))
    return true
  }

  /// The bytes of the block.
  var block: Slice<UnsafeBufferPointer<UInt8>> { round.input.bytes[round.pieces.first ?? 0..<0] }
  /// How many rows the block has, bad ones too.
  var rows: Int { filler.rows }
  /// The rows that were filled.
  var filled: [FilledRow] { filler.filled }
  /// The rows that cannot be used.
  var rejected: [RejectedRow] { filler.rejected }
  /// What was made of the rows.
  var out: UnsafeBufferPointer<UInt8> { filler.out.bytes }
}
