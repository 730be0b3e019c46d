import FlowMsgCLI
import FlowMsgCSV
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgRows
import Testing

/// `render`, `send` and the report of a send count the same rows, whatever is wrong with them and wherever a block begins.
struct RowCountingTests {
  private static let seeds = UInt64(0)..<120

  @Test(arguments: seeds)
  func renderCountsEveryRow(_ seed: UInt64) {
    let table = MadeUpTable(seed: seed)
    let outcome = flowmsg(
      ["render", "m.flowmsg", "--skip-invalid"], files: MemoryFileSystem(["m.flowmsg": MadeUpTable.source]),
      console: FakeConsole(bytes: table.bytes, piece: 50_000))
    #expect(outcome.output.utf8.count { $0 == 0x0A } == table.sound.count)
    let bad = table.read.count - table.sound.count
    var lines = outcome.error.split(separator: "\n").map(String.init)
    if table.cut == nil {
      #expect(lines.popLast() == "skipped \(bad) of \(table.read.count) \(table.read.count == 1 ? "row" : "rows")")
    }
    #expect(outcome.exit == (table.cut == nil ? 0 : 2))
    #expect(lines.count == bad)
    for (text, row) in zip(lines, table.read.filter { $0.fault != nil }) where row.fault?.isFatal(table.form) == false {
      #expect(text.hasPrefix("line \(row.line): ") || text.hasPrefix("line \(row.line) (line "), "\(text)")
    }
  }

  @Test(arguments: seeds)
  func sendCountsEveryRow(_ seed: UInt64) throws {
    let table = MadeUpTable(seed: seed)
    let outcome = try send(table, "--as", "curl", "--skip-invalid")
    let bad = table.read.count - table.people.count
    if table.cut != nil {
      #expect(outcome.exit == 2 && outcome.output.isEmpty)
    } else {
      // A list in which no one can be sent to is no list.
      #expect(outcome.exit == (table.people.isEmpty ? 2 : 0), "\(outcome.error)")
      #expect(outcome.output.utf8.count { $0 == 0x0A } == table.people.count)
      let words = "skipped \(bad == 1 ? "1 row" : "\(bad) rows") of \(table.read.count)\n"
      #expect(outcome.error.contains(words) == (bad > 0), "\(outcome.error)")
    }
    let strict = try send(table, "--dry-run")
    #expect(strict.exit == (bad > 0 || table.people.isEmpty ? 2 : 0))
    #expect(strict.output.isEmpty == (bad > 0 || table.people.isEmpty))
    #expect(strict.error.split(separator: "\n").count { $0.hasPrefix("line ") } == min(bad, 100))
  }

  @Test(arguments: seeds.filter { MadeUpTable(seed: $0).cut == nil }.prefix(8))
  func theReportHasEveryRow(_ seed: UInt64) throws {
    let table = MadeUpTable(seed: seed)
    let files = MemoryFileSystem(["m.flowmsg": MadeUpTable.source])
    let confirm = ["--confirm", "\(table.people.count)", "--rate", "0", "--sandbox", "--report", "r.json"]
    let outcome = try send(table, ["--skip-invalid"] + confirm, files)
    guard !table.people.isEmpty else { return }
    #expect(outcome.exit == 0, "\(outcome.error)")
    let document = JSONReader.read(Array((files["r.json"] ?? "").utf8))
    let report = document.jsonValue(try #require(document.root))
    guard case .array(let rows)? = report["rows"] else { return #expect(Bool(false), "there are no rows") }
    #expect(rows.map { $0["line"] } == table.people.map { JSONValue($0.line) })
    #expect(rows.map { $0["to"] } == table.people.map { .string($0.number) })
    #expect(report["summary"]?["sent"] == JSONValue(table.people.count))
  }

  @Test(arguments: seeds)
  func blocksCountEveryRow(_ seed: UInt64) throws {
    let table = MadeUpTable(seed: seed)
    var (read, sound, isCut) = (0, [(line: Int, number: String)](), false)
    try inBlocks(table) { block, line in
      guard !isCut else { return }
      let places = (block.filled.map(\.index) + block.rejected.map(\.index)).sorted()
      #expect(places == Array(0..<block.rows))
      sound += block.filled.map { (line + $0.line, "\($0.number)") }
      read += block.rows
      isCut = block.rejected.contains { $0.fault.isFatal }
      #expect(block.rejected.dropLast().allSatisfy { !$0.fault.isFatal })
    }
    #expect(read == table.read.count && isCut == (table.cut != nil))
    #expect(sound.map(\.number) == table.sound.map(\.number))
    #expect(sound.map(\.line) == table.sound.map(\.line))
  }

  /// Fills the rows block by block, as the recipients of a send are read, and gives each with the line on which it begins.
  private func inBlocks(_ table: MadeUpTable, _ take: (RowFiller, Int) -> Void) throws {
    let form = flowmsg(
      "compile", "m.flowmsg", "--open", files: MemoryFileSystem(["m.flowmsg": MadeUpTable.source]))
    let program = try FormProgram(OpenForm(reading: Array(form.output.utf8)), frame: .parts(type: nil))
    try table.bytes.withUnsafeBufferPointer { bytes in
      let start = try RowStart(bytes, ColumnOptions(), program)
      let bots = try BotChoice(program, bot: nil, environment: nil, rowsMayName: false)
      let filler = RowFiller(try RowSetup(program, start.layout, bots, skips: true), listsRows: true)
      var (at, end, line) = (start.offset, min(bytes.count, MadeUpTable.blockSize), start.line)
      while at < bytes.count {
        let part = UnsafeBufferPointer(rebasing: bytes[..<end])
        let last = CSVCut.last(part, from: at, quotes: table.form != .lines)
        // Where no record has ended, more is read; at the end of all, what is left is the last block.
        guard let cut = end == bytes.count ? bytes.count : last, cut > at else {
          end = min(bytes.count, end + MadeUpTable.blockSize)
          continue
        }
        filler.fill(UnsafeBufferPointer(rebasing: bytes[at..<cut]))
        take(filler, line)
        line += filler.lines
        at = cut
        end = min(bytes.count, max(end, at + MadeUpTable.blockSize))
      }
    }
  }

  private func send(_ table: MadeUpTable, _ options: String...) throws -> Outcome {
    try send(table, options, MemoryFileSystem(["m.flowmsg": MadeUpTable.source]))
  }

  private func send(_ table: MadeUpTable, _ options: [String], _ files: MemoryFileSystem) throws -> Outcome {
    let folder = try TemporaryFolder()
    try DiskFileSystem().write(table.bytes.span.bytes, to: folder("people.csv"))
    return flowmsg(["send", "m.flowmsg", "--recipients", folder("people.csv")] + options, files: files)
  }
}
