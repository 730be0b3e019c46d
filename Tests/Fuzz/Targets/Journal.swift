import FlowMsgCampaign
import FlowMsgEmit
import FlowMsgRows
import FlowMsgSend

/// A journal's history: what is noted, flushed and committed in it, kills and power cuts, and what is done to its bytes
/// behind its back; or any bytes as a journal, of both versions.
///
/// Whatever that was, reading it says what it says or refuses, twice the same, and changes nothing. No one whose request
/// may have left is *not tried* after, and only what was damaged is refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: data, count: count)
  switch input.first {
  // `f`, as every journal begins: the bytes as they are.
  case 0x66: readAny(Array(input))
  case 0x46: readAny(sealed(input.dropFirst()))
  case 0x47: readAny(sealedOld(input.dropFirst()))
  default: History(input).run()
  }
  return 0
}

private let people = 24
private let numbers = (0..<UInt64(people)).map { 593_987_000_000 + $0 }
private let lists = [SHA256.digest(of: [1]), SHA256.digest(of: [2])]
private let identity: JournalIdentity = {
  let digest = SHA256.digest(of: [])
  return JournalIdentity(
    isSandbox: false, message: digest, endpoint: digest, bot: digest, environment: digest, type: digest)
}()
private let old = OldIdentity(message: SHA256.digest(of: []), target: SHA256.digest(of: []))
private let key = PersonDigest(key: JournalHeader(identity, start: 0).key)
private let digests = numbers.map { key($0) }

/// The row of a person in a list: the second list is the first one turned round. That is its own inverse.
private func row(_ person: Int, _ list: Int) -> Int { list == 0 ? person : people - 1 - person }

// MARK: - Reading

/// What a journal comes to for a list: who is to be sent, or the fault.
private struct Reading: Equatable {
  var open: [Int] = []
  var fault: RowsFailureText?
}

private struct RowsFailureText: Equatable {
  var message: String
  var help: [String]
}

/// A journal that was read, what was decided with it, and one more than the last row that it knows.
private struct Opened {
  var found: FoundJournal
  var judge: RowJudge
  var handedOut: UInt32
  var open: [Int]
}

private func open(_ store: Store, _ list: Int, retriesRefused: Bool = false) -> (Opened?, Reading) {
  let found: FoundJournal
  do {
    found = try FoundJournal(store, "j", identity, old, list: lists[list], resumes: true)
  } catch {
    return (nil, Reading(fault: RowsFailureText(message: error.message, help: error.help)))
  }
  var selection = Selection()
  selection.journal = found.known(list: lists[list])
  selection.retriesRefused = retriesRefused
  var (judge, handedOut, open) = (RowJudge(selection, key: key), UInt32(0), [Int]())
  for place in 0..<people {
    let (person, known) = (row(place, list), judge.known)
    if judge.state(of: numbers[person], row: UInt32(place)).state.isOpen { open.append(person) }
    if judge.known > known { handedOut = UInt32(place) + 1 }
  }
  return (Opened(found: found, judge: judge, handedOut: handedOut, open: open), Reading(open: open.sorted()))
}

/// Who of the list is left out by the journal as one of `--exclude`, or hinders as one beside the list; nil if it is
/// refused.
private func beside(_ store: Store, excludes: Bool) -> [Int]? {
  var selection = Selection()
  if excludes {
    guard let contents = try? JournalContents(store), let exclusion = try? Exclusion("j", contents) else { return nil }
    selection.exclusions = [exclusion]
  } else {
    guard let other = try? OtherJournal("j", store, identity, oldMessage: { _ in true }) else { return nil }
    selection.others = [other]
  }
  var judge = RowJudge(selection, key: nil)
  return (0..<people).filter { person in
    let before = judge.leftOut + judge.hindered.reduce(0, +)
    _ = judge.state(of: numbers[person], row: UInt32(person))
    return judge.leftOut + judge.hindered.reduce(0, +) > before
  }
}

