import FlowMsgCSV
import Testing

/// The rules of RFC 4180, section 2, by their numbers, then what goes beyond them.
@Suite("CSV records")
struct CSVReaderTests {
  /// Header and rows of a text as strings.
  static func read(_ text: String) throws -> [[String]] {
    let table = try CSVTable(Array(text.utf8))
    let names = table.head.names.map { String(decoding: $0, as: UTF8.self) }
    return [names] + table.rows.map { row in row.cells.map { String(decoding: table.text($0), as: UTF8.self) } }
  }

  static func fault(_ text: String) -> CSVFault? {
    do throws(CSVFault) {
      _ = try CSVTable(Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test("1: each record is on a line of its own, ended by CRLF")
  func lines() throws {
    #expect(try Self.read("a,b\r\n1,2\r\n3,4\r\n") == [["a", "b"], ["1", "2"], ["3", "4"]])
  }

  @Test("2: the last record may have no line end")
  func lastLine() throws {
    #expect(try Self.read("a,b\r\n1,2") == [["a", "b"], ["1", "2"]])
    #expect(try Self.read("a,b\r\n1,") == [["a", "b"], ["1", ""]])
  }

  @Test("3: the header has the form of a record, and names what follows")
  func header() throws {
    #expect(try Self.read("\"a,x\",b\r\n1,2") == [["a,x", "b"], ["1", "2"]])
    #expect(Self.fault("") == CSVFault(.noHeader, line: 1))
    #expect(Self.fault("\n\n")?.kind == .noHeader)
    #expect(Self.fault("a,,c\n") == CSVFault(.emptyName(column: 2), line: 1))
    #expect(Self.fault("\na, a \n") == CSVFault(.repeatedName("a"), line: 2))
  }

  @Test("4: every record has as many cells as the header, and blanks belong to the cell")
  func cells() throws {
    #expect(try Self.read("a,b\n 1 ,2 \n").last == [" 1 ", "2 "])
    #expect(Self.fault("a,b\n1,2\n3\n") == CSVFault(.wrongCount(found: 1, expected: 2), line: 3))
    #expect(Self.fault("a,b\n1,2,\n") == CSVFault(.wrongCount(found: 3, expected: 2), line: 2))
  }

  @Test("5: a cell may stand in quotes; one that does not has none")
  func quotes() throws {
    #expect(try Self.read("a,b\n\"1\",\"\"\n").last == ["1", ""])
    #expect(Self.fault("a,b\n1\"x,2\n") == CSVFault(.strayQuote, line: 2))
    #expect(Self.fault("a,b\n\"1\"x,2\n") == CSVFault(.textAfterQuote, line: 2))
  }

  @Test("6: line breaks, quotes and delimiters may stand in quotes, and lines are counted as an editor shows them")
  func quotedBreaks() throws {
    let text = "a,b\r\n\"1\r\n2\n3\r4\",\"x,y\"\r\n5,6"
    #expect(try Self.read(text).dropFirst() == [["1\r\n2\n3\r4", "x,y"], ["5", "6"]])
    #expect(try CSVTable(Array(text.utf8)).rows.map(\.line) == [2, 6])
    #expect(Self.fault("a\n1\n\"2\n3\n") == CSVFault(.unclosedQuote, line: 3))
  }

  @Test("7: a quote in quotes is doubled")
  func doubled() throws {
    #expect(try Self.read("a\n\"say \"\"hi\"\"\"\n").last == ["say \"hi\""])
    #expect(try Self.read("a\n\"\"\"\"\n").last == ["\""])
    #expect(Self.fault("a\n\"\"\"\n")?.kind == .unclosedQuote)
  }

  @Test("LF and CR end lines too, and empty lines are passed over but counted")
  func otherLineEnds() throws {
    #expect(try Self.read("a,b\n1,2\r3,4\r\n") == [["a", "b"], ["1", "2"], ["3", "4"]])
    let table = try CSVTable(Array("a\n\n\r\n1\r\r2".utf8))
    #expect(table.rows.map(\.line) == [4, 6])
  }

  @Test("the delimiter is the one that the header has most often outside quotes")
  func delimiters() throws {
    #expect(try Self.read("a;b\n1,5;2\n").last == ["1,5", "2"])
    #expect(try Self.read("a\tb\n1\t2\n").last == ["1", "2"])
    #expect(try Self.read("\"a;;;\",b\n1,2\n").last == ["1", "2"])
    #expect(try Self.read("a\n1;2\n").last == ["1;2"])
  }

  @Test("a byte-order mark is dropped, and a line `sep=;` is honoured")
  func preamble() throws {
    #expect(try Self.read("\u{FEFF}a,b\n1,2") == [["a", "b"], ["1", "2"]])
    #expect(try Self.read("\u{FEFF}sep=;\r\na,x;b\n1;2") == [["a,x", "b"], ["1", "2"]])
    #expect(try CSVTable(Array("sep=;\na\n1".utf8)).rows.first?.line == 3)
    #expect(try Self.read("sep=,x\n1,2").first == ["sep=", "x"])
  }

  @Test("cells are byte ranges of the file; a NUL is no text")
  func ranges() throws {
    let table = try CSVTable(Array("a,b\né,\"2\"\n".utf8))
    #expect(table.rows[0].cells.map(\.range) == [4..<6, 8..<9])
    #expect(Self.fault("a\n1\0\n") == CSVFault(.nul, line: 2))
    #expect(Self.fault("a\n\"1\0\"\n") == CSVFault(.nul, line: 2))
  }

  @Test("a text can be cut where a record ends and nowhere else")
  func cuts() {
    let cut = { (text: String, target: Int) in
      Array(text.utf8).withUnsafeBufferPointer {
        (CSVCut.first($0, from: 0, target: target), CSVCut.last($0, from: 0))
      }
    }
    #expect(cut("a\n\"b\nc\"\nd", 3) == (8, 8))
    #expect(cut("a\n\"b\nc", 2) == (nil, 2))
    #expect(cut("ab\r", 0) == (nil, nil))
    #expect(cut("ab\r\ncd\rx", 0) == (4, 7))
  }

  @Test(
    "the quote that hides a record's end is found by its line",
    arguments: [
      ("a,b", nil), ("a,\"b\"\n\"c\",d", nil), ("\"a", 0), ("a\n\"b\r\nc\",\"d", 2), ("a\n\"b\nc\"d\n\"e\"", 1),
      ("a\rb\"c", 1),
      ("\"a\"\"\nb", 0), ("\"a\"\"\n\"\n\"b\n", 2),
    ])
  func openQuote(_ text: String, _ line: Int?) {
    let found = Array(text.utf8).withUnsafeBufferPointer {
      CSVCut.linesBeforeOpenQuote($0, from: 0, delimiter: 0x2C)
    }
    #expect(found == line)
  }

  @Test("wherever a text is cut, its parts have the records of the whole")
  func cutsKeepRecords() throws {
    let text = Array("1,\"a\n\"\"b\"\"\"\r\n2,x\r3,\"\n\n\"\n4,\n".utf8)
    let whole = Self.records(text)
    #expect(whole.count == 4)
    for target in text.indices {
      let end = text.withUnsafeBufferPointer { CSVCut.first($0, from: 0, target: target) }
      let place = try #require(end)
      #expect(Self.records(Array(text[..<place])) + Self.records(Array(text[place...])) == whole)
    }
  }

  private static func records(_ bytes: [UInt8]) -> [[[UInt8]]] {
    var reader = CSVReader(delimiter: 0x2C)
    let record = CSVRecord()
    var found: [[[UInt8]]] = []
    bytes.withUnsafeBufferPointer { bytes in
      while (try? reader.next(bytes, into: record)) == true {
        found.append((0..<record.count).map { record[$0].text(in: bytes) })
      }
    }
    return found
  }

  @Test("every fault says what to do")
  func wording() {
    let kinds: [CSVFault.Kind] = [
      .noHeader, .emptyName(column: 1), .repeatedName("a"), .unclosedQuote, .textAfterQuote, .strayQuote, .nul,
      .wrongCount(found: 1, expected: 2),
    ]
    #expect(Set(kinds.map { CSVFault($0, line: 1).message }).count == kinds.count)
    #expect(kinds.map { CSVFault($0, line: 1).endsReading }.filter { !$0 }.count == 1)
  }
}
