import FlowMsgEmit
import FlowMsgSend

/// A journal's history: what is noted, flushed and committed, and what is done to its bytes behind its back. Whatever that
/// was, reading it says what it says or refuses, twice the same, and changes nothing.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = UnsafeBufferPointer(start: data, count: count)[...]
  let store = MemoryStore()
  if input.first == 0x66 {
    // Not a history, but a journal as it is: it begins with an `f`.
    store.bytes = Array(input)
    input = input.suffix(0)
  }
  var journal = resume(store)
  while let step = input.popFirst() {
    let (a, b) = (Int(input.popFirst() ?? 0), Int(input.popFirst() ?? 0))
    switch step % 6 {
    case 0:
      let kind = RowState.Kind.allCases[1 + a % 5]
      journal?.add(RowState(kind, .none, status: 4 * a, field: a & 31, error: b & 15), row: UInt32(b) % rows)
    case 1: try? journal?.flush()
    case 2: try? journal?.commit()
    case 3: store.bytes.removeLast(min(store.bytes.count, a << 8 | b))
    case 4: if !store.bytes.isEmpty { store.bytes[(a << 8 | b) % store.bytes.count] ^= 1 << (step >> 3 & 7) }
    default: journal = resume(store)
    }
  }
  _ = resume(store)
  return 0
}

private let rows: UInt32 = 40
private let header: JournalHeader = {
  let digest = SHA256.digest(of: [])
  return JournalHeader(rowCount: rows, isSandbox: false, recipients: digest, message: digest, target: digest)
}()

private func resume(_ store: MemoryStore) -> Journal? {
  var states = [RowStates(count: Int(rows)), RowStates(count: Int(rows))]
  var faults: [JournalFault] = []
  let before = store.bytes
  for i in states.indices {
    do throws(JournalFault) { try Journal.read(store, header, &states[i]) } catch { faults.append(error) }
  }
  guard faults.count != 1, faults.first == faults.last, store.bytes == before else {
    fatalError("it is read in two ways")
  }
  for row in 0..<rows {
    guard states[0][row] == states[1][row] else { fatalError("it is read in two ways") }
    _ = (states[0][row].field, states[0][row].error, states[0][row].reason.word)
  }
  if let fault = faults.first { _ = (fault.message, fault.help) }
  return try? Journal.resume(store, header, &states[0], reserve: 64)
}

/// A journal's bytes in memory.
private final class MemoryStore: JournalStore {
  var bytes: [UInt8] = []
  var size: Int { bytes.count }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    let part = bytes.dropFirst(offset).prefix(buffer.count)
    buffer.copyBytes(from: part)
    return part.count
  }

  func write(_ more: [UInt8], at offset: Int) throws(StoreFailure) {
    try reserve(offset + more.count)
    bytes.replaceSubrange(offset..<offset + more.count, with: more)
  }

  func reserve(_ size: Int) throws(StoreFailure) { bytes += repeatElement(0, count: max(0, size - bytes.count)) }
  func truncate(_ size: Int) throws(StoreFailure) { bytes.removeLast(max(0, bytes.count - size)) }
  func sync() throws(StoreFailure) {}
}
