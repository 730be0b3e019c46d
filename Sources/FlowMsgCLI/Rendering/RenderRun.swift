import FlowMsg
import FlowMsgCSV
import FlowMsgRows

/// What the command line says about a run.
struct RenderPlan: Sendable {
  var columns: RowLayout.Options
  var encoding: TextEncoding
  var bot: String?
  var environment: String?
  var locale: String?
  var skips: Bool
  /// Where the rows that are passed over go.
  var rejects: (any FileReplacement)?

  /// Finds in the first block of recipients how rows are written, and what is the same for all of them.
  func start(
    _ bytes: UnsafeBufferPointer<UInt8>, _ program: FormProgram, skips: Bool
  ) throws(RowsFailure) -> (start: RowStart, setup: RowSetup) {
    let start = try RowStart(bytes, columns, program)
    let bots = try BotChoice(program, bot: bot, environment: environment, rowsMayName: start.layout.hasBot)
    let setup = try RowSetup(program, start.layout, bots, locale: locale, skips: skips, keeps: rejects != nil)
    return (start, setup)
  }
}

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

  /// A run of `program`.
  init(_ program: FormProgram, _ plan: RenderPlan, _ environment: Environment) throws(Failure) {
    (self.program, self.plan, self.environment) = (program, plan, environment)
    pieceCount = min(2 * environment.runner.width, 8)
    // A row has some 32 bytes, and makes a line of all literal bytes: a piece makes about half a megabyte.
    let piece = min(1 << 17, max(1 << 12, (1 << 24) / max(1, program.literalSize)))
    blockSize = piece * pieceCount
    input = RenderInput(environment.console, plan.encoding, blockSize)
    writer = RenderWriter(environment, plan)
  }

  /// How many rows were passed over.
  var skipped: Int { writer.skipped }
  /// How many of those were not reported one by one.
  var unreported: Int { writer.unreported }
  /// How many rows there were.
  var rows: Int { writer.rows }

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
      if let failure = input.failure ?? writer.failure { throw failure }
      if let ending = writer.ending { return ending }
      if let endless = input.endless { return try end(at: endless, after: current) }
      swap(&current, &other)
    }
    return .done
  }

  /// Writes what stands before a row that does not end, whose line is known then.
  private func end(at row: EndlessRow, after filled: RenderRound) throws(Failure) -> ExitCode {
    writer.write(filled)
    if let failure = writer.failure { throw failure }
    if let ending = writer.ending { return ending }
    throw row.failure(from: writer.line)
  }

  /// Reads the first block, and finds in it how rows are written.
  private func start(_ round: RenderRound) throws(Failure) -> RowSetup {
    input.fill(round, target: blockSize)
    if let failure = input.failure { throw failure }
    let (setup, offset) = try setup(round)
    input.cut(round, from: offset, pieceCount, setup.layout.delimiter)
    if let failure = input.failure ?? writer.failure { throw failure }
    if let endless = input.endless { throw endless.failure(from: writer.line) }
    do throws(SystemError) { try environment.fileSystem.checkOutput() } catch {
      throw Failure("cannot write to standard output: \(error.description)")
    }
    return setup
  }

  /// What the first block says of all rows, and where they begin in it.
  private func setup(_ round: RenderRound) throws(Failure) -> (setup: RowSetup, offset: Int) {
    do throws(RowsFailure) {
      let (start, setup) = try plan.start(round.input.bytes, program, skips: plan.skips)
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

/// Reads recipients in blocks of whole records.
struct RenderInput {
  private let source: any InputSource
  private var decoder: TextDecoder
  private let buffer: ByteSink
  private let size: Int
  private(set) var failure: Failure?
  /// The row that did not end, if one did not.
  private(set) var endless: EndlessRow?

  init(_ source: any InputSource, _ encoding: TextEncoding, _ size: Int) {
    (self.source, self.size) = (source, size)
    decoder = TextDecoder(encoding)
    buffer = ByteSink(capacity: size)
  }

  /// Reads until `round` has `target` bytes or there are no more.
  mutating func fill(_ round: RenderRound, target: Int) {
    do throws(SystemError) {
      while round.input.count < target, !round.isLast {
        let memory = UnsafeMutableRawBufferPointer(start: buffer.reserve(size), count: size)
        let got = try source.readInput(into: memory)
        round.isLast = got == 0
        let read = UnsafeBufferPointer(start: UnsafePointer(buffer.base), count: got)
        do throws(RowsFailure) {
          try decoder.decode(read, isLast: round.isLast, to: round.input)
        } catch {
          failure = Failure(error)
          return
        }
      }
    } catch {
      failure = Failure("cannot read the recipients: \(error.description)")
    }
  }

  /// Cuts a block, and reads on as long as not even one record has ended. Cells end at `delimiter`; without one the rows
  /// are lines of JSON.
  mutating func cut(_ round: RenderRound, from start: Int, _ count: Int, _ delimiter: UInt8?) {
    while failure == nil, !round.cut(from: start, count: count, isCSV: delimiter != nil) {
      guard round.input.count < EndlessRow.size else {
        endless = EndlessRow(round.input.bytes, from: start, delimiter)
        return
      }
      fill(round, target: min(2 * round.input.count, EndlessRow.size))
    }
  }
}

/// A row that does not end within what a row may have: most likely a quote was left open.
struct EndlessRow: Sendable {
  /// The greatest size of a row, in bytes.
  static let size = 16 << 20

  /// The line of its start, or of the quote that hides its end; from 0 at the start of its block.
  private let line: Int
  private let isQuoted: Bool
  private let isCSV: Bool

  /// The row that begins at `start`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ delimiter: UInt8?) {
    let quote = delimiter.flatMap { CSVCut.linesBeforeOpenQuote(bytes, from: start, delimiter: $0) }
    (line, isQuoted, isCSV) = (quote ?? 0, quote != nil, delimiter != nil)
  }

  /// What to say of it, where its block begins on line `first`, from 1.
  func failure(from first: Int) -> Failure {
    let size = "\(Self.size >> 20) MiB"
    if isQuoted {
      return Failure(
        "line \(first + line): a double quote opens a cell here and is not closed within \(size)",
        help: "close it, or double it if it belongs to the text")
    }
    return Failure(
      "line \(first + line): the row has more than \(size)", help: isCSV ? nil : "each row stands on a line of its own")
  }
}

/// Writes lines in order, and what there is to say about rows that made none.
struct RenderWriter {
  private let environment: Environment
  private let plan: RenderPlan
  /// The line on which what is written next begins, from 1.
  private(set) var line = 1
  private var delimiter: UInt8?
  /// Rejected rows that are still to be written.
  private var rejects: [UInt8] = []
  private(set) var skipped = 0
  private(set) var rows = 0
  /// How the run ends, once that is clear before the input does.
  private(set) var ending: ExitCode?
  private(set) var failure: Failure?

  init(_ environment: Environment, _ plan: RenderPlan) {
    (self.environment, self.plan) = (environment, plan)
  }

  /// Notes where rows begin.
  mutating func begin(_ start: RowStart) {
    line = start.line
    delimiter = start.layout.delimiter
    rejects = start.rejectsHeader
    flush()
  }

  /// Writes what was made of the pieces of `round`.
  mutating func write(_ round: RenderRound) {
    for filler in round.filled where ending == nil && failure == nil {
      write(filler.out)
      rows += filler.rows
      for row in filler.rejected where ending == nil { reject(row) }
      line += filler.lines
    }
    flush()
  }

  /// Writes the rejected rows on: there may be as many as there are rows.
  private mutating func flush() {
    guard let file = plan.rejects, !rejects.isEmpty, failure == nil else { return }
    do throws(SystemError) {
      try file.append(rejects.span.bytes)
      rejects.removeAll(keepingCapacity: true)
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
    // What ends the run is said, however much was before it.
    if ends || skipped <= Self.mostReported {
      environment.complain("line \(line + row.line): \(row.fault.reason)\n")
    }
    if ends { return ending = .unusable }
    if plan.rejects != nil { rejects += row.cells(delimiter) }
  }
}