/// Reads a journal in all ways, each twice.
private func readTwice(_ store: Store, _ list: Int) -> (Opened?, Reading) {
  let before = store.bytes
  let (opened, reading) = open(store, list)
  guard open(store, list).1 == reading else { fatalError("it is read in two ways") }
  guard store.bytes == before else { fatalError("reading changed it") }
  return (opened, reading)
}

private func readAny(_ bytes: [UInt8]) {
  for list in lists.indices {
    let store = Store()
    store.write(all: bytes)
    if let opened = readTwice(store, list).0 { _ = goOn(store, opened, list) }
    let other = Store()
    other.write(all: bytes)
    for excludes in [false, true] {
      guard beside(other, excludes: excludes) == beside(other, excludes: excludes) else {
        fatalError("it leaves out others the second time")
      }
    }
    guard other.bytes == bytes else { fatalError("reading changed it") }
  }
}

/// Goes on with a journal; one of version 1 is replaced.
private func goOn(_ store: Store, _ opened: Opened, _ list: Int) -> Journal? {
  let claim = opened.found.claim(
    mark: 9, list: lists[list], rows: people, fresh: opened.judge.fresh, handedOut: opened.handedOut)
  if let contents = opened.found.contents {
    // What no one can have written would fill the memory with records in the place of lost ones.
    guard contents.missing < 1 << 12 else { return nil }
    return try? Journal.resume(store, contents, claim, doubts: opened.judge.doubts, at: 5, reserve: 2048)
  }
  return try? Journal.begin(
    Store(), JournalHeader(identity, start: 1), claim, known: opened.judge.converted, reserve: 2048)
}

// MARK: - Bytes with their checksums

/// A journal of two claims of 116 bytes and records of 28, all with the checksums that they need.
private func sealed(_ parts: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
  let store = Store()
  let claim = JournalClaim(mark: 1, list: lists[0], rowCount: UInt32(people), people: UInt64(people))
  guard (try? Journal.begin(store, JournalHeader(identity, start: 1), claim, reserve: 64)) != nil else { return [] }
  var bytes = Array(store.bytes[..<12_288])
  let salt = max(1, checksum(bytes[..<512], []))
  var rest = parts
  for place in [4096, 8192] {
    let part = Array(rest.prefix(116))
    rest = rest.dropFirst(116)
    bytes.replaceSubrange(place..<place + part.count, with: part)
    bytes.replaceSubrange(place + 116..<place + 120, with: little(checksum(bytes[place..<place + 116], [salt])))
  }
  var index: UInt32 = 0
  while !rest.isEmpty {
    let part = Array(rest.prefix(28))
    rest = rest.dropFirst(28)
    let record = part + [UInt8](repeating: 0, count: 28 - part.count)
    bytes +=
      record.allSatisfy { $0 == 0 } ? record + [0, 0, 0, 0] : record + little(checksum(record[...], [index, salt]))
    index += 1
  }
  return bytes
}

/// A journal of version 1 for two bytes of a row count, and records of 12 bytes.
private func sealedOld(_ parts: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
  let digest = SHA256.digest(of: []).bytes
  var bytes = JournalHeader.magic + little(1) + little(0) + Array(parts.prefix(2)) + [0, 0]
  bytes += [UInt8](repeating: 0, count: max(0, 32 - bytes.count)) + lists[0].bytes + digest + digest
  bytes += [UInt8](repeating: 0, count: 252 - bytes.count)
  let salt = checksum(bytes[...], [])
  bytes += little(salt)
  var (rest, index) = (parts.dropFirst(2), UInt32(0))
  while rest.count >= 12 {
    let record = Array(rest.prefix(12))
    rest = rest.dropFirst(12)
    bytes += record + (record.allSatisfy { $0 == 0 } ? [0, 0, 0, 0] : little(checksum(record[...], [index, salt])))
    index += 1
  }
  return bytes + Array(rest)
}

private func checksum(_ bytes: ArraySlice<UInt8>, _ words: [UInt32]) -> UInt32 {
  var crc = CRC32()
  crc.update(bytes)
  for word in words { crc.update(word) }
  return crc.value
}

