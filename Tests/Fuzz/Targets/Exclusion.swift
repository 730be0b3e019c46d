import FlowMsgCampaign
import FlowMsgRows
import FlowMsgSend

/// Any bytes as a file of `--exclude`: read twice the same, or refused with the same words. Behind an `R` the bytes are how
/// people's sends ended: a report of them leaves out those who have the message or may have it, and no one else.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  if bytes.first == 0x52 { report(bytes.dropFirst()) } else { readTwice(bytes) }
  return 0
}

private let numbers: [UInt64] =
  (0..<16).map { 593_987_000_000 + $0 } + [551_187_654_321, 5_511_987_654_321, 5_215_512_345_678, 1, 593_987_654_321]

private func readTwice(_ bytes: [UInt8]) {
  for column in [nil, "Telefone"] {
    guard read(bytes, column) == read(bytes, column) else { fatalError("it is read in two ways") }
  }
}

/// What a file comes to: whom it leaves out, or why it is refused.
private enum Outcome: Equatable {
  case people(count: Int, leftOut: [Bool])
  case failure(message: String, help: [String])
}

private func read(_ bytes: [UInt8], _ column: String?) -> Outcome {
  do throws(RowsFailure) {
    let exclusion = try ExclusionList.read(MemoryFile(bytes), name: "x", column: column)
    var selection = Selection()
    selection.exclusions = [exclusion]
    var judge = RowJudge(selection, key: nil)
    let leftOut = numbers.map { number in
      let before = judge.leftOut
      _ = judge.state(of: number, row: 0)
      return judge.leftOut > before
    }
    return .people(count: exclusion.count, leftOut: leftOut)
  } catch {
    return .failure(message: error.message, help: error.help)
  }
}

/// Writes a report of people in the states of `bytes`, two each, in the form that the first one chooses, and reads it.
private func report(_ bytes: ArraySlice<UInt8>) {
  var rest = bytes
  let form = Int(rest.popFirst() ?? 0)
  let chosen = Array(numbers.prefix(16))
  var states = RowStates(count: chosen.count)
  for row in chosen.indices {
    let (a, b) = (rest.popFirst() ?? 0, rest.popFirst() ?? 0)
    let state = RowState(
      RowState.Kind.allCases[Int(a) % 6], Reason(rawValue: b & 31) ?? .none, status: 4 * Int(b), field: a & 15,
      error: b >> 4)
    states.set(UInt32(row), state, at: UInt32(a) << 24 | UInt32(b))
  }
  var rows = RowNumbers(capacity: chosen.count)
  for row in chosen.indices { _ = rows.add(chosen[row], row: UInt32(row), line: row + 2) }
  let sink = MemoryFile([])
  do throws(RowsFailure) {
    let report = SendReport(["r.csv", "r.xml", "r.json"][form % 3], sink, states, isComplete: form & 4 == 4)
    try report.write(rows)
  } catch {
    fatalError("a report cannot be written: \(error.message)")
  }
  guard case .people(_, let leftOut) = read(sink.bytes, nil) else { fatalError("a report is refused") }
  for row in chosen.indices {
    let isDelivered = [.sent, .inDoubt, .intent].contains(states[UInt32(row)].kind)
    guard leftOut[row] == isDelivered else { fatalError("\(states[UInt32(row)].kind): left out is \(leftOut[row])") }
  }
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
