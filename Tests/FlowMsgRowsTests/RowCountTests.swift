import FlowMsgRows
import Testing

/// Each row that cannot be used is counted and has its own place, whatever is wrong with it.
struct RowCountTests {
  /// A row's text, and whether nothing behind it can be told apart.
  private static let faults: [(name: String, row: String, isFatal: Bool)] = [
    ("a quote inside a cell", "593987654321,Maria \"Mia\" Silva", true),
    ("text after a quote", "593987654321,\"Ana\"x", true),
    ("an open quote", "593987654321,\"Ana", true),
    ("a NUL", "593987654321,A\0", true),
    ("a cell too many", "593987654321,Ana,x", false),
    ("a cell too few", "593987654321", false),
    ("a number that is none", "12,Ana", false),
    ("no number", ",Ana", false),
    ("a text that is too long", "593987654321,\(String(repeating: "a", count: 21))", false),
  ]

  @Test(arguments: faults.indices, 0...2)
  func everyFaultIsCounted(_ fault: Int, _ before: Int) throws {
    let (name, row, isFatal) = Self.faults[fault]
    let good = "593987654322,Zoe\n"
    let text = "to,nome\n" + String(repeating: good, count: before) + row + "\n" + good
    let block = try Form().block(Array(text.utf8))
    #expect(block.rows == before + (isFatal ? 1 : 2), "\(name)")
    #expect(block.rejected.map(\.index) == [before], "\(name)")
    #expect(block.rejected.map(\.fault.isFatal) == [isFatal], "\(name)")
    #expect(block.filled.map(\.index) == Array(0..<before) + (isFatal ? [] : [before + 1]), "\(name)")
  }

  @Test(arguments: [UInt8](arrayLiteral: 0xE9, 0xFF, 0xC3, 0x80), 0...2)
  func bytesThatAreNoTextAreCounted(_ byte: UInt8, _ before: Int) throws {
    for (head, good, row) in [
      ("to,nome\n", "593987654322,Zoe\n", ""), ("", #"{"to":"593987654322","nome":"Zoe"}"# + "\n", "{"),
    ] {
      // The first line is looked at before any row is.
      let before = head.isEmpty ? before + 1 : before
      let start = head + String(repeating: good, count: before) + row
      let block = try Form().block(Array(start.utf8) + [byte] + Array(("\n" + good).utf8))
      #expect(block.rows == before + 1 && block.rejected.map(\.index) == [before])
      #expect(block.filled.count == before)
    }
  }

  @Test(arguments: ["{", "[]", "1", #"{"to":"12"}"#, "{\"to\":\"\0\"}"], 0...2)
  func everyFaultOfAnObjectIsCounted(_ row: String, _ before: Int) throws {
    let good = #"{"to":"593987654322","nome":"Zoe"}"# + "\n"
    // What the rows are is known by the first: it is an object.
    let text = String(repeating: good, count: before + 1) + "\n \n" + row + "\n" + good
    let block = try Form().block(Array(text.utf8))
    #expect(block.rows == before + 3)
    #expect(block.rejected.map(\.index) == [before + 1])
    #expect(block.filled.map(\.index) == Array(0...before) + [before + 2])
  }
}

extension Form {
  /// What filling the rows of `text`, all in one block, counts and lists.
  func block(_ text: [UInt8]) throws -> (rows: Int, filled: [FilledRow], rejected: [RejectedRow]) {
    let program = try FormProgram(OpenForm(reading: Array(self.text.utf8)), frame: .body)
    return try text.withUnsafeBufferPointer { (bytes) throws(RowsFailure) in
      let start = try RowStart(bytes, ColumnOptions(), program)
      let bots = try BotChoice(program, bot: nil, environment: "staging", rowsMayName: false)
      let filler = RowFiller(try RowSetup(program, start.layout, bots, skips: true), listsRows: true)
      filler.fill(UnsafeBufferPointer(rebasing: bytes[start.offset...]))
      return (filler.rows, filler.filled, filler.rejected)
    }
  }
}