private func little(_ word: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) } }

// MARK: - Histories

/// A campaign and what happens to it, as the input says.
private final class History {
  private var input: Slice<UnsafeBufferPointer<UInt8>>
  private let store = Store()
  private var journal: Journal?
  private var list = 0
  /// Whose request may have left, with no outcome that takes it back.
  private var left = [Bool](repeating: false, count: people)
  /// Who was noted and not committed, and who was committed and has no outcome yet.
  private var noted: Set<Int> = []
  private var flying: Set<Int> = []
  /// Whether the bytes were changed behind the journal's back since it was last gone on with.
  private var isDamaged = false
  private var undamaged: [UInt8] = []

  init(_ input: UnsafeBufferPointer<UInt8>) {
    // A long one only repeats what a short one can do.
    self.input = input.prefix(480)
    let claim = FoundJournal.nothing.claim(
      mark: 1, list: lists[0], rows: people, fresh: 0, handedOut: 0)
    journal = try? Journal.begin(store, JournalHeader(identity, start: 1), claim, reserve: 2048)
  }

  func run() {
    while let step = input.popFirst() {
      let (a, b) = (input.popFirst() ?? 0, input.popFirst() ?? 0)
      switch step % 12 {
      case 0, 1: intend(Int(a) % people)
      case 2, 3: settle(Int(a) % people, b)
      case 4: try? journal?.flush()
      case 5, 6: commit()
      case 7: try? journal?.close(at: 9)
      case 8: store.failsIn = Int(a) % 16
      case 9: end(cut: a & 1 == 1 ? UInt64(b) << 8 | UInt64(a) : nil, list: Int(a >> 1 & 3) == 3 ? 1 - list : list)
      default: damage(step, Int(a) << 8 | Int(b))
      }
    }
    end(cut: nil, list: list)
    end(cut: nil, list: 1 - list)
  }

  private func intend(_ person: Int) {
    guard let journal, !left[person], !flying.contains(person), !noted.contains(person) else { return }
    journal.intend(digests[person], row: UInt32(row(person, list)), at: 2)
    noted.insert(person)
  }

  /// The request leaves when its intent is on the disk.
  private func commit() {
    guard let journal, (try? journal.commit()) != nil else { return }
    for person in noted { left[person] = true }
    flying.formUnion(noted)
    noted = []
  }

  private func settle(_ person: Int, _ b: UInt8) {
    guard let journal, flying.remove(person) != nil else { return }
    let kind: RowState.Kind = [.sent, .refused, .unsent, .inDoubt][Int(b & 3)]
    if kind == .refused || kind == .unsent { left[person] = false }
    journal.add(RowState(kind, .answer, status: 4 * Int(b), field: b & 7, error: b >> 4), digests[person], at: 3)
  }

  /// The run ends: what was not handed to the store is lost, and with a power cut what was not on the disk, in part.
  private func end(cut: UInt64?, list next: Int) {
    journal = nil
    (noted, flying) = ([], [])
    store.failsIn = nil
    if let cut { store.cutPower(cut) }
    check()
    resume(next)
  }

  /// The bytes are changed by somebody else: once, until the journal is gone on with.
  private func damage(_ step: UInt8, _ place: Int) {
    guard !isDamaged else { return }
    journal = nil
    (noted, flying, isDamaged, undamaged) = ([], [], true, store.bytes)
    store.failsIn = nil
    let used = store.bytes.count - (store.bytes.reversed().firstIndex { $0 != 0 } ?? store.bytes.count)
    // Half of the places are counted from the end of what is used, where records are.
    let at = step & 0x80 == 0 ? place % max(1, store.bytes.count) : max(0, used - place % 2048)
    switch step >> 4 & 3 {
    case 0: store.change { $0.removeSubrange(min(at, $0.count)...) }
    case 1: store.change { bytes in for place in at..<max(at, bytes.count) { bytes[place] = 0 } }
    default: store.change { if at < $0.count { $0[at] ^= 1 << (step >> 5 & 1 | UInt8(place & 3) << 1) } }
    }
    check()
  }

