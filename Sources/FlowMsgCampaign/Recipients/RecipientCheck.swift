package import FlowMsgEmit
package import FlowMsgRows
package import FlowMsgSend

/// What of the recipients is sent to.
package struct Selection {
  /// The share that is taken, if not all.
  package var shard: Shard?
  /// How many people at most.
  package var limit: Int?
  /// The numbers that are left out.
  package var excluded: NumberTable?

  /// All recipients.
  package init() {}
}

/// A row that cannot be used, with its line in the file.
package struct BadRow {
  /// The line on which it begins, from 1.
  package var line: Int
  /// Why it cannot be used.
  package var reason: String
}

/// What is known of the recipients before the first request: every row was filled, and its number looked up.
package struct RecipientCheck {
  /// The state of each row: to be sent, or not for this campaign.
  package private(set) var states: RowStates
  /// The first bad rows, at most `shown`.
  package private(set) var bad: [BadRow] = []
  /// How many bad rows there are.
  package private(set) var badCount = 0
  /// Whether reading ended at a row after which nothing can be told apart, so that there are rows nobody knows of.
  package private(set) var isCut = false
  /// How many numbers were written with more than their digits.
  package private(set) var cleanedCount = 0
  /// How many numbers fall into each trap.
  package private(set) var traps: [PhoneTrap: Int] = [:]
  /// The digest of the recipients as they are read.
  package private(set) var digest = SHA256.digest(of: [])
  /// What rows that cannot be used are written to.
  private var rejects: RejectsFile?

  static let shown = 100

  /// Whether the recipients are a file's; else they are the numbers of `--to`.
  private let isList: Bool
  private var numbers: NumberTable
  private var selected = 0

  /// Reads all recipients; rows that cannot be used go to `rejects`.
  package init(
    _ file: any RecipientStore, _ program: FormProgram, _ plan: RenderPlan, _ selection: Selection, isList: Bool,
    rejects: (any RowSink)? = nil
  ) throws(RowsFailure) {
    self.isList = isList
    let lines = try Self.countLines(file, &digest)
    numbers = NumberTable(capacity: lines)
    states = RowStates(capacity: lines)
    self.rejects = rejects.map { RejectsFile($0) }
    let stream = try RecipientStream(file.reader(), program, plan, keeps: rejects != nil)
    self.rejects?.begin(stream.layout)
    while !isCut {
      guard try stream.next() else { break }
      take(stream, selection)
      try self.rejects?.flush()
    }
    numbers = NumberTable(capacity: 0)
  }

  /// How many rows there may be at most, and the digest of the bytes.
  private static func countLines(_ file: any RecipientStore, _ digest: inout SHA256Digest) throws(RowsFailure) -> Int {
    let reader = file.reader()
    var hash = SHA256()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    var lines = 1
    do throws(StoreFailure) {
      while true {
        let got = try reader.read(into: buffer)
        if got == 0 { break }
        let block = UnsafeRawBufferPointer(rebasing: buffer[..<got])
        hash.update(block)
        for byte in block where byte == 0x0A { lines += 1 }
      }
    } catch {
      throw RowsFailure("cannot read the recipients: \(error.reason)")
    }
    digest = hash.finish()
    return lines
  }

  /// What to say of a number that stood on line `before` already; of `--to` there are no lines.
  private func repeated(_ number: UInt64, _ before: Int) -> String {
    let head = "the number '\(PhoneNumber.masked(number))' "
    return head + (isList ? "stands on line \(before) already" : "is given twice")
  }

  private mutating func take(_ stream: RecipientStream, _ selection: Selection) {
    let first = states.count
    states.append(.pending, count: stream.rows)
    for row in stream.rejected {
      reject(row, stream)
      exclude(first + row.index)
    }
    for row in stream.filled {
      let line = stream.firstLine + row.line
      cleanedCount += row.isCleaned ? 1 : 0
      if let before = numbers.add(row.number, line: line) {
        let reason = repeated(row.number, before)
        let text = rejects == nil ? [] : Array(stream.block[rebased: row.source])
        reject(RejectedRow(index: row.index, line: row.line, fault: RowFault(reason), row: text), stream)
        exclude(first + row.index)
      } else if !isWanted(row.number, selection) {
        exclude(first + row.index)
      }
    }
  }

  private mutating func isWanted(_ number: UInt64, _ selection: Selection) -> Bool {
    if selection.excluded?.contains(number) ?? false { return false }
    if let shard = selection.shard, !shard.contains(number) { return false }
    if let trap = PhoneTrap(number) { traps[trap, default: 0] += 1 }
    if let limit = selection.limit, selected >= limit { return false }
    selected += 1
    return true
  }

  private mutating func exclude(_ row: Int) { states[UInt32(row)] = RowState(.excluded) }

  private mutating func reject(_ row: RejectedRow, _ stream: RecipientStream) {
    badCount += 1
    isCut = isCut || row.fault.isFatal
    if bad.count < Self.shown { bad.append(BadRow(line: stream.firstLine + row.line, reason: row.fault.reason)) }
    rejects?.add(row)
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// The bytes at places that are counted from the slice's start.
  subscript(rebased range: Range<Int>) -> SubSequence {
    self[startIndex + range.lowerBound..<startIndex + range.upperBound]
  }
}

/// The rows that cannot be used, as they are written with their reasons while the recipients are read.
private final class RejectsFile {
  private let file: any RowSink
  private var bytes: [UInt8] = []
  private var delimiter: UInt8?

  init(_ file: any RowSink) { self.file = file }

  func begin(_ start: RowStart) { (bytes, delimiter) = (start.rejectsHeader, start.layout.delimiter) }

  func add(_ row: RejectedRow) { bytes += row.cells(delimiter) }

  func flush() throws(RowsFailure) {
    do throws(StoreFailure) { try file.take(&bytes) } catch {
      throw RowsFailure("cannot write the rejected rows: \(error.reason)")
    }
  }
}
