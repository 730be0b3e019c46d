/// What a run left in its journal (claims, mark and last record), to see that no one else writes it: locks do not hold between machines on every share.
struct JournalTraces {
  /// What is in the places of the two claims.
  private var claims: [[UInt8]] = JournalLayout.claims.map { _ in [] }
  /// What is in the place of the mark.
  var mark: [UInt8] = []
  /// The last record that was written, and where; behind it is nothing.
  private var record: (bytes: [UInt8], offset: Int)?

  /// Why a run whose journal has another writer ends.
  static let failure = StoreFailure(
    "another process writes it too, perhaps on another machine, as locks do not hold where it is",
    help: "when only one of them is left, go on with '--resume', and keep journals where locks hold")

  /// Takes what is there as it was left.
  mutating func read(_ store: any JournalStore) throws(StoreFailure) {
    for index in claims.indices {
      claims[index] = try Self.bytes(store, JournalLayout.claims[index], JournalClaim.size)
    }
    mark = try Self.bytes(store, JournalLayout.mark, 8)
  }

  /// Whether a claim is the newest one that was found.
  func holds(_ claim: JournalClaim, _ salt: UInt32) -> Bool {
    let found = claims.compactMap { bytes in bytes.withUnsafeBytes { JournalClaim(reading: $0, salt: salt) } }
    return found.max { $0.number < $1.number } == claim
  }

  mutating func note(claim bytes: [UInt8], at offset: Int) {
    if let index = JournalLayout.claims.firstIndex(of: offset) { claims[index] = bytes }
  }

  mutating func note(records bytes: [UInt8], at offset: Int) {
    let last = Array(bytes.suffix(JournalRecord.size))
    record = (last, offset + bytes.count - last.count)
  }

  /// Throws if something is not as it was left.
  func check(_ store: any JournalStore) throws(StoreFailure) {
    for (place, claim) in zip(JournalLayout.claims, claims) {
      guard try Self.bytes(store, place, JournalClaim.size) == claim else { throw Self.failure }
    }
    guard try Self.bytes(store, JournalLayout.mark, 8) == mark else { throw Self.failure }
    guard let record else { return }
    let found = try Self.bytes(store, record.offset, 2 * JournalRecord.size)
    guard found.starts(with: record.bytes), found.dropFirst(record.bytes.count).allSatisfy({ $0 == 0 }) else {
      throw Self.failure
    }
  }

  private static func bytes(_ store: any JournalStore, _ offset: Int, _ count: Int) throws(StoreFailure) -> [UInt8] {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { memory.deallocate() }
    let got = try store.read(at: offset, into: memory)
    return Array(memory[..<max(0, min(got, count))])
  }
}
