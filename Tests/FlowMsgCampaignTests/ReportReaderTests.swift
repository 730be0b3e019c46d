import FlowMsgCampaign
import FlowMsgRows
import FlowMsgSend
import Testing

/// A report of a send leaves out whom it has as sent or in doubt; it is known by its whole header.
struct ReportReaderTests {
  private static let numbers: [UInt64] = (1...5).map { 593_987_000_000 + $0 }
  private static let kinds: [RowState.Kind] = [.sent, .refused, .inDoubt, .pending, .unsent]

  /// A report of five people, as it is written.
  private static func report(_ name: String, _ kinds: [RowState.Kind] = kinds) throws -> String {
    var rows = RowNumbers(capacity: kinds.count)
    for row in kinds.indices { _ = rows.add(numbers[row], row: UInt32(row), line: row + 2) }
    var states = RowStates(count: kinds.count)
    for (row, kind) in kinds.enumerated() {
      states.set(UInt32(row), RowState(kind, kind == .sent ? .answer : .timeout, status: 422), at: 1_764_000_000)
    }
    let sink = MemoryFile()
    try SendReport(name, sink, states, isComplete: false).write(rows)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  private func leftOut(_ text: String) throws(RowsFailure) -> [UInt64] {
    var selection = Selection()
    selection.exclusions = [try ExclusionList.read(MemoryFile(text), name: "r", column: nil)]
    var judge = RowJudge(selection, key: nil)
    return Self.numbers.filter { judge.state(of: $0, row: 0).state == .leftOut }.map { $0 % 10 }
  }

  private func failure(_ text: String) -> String? {
    do throws(RowsFailure) {
      _ = try leftOut(text)
      return nil
    } catch {
      return error.message
    }
  }

  @Test("in each format", arguments: ["r.json", "r.csv", "r.xml"])
  func formats(_ name: String) throws {
    let report = try Self.report(name)
    #expect(try leftOut(report) == [1, 3], "\(report)")
    #expect(try leftOut(report.replacing("\n", with: "\r\n")) == [1, 3])
    #expect(try leftOut(try Self.report(name, [])) == [])
    #expect(try leftOut(try Self.report(name, [.refused])) == [])
  }

  @Test("a CSV that a spreadsheet wrote again, and one from before reports had times")
  func spreadsheets() throws {
    let report = try Self.report("r.csv")
    #expect(try leftOut("\u{FEFF}" + report.replacing(",", with: ";").replacing("\n", with: "\r\n")) == [1, 3])
    let quoted = report.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ",")
    }
    #expect(try leftOut("sep=,\n" + quoted.joined(separator: "\n")) == [1, 3])
    let earlier = report.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).prefix(7)
    }
    #expect(try leftOut(earlier.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n") == [1, 3])
  }

  @Test("a list with a column 'state' is a list, and leaves out all of it")
  func lists() throws {
    for head in [
      "to,state", "line,to,state,status,code,field,reason,time,more", "to,line,state,status,code,field,reason,time",
    ] {
      let cells = head.split(separator: ",").map { $0 == "to" ? "593987000002" : $0 == "state" ? "refused" : "" }
      #expect(try leftOut("\(head)\n\(cells.joined(separator: ","))\n") == [2])
    }
  }

  @Test("one that was cut leaves out fewer than it reached, and is refused", arguments: ["r.json", "r.xml"])
  func cuts(_ name: String) throws {
    let report = try Self.report(name)
    let rows = try #require(report.firstRange(of: "593987000001"))
    let start = report.distance(from: report.startIndex, to: rows.lowerBound)
    for count in start..<report.count - 1 {
      let cut = String(report.prefix(count))
      #expect(failure(cut) != nil, "\(count)")
    }
    let lines = report.split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.contains("593987000003") })
    let without = (lines[..<place] + lines[(place + 1)...]).joined(separator: "\n") + "\n"
    #expect(failure(without)?.contains("was cut or changed: it has 4 rows and says that there are 5") == true)
  }

  @Test("a changed line is named")
  func changes() throws {
    let report = try Self.report("r.csv")
    for (old, new) in [("in doubt", "?"), ("593987000003", "5.93987E+11"), ("3,593987000002,refused", "3")] {
      let failure = self.failure(report.replacing(old, with: new))
      #expect(
        failure?.hasPrefix("'--exclude' r: line \(old.hasPrefix("3,") ? 3 : 4) of the report was changed") == true)
    }
  }
}