  /// No one whose request may have left is to be sent, in whatever way the journal is used.
  private func check() {
    for list in lists.indices {
      let (_, reading) = readTwice(store, list)
      hold(reading.open, "is not tried")
      hold(open(store, list, retriesRefused: true).1.open, "is not tried where refused ones are tried again")
      if reading.fault != nil, !isDamaged, list == self.list { fatalError("it is refused: \(reading)") }
    }
    for excludes in [false, true] {
      guard let out = beside(store, excludes: excludes) else { continue }
      hold((0..<people).filter { !out.contains($0) }, excludes ? "is not left out" : "does not hinder")
    }
  }

  private func hold(_ open: [Int], _ what: String) {
    for person in open where left[person] { fatalError("person \(person) may have the message and \(what)") }
  }

  /// Goes on; what is refused is put back as it was.
  private func resume(_ next: Int) {
    for candidate in [next, list] {
      guard let opened = open(store, candidate).0 else { continue }
      journal = goOn(store, opened, candidate)
      // A list is the journal's only if its claim is on the disk.
      list = (try? JournalContents(store))?.claim.list == lists[1] ? 1 : 0
      isDamaged = false
      return
    }
    guard isDamaged else { fatalError("it cannot be gone on with") }
    store.change { $0 = undamaged }
    isDamaged = false
    resume(list)
  }
}

// MARK: - The disk

/// A journal's bytes in memory, of which a power cut keeps what was synced and any of the sectors that were not.
private final class Store: JournalStore {
  private(set) var bytes: [UInt8] = []
  private var synced: [UInt8] = []
  /// After how many calls one fails; nil if none does.
  var failsIn: Int?

  var size: Int { bytes.count }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    let part = bytes.dropFirst(offset).prefix(buffer.count)
    buffer.copyBytes(from: part)
    return part.count
  }

  private func call() throws(StoreFailure) {
    guard let left = failsIn else { return }
    if left == 0 { throw StoreFailure("full") }
    failsIn = left - 1
  }

  private func put(_ more: ArraySlice<UInt8>, at offset: Int) {
    bytes += repeatElement(0, count: max(0, offset + more.count - bytes.count))
    bytes.replaceSubrange(offset..<offset + more.count, with: more)
  }

  func write(_ more: [UInt8], at offset: Int) throws(StoreFailure) {
    do throws(StoreFailure) { try call() } catch {
      // What fails may be done in part, by whole sectors.
      let part = (offset / 512 + 1) * 512 - offset
      if more.count > part { put(more[..<part], at: offset) }
      throw error
    }
    put(more[...], at: offset)
  }

  func reserve(_ size: Int) throws(StoreFailure) {
    try call()
    bytes += repeatElement(0, count: max(0, size - bytes.count))
  }

  func truncate(_ size: Int) throws(StoreFailure) {
    try call()
    bytes.removeLast(max(0, bytes.count - size))
  }

  func sync() throws(StoreFailure) {
    try call()
    synced = bytes
  }

  func publish() throws(StoreFailure) {}

  func write(all bytes: [UInt8]) { (self.bytes, synced) = (bytes, bytes) }

  func change(_ change: (inout [UInt8]) -> Void) {
    change(&bytes)
    synced = bytes
  }

  func cutPower(_ seed: UInt64) {
    var random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    let next = { () -> Bool in
      random ^= random << 13
      random ^= random >> 7
      random ^= random << 17
      return random >> 33 & 1 == 1
    }
    let size = next() ? bytes.count : synced.count
    var result = Array(synced.prefix(size))
    result += repeatElement(0, count: size - result.count)
    for start in stride(from: 0, to: min(size, bytes.count), by: 512) {
      let sector = start..<min(start + 512, size, bytes.count)
      if result[sector] != bytes[sector], next() { result.replaceSubrange(sector, with: bytes[sector]) }
    }
    write(all: result)
  }
}
