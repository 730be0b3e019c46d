import FlowMsgCSV
import FlowMsgCampaign
import FlowMsgJSON
import FlowMsgRows
import FlowMsgSend

/// Any bytes as recipients behind a byte that says how they are encoded and how they ended: the rows that are handed back
/// have their own bytes, are as many as were not sent, come back as the same people, and are the same when they are handed
/// back once more. No cell that we write begins as a formula does.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: data, count: count)
  guard let choice = input.first else { return 0 }
  let sample = Case(bytes: Array(input.dropFirst()), choice: choice)
  do { try sample.unsent() } catch { _ = (error.message, error.help) }
  do { try sample.rejects() } catch { _ = (error.message, error.help) }
  return 0
}

/// A list, and what the first byte of the input says about it.
private struct Case {
  var bytes: [UInt8]
  var choice: UInt8

  private var encoding: TextEncoding { [.utf8, .utf8, .windows1252, .utf16][Int(choice & 3)] }
  private var program: FormProgram { programs[Int(choice >> 2 & 1)] }

  private func plan(_ header: [String]? = nil) -> RenderPlan {
    var columns = ColumnOptions()
    columns.header = header ?? (choice & 8 == 0 ? nil : ["to", "nome"])
    return RenderPlan(columns: columns, encoding: encoding, bot: "b", environment: nil, locale: nil, skips: true)
  }

  /// What a text says, row by row; bad rows with their reason.
  struct Rows {
    var people: [(number: UInt64, text: [UInt8])] = []
    var bad: [(reason: String, text: [UInt8])] = []
    var isCut = false
    var layout: RowStart?
    /// Whether each row, in order, can be used.
    var isGood: [Bool] = []
  }

  private func rows(_ text: [UInt8], _ plan: RenderPlan) throws(RowsFailure) -> Rows {
    let stream = try RecipientStream(MemoryFile(text).reader(), program, plan, keeps: true)
    var rows = Rows(layout: stream.layout)
    while !rows.isCut {
      guard try stream.next() else { break }
      let block = Array(stream.block)
      let good = Set(stream.filled.map(\.index))
      rows.isGood += (0..<stream.rows).map { good.contains($0) }
      for row in stream.filled { rows.people.append((row.number, Array(block[row.source]))) }
      for row in stream.rejected {
        rows.bad.append((row.fault.reason, row.row))
        rows.isCut = rows.isCut || row.fault.isFatal
      }
    }
    return rows
  }

  /// The states that the choice gives the rows: bad ones are bad, others sent or not in turn.
  private func states(_ rows: Rows, all: Bool = false) -> RowStates {
    var states = RowStates(count: rows.isGood.count)
    let kinds: [RowState] = [
      RowState(.sent, .answer, status: 200), RowState(.refused, .answer, status: 422, field: 4, error: 3), .pending,
      RowState(.inDoubt, .timeout), RowState(.unsent, .timeout), .repeated, .beyondLimit, .leftOut,
    ]
    for row in rows.isGood.indices {
      states[UInt32(row)] =
        !rows.isGood[row] ? .bad : all ? RowState(.pending) : kinds[(row + Int(choice >> 4)) % kinds.count]
    }
    return states
  }

  private func isReturned(_ state: RowState) -> Bool {
    switch state.kind {
    case .refused, .pending, .unsent: true
    case .excluded: state == .bad || state == .repeated || state == .beyondLimit
    case .sent, .inDoubt, .intent: false
    }
  }

  /// What `--unsent` writes.
  func unsent() throws(RowsFailure) {
    let rows = try rows(bytes, plan())
    // After a row behind which nothing can be read, nothing is sent.
    if rows.isCut { return }
    let states = states(rows)
    var file = UnsentFile(states, program, plan())
    let sink = MemoryFile([])
    try file.write(CheckedRecipients(MemoryFile(bytes)), to: sink)
    let expected = rows.isGood.indices.filter { isReturned(states[UInt32($0)]) }
    if isNoLonger(rows.layout, sink.bytes) { return }
    guard file.count == expected.count else { fatalError("\(file.count) rows, and \(expected.count) were not sent") }
    let again = self.again(sink.bytes, file.header)
    guard again.isGood.count == file.count else { fatalError("\(file.count) rows became \(again.isGood.count)") }
    var people = rows.people[...]
    var returned: [(number: UInt64, text: [UInt8])] = []
    for row in rows.isGood.indices where rows.isGood[row] {
      guard let person = people.popFirst() else { fatalError("a row is missing") }
      if isReturned(states[UInt32(row)]) { returned.append(person) }
    }
    guard again.people.map(\.number) == returned.map(\.number) else { fatalError("other people come back") }
    for (after, before) in zip(again.people, returned) { hold(after.text, before.text, rows.layout) }
    once(more: sink.bytes, file.header)
  }

  /// What `--rejects` writes: rows that are as bad as they were.
  func rejects() throws(RowsFailure) {
    let rows = try rows(bytes, plan())
    let sink = MemoryFile([])
    let check = try RecipientCheck(
      CheckedRecipients(MemoryFile(bytes)), program, plan(), RowJudge(Selection(), key: nil), isList: true,
      rejects: sink)
    if rows.isCut || check.isCut || isNoLonger(rows.layout, sink.bytes) { return }
    let again = self.again(sink.bytes, rows.layout?.returned.header)
    guard again.isGood.count == check.badCount, again.bad.count >= rows.bad.count else {
      fatalError("\(check.badCount) rows became \(again.isGood.count), \(again.bad.count) of them bad")
    }
  }

