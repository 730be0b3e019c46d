import FlowMsg
import FlowMsgCSV
import FlowMsgCampaign
import FlowMsgRows

/// From recipients on standard input to requests on standard output, in memory that does not depend on how many there
/// are.
///
/// While the pieces of one block are filled on all threads, one of them first writes the block before and reads the next.
final class RenderRun: @unchecked Sendable {
  private let environment: Environment
  private let program: FormProgram
  private let plan: RenderPlan
  private let pieceCount: Int
  private let blockSize: Int
  private var input: RenderInput
  private var writer: RenderWriter
  private let keeps: Bool

  /// A run of `program`; rows that are passed over go to `rejects`.
  init(
    _ program: FormProgram, _ plan: RenderPlan, _ rejects: (any FileReplacement)?, _ environment: Environment
  ) throws(Failure) {
    (self.program, self.plan, self.environment) = (program, plan, environment)
    pieceCount = min(2 * environment.runner.width, 8)
    // A row has some 32 bytes, and makes a line of all literal bytes: a piece makes about half a megabyte.
    let piece = min(1 << 17, max(1 << 12, (1 << 24) / max(1, program.literalSize)))
    blockSize = piece * pieceCount
    keeps = rejects != nil
    input = RenderInput(ConsoleSource(console: environment.console), plan.encoding, blockSize)
    writer = RenderWriter(environment, plan, rejects)
  }

  /// How many rows were passed over.
  var skipped: Int { writer.skipped }
  /// How many of those were not reported one by one.
  var unreported: Int { writer.unreported }
  /// What there is to warn of in cells.
  var warnings: CellWarnings { writer.warnings }
  /// How many rows there were.
  var rows: Int { writer.rows }

  private var failure: Failure? { input.failure.map { Failure($0) } ?? writer.failure }

  /// Fills all rows; the exit code is `.unusable` if a row could not be used and was not to be passed over.
  func run() throws(Failure) -> ExitCode {
    var (current, other) = (RenderRound(), RenderRound())
    let setup = try start(current)
    let delimiter = setup.layout.delimiter
    while !current.pieces.isEmpty || !other.pieces.isEmpty {
      current.prepare(setup)
      let (filling, waiting) = (current, other)
      environment.runner.run(1 + filling.pieces.count) { piece in
        if piece == 0 { self.turn(waiting, after: filling, delimiter) } else { filling.fill(piece - 1) }
      }
      if let failure = failure { throw failure }
      if let ending = writer.ending { return ending }
      if let endless = input.endless { return try end(at: endless, after: current) }
      swap(&current, &other)
    }
    return .done
  }

  /// Writes what comes before a row that does not end, whose line is known then.
  private func end(at row: EndlessRow, after filled: RenderRound) throws(Failure) -> ExitCode {
    writer.write(filled)
    if let failure = writer.failure { throw failure }
    if let ending = writer.ending { return ending }
    throw Failure(row.failure(from: writer.textLine))
  }

  /// Reads the first block, and finds in it how rows are written.
  private func start(_ round: RenderRound) throws(Failure) -> RowSetup {
    input.fill(round, target: blockSize)
    if let failure { throw failure }
    let (setup, offset) = try setup(round)
    input.cut(round, from: offset, pieceCount, setup.layout.delimiter)
    if let failure { throw failure }
    if let endless = input.endless { throw Failure(endless.failure(from: writer.textLine)) }
    do throws(SystemError) { try environment.fileSystem.checkOutput() } catch {
      throw Failure("cannot write to standard output: \(error.description)")
    }
    return setup
  }

  /// What the first block says of all rows, and where they begin in it.
  private func setup(_ round: RenderRound) throws(Failure) -> (setup: RowSetup, offset: Int) {
    do throws(RowsFailure) {
      let (start, setup) = try plan.start(round.input.bytes, program, skips: plan.skips, keeps: keeps)
      writer.begin(start)
      return (setup, start.offset)
    } catch {
      throw Failure(error)
    }
  }

