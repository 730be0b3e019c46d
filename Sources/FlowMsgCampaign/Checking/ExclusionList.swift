import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel
package import FlowMsgRows
import FlowMsgSend

/// Reads what `--exclude` names: a list of numbers (one a line, CSV or NDJSON), a report of a send, or a journal.
package enum ExclusionList {
  /// The people in `file`, which is called `name`.
  ///
  /// - Parameter column: the header of the column of numbers, where it is not `to`.
  package static func read(
    _ file: any RecipientStore, name: String, column: String?, country: CountryChoice? = nil, isSheet: Bool = false
  ) throws(RowsFailure) -> Exclusion {
    let start: [UInt8]
    do throws(StoreFailure) { start = try file.start(1 << 16) } catch {
      throw RowsFailure("cannot read '\(name)': \(error.reason)")
    }
    if start.starts(with: JournalHeader.magic) { return try journal(file, name) }
    do throws(RowsFailure) {
      if let report = ReportReader(start) { return Exclusion(name, try report.people(file)) }
      let (numbers, usesColumn) = try numbers(file, start, column, country, isSheet)
      var exclusion = Exclusion(name, numbers)
      exclusion.usesColumn = usesColumn
      return exclusion
    } catch {
      var failure = RowsFailure("'--exclude' \(name): \(error.message)")
      failure.help = error.help
      throw failure
    }
  }

  private static func journal(_ file: any RecipientStore, _ name: String) throws(RowsFailure) -> Exclusion {
    let contents: JournalContents
    do throws(JournalFault) {
      if file.isInUse { throw .inUse }
      contents = try JournalContents(ReadStore(file))
    } catch {
      let fault: JournalFault = error == .version(1) ? .oldForExclusion : error
      throw RowsFailure("'--exclude': the journal '\(name)' \(fault.message)", help: fault.help(name))
    }
    return try Exclusion(name, contents)
  }

  /// Whether the first line is a number already.
  private static func isList(_ start: [UInt8]) -> Bool {
    // Byte-order marks and the zeros of UTF-16 say nothing.
    guard let first = start.first(where: { $0 > 0x20 && $0 != 0x22 && $0 < 0x80 }) else { return true }
    return first == 0x2B || first == 0x28 || first &- 0x30 < 10
  }

  private static func numbers(
    _ file: any RecipientStore, _ start: [UInt8], _ column: String?, _ country: CountryChoice?, _ isSheet: Bool
  ) throws(RowsFailure) -> (NumberTable, usesColumn: Bool) {
    var columns = ColumnOptions()
    columns.mayLackHeader = true
    (columns.country, columns.isSheet) = (country, isSheet)
    let plan = { (columns: ColumnOptions) in
      RenderPlan(
        columns: columns, encoding: TextEncoding(guessing: start), bot: "none", environment: nil, locale: nil,
        skips: true)
    }
    if isList(start) { columns.header = ["to"] }
    guard let column, columns.header == nil else { return (try table(file, plan(columns)), false) }
    // The option names a column of the recipients: a list of its own may have that column, or the usual one.
    var named = columns
    named.columns = [("to", column)]
    let usual: RowsFailure
    do throws(RowsFailure) { return (try table(file, plan(columns)), false) } catch { usual = error }
    do throws(RowsFailure) { return (try table(file, plan(named)), true) } catch {
      throw error.message.contains("'\(column)'") ? usual : error
    }
  }

  private static func table(_ file: any RecipientStore, _ plan: RenderPlan) throws(RowsFailure) -> NumberTable {
    let stream = try RecipientStream(file.reader(), try program(), plan, numbersAlone: true)
    var table = NumberTable(capacity: min(file.size / 12, 1 << 16))
    while try stream.next() {
      if let bad = stream.rejected.first {
        throw RowsFailure("\(stream.place(of: bad)): \(bad.fault.reason)")
      }
      for row in stream.filled { _ = table.add(row.number, line: 0) }
    }
    return table
  }

  /// A message that has what every message has, and no more.
  private static var smallest: Message {
    let message = Message()
    for (index, field) in Schema.fields.enumerated() where field.isRequired {
      message[FieldID(UInt8(truncatingIfNeeded: index))] = message.tape.append(.string, Origin(0, 0, 0), "t".utf8)
    }
    return message
  }

  /// A form that needs nothing of a row but its number.
  package static func program() throws(RowsFailure) -> FormProgram {
    do throws(OpenFormFailure) {
      return try FormProgram(OpenForm(reading: OpenFormWriter.body(of: smallest).bytes(.compact)), frame: .body)
    } catch {
      throw RowsFailure(error.message)
    }
  }
}

/// A file as a journal that is only read.
private final class ReadStore: JournalStore {
  private let file: any RecipientStore

  init(_ file: any RecipientStore) { self.file = file }

  var size: Int { file.size }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    var done = 0
    while done < buffer.count {
      let got = try file.read(at: offset + done, into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
      if got <= 0 { break }
      done += got
    }
    return done
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(StoreFailure) { throw Self.readOnly }
  func reserve(_ size: Int) throws(StoreFailure) { throw Self.readOnly }
  func truncate(_ size: Int) throws(StoreFailure) { throw Self.readOnly }
  func sync() throws(StoreFailure) { throw Self.readOnly }
  func publish() throws(StoreFailure) { throw Self.readOnly }

  private static let readOnly = StoreFailure("it is only read")
}