  /// Whether what was handed back of JSON begins with a line that is no object, and stays as it was: no one can tell then
  /// that it is JSON, until that line is corrected.
  private func isNoLonger(_ start: RowStart?, _ text: [UInt8]) -> Bool {
    guard let start, start.layout.delimiter == nil else { return false }
    return text.first { !" \t\r\n\u{FEFF}".utf8.contains($0) && $0 != 0xFF && $0 != 0xFE && $0 != 0 } != 0x7B
  }

  private func again(_ text: [UInt8], _ header: [String]?) -> Rows {
    // Nothing at all is a text without a header.
    if text.isEmpty { return Rows() }
    do throws(RowsFailure) {
      let rows = try rows(text, plan(header))
      if rows.isCut { fatalError("what was handed back cannot be read: \(rows.bad.last?.reason ?? "")") }
      return rows
    } catch {
      fatalError("what was handed back cannot be read: \(error.message)")
    }
  }

  /// A row has its bytes, but for an earlier reason, and a reason that is no formula.
  private func hold(_ after: [UInt8], _ before: [UInt8], _ start: RowStart?) {
    guard let delimiter = start?.layout.delimiter else { return holdObject(after, before) }
    let (old, new) = (cells(before, delimiter), cells(after, delimiter))
    guard new.count == old.count || new.count == old.count + 1, let reason = new.last else {
      fatalError("\(old.count) cells became \(new.count)")
    }
    let kept = new.count == old.count ? old.dropLast() : old[...]
    guard new.dropLast().elementsEqual(kept) else { fatalError("a cell was changed") }
    let same = zip(after, before).prefix { $0 == $1 }.count
    guard same >= kept.map(\.count).reduce(0, +) else { fatalError("a row has other bytes") }
    if let first = reason.first, "=+-@\t\r".utf8.contains(first) { fatalError("a reason begins as a formula") }
  }

  private func holdObject(_ after: [UInt8], _ before: [UInt8]) {
    let (old, new) = (members(before), members(after))
    guard new.dropLast().elementsEqual(old) || new.dropLast().elementsEqual(old.dropLast()) else {
      fatalError("a member was changed")
    }
  }

  private func members(_ row: [UInt8]) -> [String] {
    let document = JSONReader.read(row)
    guard let root = document.root else { return [] }
    return document.members(of: root).map { member in
      let value = document.value(ofMember: member).map { Array(document.written($0)) } ?? []
      return document.string(of: member) + ":" + String(decoding: value, as: UTF8.self)
    }
  }

  private func cells(_ row: [UInt8], _ delimiter: UInt8) -> [[UInt8]] {
    row.withUnsafeBufferPointer { bytes in
      var reader = CSVReader(delimiter: delimiter)
      let record = CSVRecord()
      guard (try? reader.next(bytes, into: record)) == true else { return [] }
      return (0..<record.count).map { record[$0].text(in: bytes) }
    }
  }

  /// Handed back once more with no one sent, the rows are as many, and after that the same.
  private func once(more text: [UInt8], _ header: [String]?) {
    var (text, header) = (text, header)
    var last: [UInt8]?
    for _ in 0..<2 where !text.isEmpty {
      let rows = again(text, header)
      var file = UnsentFile(states(rows, all: true), program, plan(header))
      let sink = MemoryFile([])
      do throws(RowsFailure) { try file.write(CheckedRecipients(MemoryFile(text)), to: sink) } catch {
        fatalError("what was handed back cannot be read: \(error.message)")
      }
      guard file.count == rows.isGood.count else { fatalError("\(rows.isGood.count) rows became \(file.count)") }
      (text, header, last) = (sink.bytes, file.header, last ?? sink.bytes)
    }
    if let last, last != text { fatalError("the third time it is another text") }
  }
}

/// A form with a text and a number, and one that has a field called as the column of reasons.
private let programs: [FormProgram] = ["n", "reason"].map { name in
  let form = #"""
    {"version": 1, "message": "m", "parameters": {"type": "object", "properties": {
      "nome": {"type": "string", "minLength": 1, "maxLength": 20},
      "\#(name)": {"type": "integer", "minimum": -9, "maximum": 9, "default": 3}},
      "required": ["nome"], "additionalProperties": false},
     "variants": [
      {"locale": null, "bot": null, "type": null, "body": {"title": {"$text": ["Olá, ", {"$param": "nome"}, "!"]},
       "text": "t", "caption": "c", "parameters": {"flow_name": "f", "flow_cta": "Ver", "flow_action_payload":
       {"screen": "CART", "data": {"n": {"$param": "\#(name)"}}}}}}]}
    """#
  guard let program = try? FormProgram(OpenForm(reading: Array(form.utf8)), frame: .body) else {
    fatalError("the form is wrong")
  }
  return program
}

/// A file in memory.
private final class MemoryFile: RecipientStore, RowSink, @unchecked Sendable {
  private(set) var bytes: [UInt8]
  let hasChanged = false
  var size: Int { bytes.count }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    let part = bytes.dropFirst(offset).prefix(buffer.count)
    buffer.copyBytes(from: part)
    return part.count
  }

  func append(_ more: [UInt8]) throws(StoreFailure) { bytes += more }
}