  /// Writes what was made of `round`, then reads the next block into it.
  private func turn(_ round: RenderRound, after filling: RenderRound, _ delimiter: UInt8?) {
    writer.write(round)
    let isOver = filling.isLast || writer.ending != nil || writer.failure != nil
    round.clear()
    if isOver { return round.isLast = true }
    round.input.append(UnsafeBufferPointer(rebasing: filling.input.bytes[filling.rest]))
    input.fill(round, target: blockSize)
    input.cut(round, from: 0, pieceCount, delimiter)
  }
}

/// Writes lines in order, and what there is to say about rows that made none.
struct RenderWriter {
  private let environment: Environment
  private let plan: RenderPlan
  private let file: (any FileReplacement)?
  /// The line on which what is written next begins, as a spreadsheet shows it, and in the text; from 1.
  private var line = 1
  private(set) var textLine = 1
  private var returned: ReturnedRows?
  /// Rejected rows that are still to be written.
  private var rejects: [UInt8] = []
  private var encoder: TextEncoder
  private(set) var skipped = 0
  private(set) var rows = 0
  /// What there is to warn of in cells.
  private(set) var warnings = CellWarnings()
  /// The keys that were named as filling nothing.
  private var saidKeys: Set<String> = []
  /// How the run ends, once that is clear before the input does.
  private(set) var ending: ExitCode?
  private(set) var failure: Failure?

  init(_ environment: Environment, _ plan: RenderPlan, _ rejects: (any FileReplacement)?) {
    (self.environment, self.plan, file) = (environment, plan, rejects)
    encoder = TextEncoder(plan.encoding)
  }

  /// Notes where rows begin.
  mutating func begin(_ start: RowStart) {
    (line, textLine) = (start.line, start.textLine)
    returned = start.returned
    environment.complain(start.layout.notes.unusedLine)
    rejects = start.returned.head
    flush()
  }

  /// Writes what was made of the pieces of `round`.
  mutating func write(_ round: RenderRound) {
    for filler in round.filled where ending == nil && failure == nil {
      write(filler.out)
      rows += filler.rows
      say(filler.keyNotes)
      warnings.add(filler.warnings, from: line)
      for row in filler.rejected where ending == nil { reject(row) }
      line += filler.lines
      textLine += filler.textLines
    }
    flush()
  }

  /// Names the keys that fill nothing, each once.
  private mutating func say(_ notes: ColumnNotes) {
    guard notes.unused.count > 0 else { return }
    var new = ColumnNotes()
    new.unused = notes.unused.filter { saidKeys.insert($0).inserted }
    environment.complain(new.unusedLine)
  }

  /// Writes the rejected rows on: there may be as many as there are rows.
  private mutating func flush() {
    guard let file, !rejects.isEmpty, failure == nil else { return }
    let encoded = encoder.encode(rejects)
    rejects.removeAll(keepingCapacity: true)
    do throws(SystemError) {
      try file.append(encoded.span.bytes)
    } catch {
      failure = Failure("cannot write the rejected rows: \(error.description)")
    }
  }

  private mutating func write(_ lines: ByteSink) {
    if lines.count == 0 { return }
    do throws(SystemError) {
      try environment.console.write(UnsafeRawBufferPointer(lines.bytes).bytes, to: .output)
    } catch .closedPipe {
      ending = .done
    } catch {
      failure = Failure("cannot write to standard output: \(error.description)")
    }
  }

  /// How many rows that are passed over are reported, each on its line; the rest are counted.
  private static let mostReported = 100

  /// How many rows were passed over without a line of their own.
  var unreported: Int { max(0, skipped - Self.mostReported) }

  private mutating func reject(_ row: RejectedRow) {
    skipped += 1
    let ends = !plan.skips || row.fault.isFatal
    // What ends the run is reported, however much was before it.
    if ends || skipped <= Self.mostReported {
      let place = CSVFault.place(row: line + row.line, line: textLine + row.textLine)
      environment.complain("\(place): \(row.fault.reason)\n")
    }
    if ends { return ending = .unusable }
    if file != nil { returned?.append(row.row, reason: row.fault.reason, to: &rejects) }
  }
}
