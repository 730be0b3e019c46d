import FlowMsgRows

/// The numbers of `--exclude`: one a line, or CSV or NDJSON with `to`.
enum ExclusionList {
  static func read(_ path: String, _ reads: ReadSet) throws(Failure) -> NumberTable {
    let file: RecipientFile
    var start = [UInt8](repeating: 0x20, count: 64)
    do throws(SystemError) {
      file = try RecipientFile(path, reads)
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: start.count, alignment: 1)
      defer { buffer.deallocate() }
      let got = try file.read(at: 0, into: buffer)
      start = Array(buffer[..<got])
    } catch {
      throw Failure("cannot read '\(path)': \(error.description)")
    }
    do throws(Failure) { return try numbers(file, isList: isList(start)) } catch {
      throw Failure("'--exclude' \(path): \(error.message)", help: error.help.first)
    }
  }

  /// Whether the first line is a number already.
  private static func isList(_ start: [UInt8]) -> Bool {
    let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start[...]
    guard let first = text.first(where: { $0 > 0x20 && $0 != 0x22 }) else { return true }
    return first == 0x2B || first == 0x28 || first &- 0x30 < 10
  }

  private static func numbers(_ file: RecipientFile, isList: Bool) throws(Failure) -> NumberTable {
    var columns = RowLayout.Options()
    if isList { columns.header = ["to"] }
    let plan = RenderPlan(
      columns: columns, encoding: .utf8, bot: "none", environment: nil, locale: nil, skips: true, rejects: nil)
    let stream = try RecipientStream(file.reader(), try program(), plan)
    var table = NumberTable(capacity: file.size / 12)
    while try stream.next() {
      if let bad = stream.rejected.first {
        throw Failure("line \(stream.firstLine + bad.line): \(bad.fault.reason)")
      }
      for row in stream.filled { _ = table.add(row.number, line: 0) }
    }
    return table
  }

  /// A form that needs nothing of a row but its number.
  private static func program() throws(Failure) -> FormProgram {
    do throws(OpenFormFailure) {
      let body = #"{"title":"t","text":"t","caption":"t","parameters":{"flow_name":"f","flow_cta":"c"}}"#
      return try FormProgram(OpenForm(reading: Array(body.utf8)), frame: .body)
    } catch {
      throw Failure(error.message)
    }
  }
}
