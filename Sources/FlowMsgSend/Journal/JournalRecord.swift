/// One line of a journal: what is known of a person from here on.
///
/// | bytes | what |
/// |---|---|
/// | 0–7 | the digest of the person; never 0, so that empty space is no record; of the closing record all ones; of the one
/// with which what is missing begins to be made up, the claim's number, and as its lowest bit whether only that claim's rows are missing |
/// | 8–13 | when, in milliseconds since 1970; 0 if that is not known |
/// | 14, 15 | the state: kind and reason |
/// | 16, 17 | the HTTP status of the answer, 0 if there was none |
/// | 18, 19 | the numbers of the field and of the error that the answer names, 0 is none |
/// | 20–23 | 0 |
/// | 24–27 | the number of the first record of its batch: what was written since all was last on the disk |
/// | 28–31 | CRC-32 of the bytes before, the record's own number, and the header |
///
/// As a record never crosses a sector and its checksum knows its place, a crash leaves records whole or empty.
struct JournalRecord: Hashable, Sendable {
  static let size = 32
  /// The kind of the last record of a journal that was closed, and of one that says nothing in the place of a lost one.
  private static let closing: UInt8 = 7

  var person: UInt64
  /// In milliseconds since 1970.
  var time: Int64
  /// Nil in the closing record.
  var state: RowState?
  var batch: UInt32

  init(_ state: RowState?, person: UInt64, time: Int64, batch: UInt32) {
    (self.state, self.person, self.time, self.batch) = (state, state == nil ? .max : person, time, batch)
  }

  /// The record that begins what is made up for what a claim has and the journal lacks.
  static func madeUp(for claim: JournalClaim, isLastBatch: Bool, time: Int64, batch: UInt32) -> JournalRecord {
    var record = JournalRecord(nil, person: 0, time: time, batch: batch)
    record.person = claim.number << 1 | (isLastBatch ? 1 : 0)
    return record
  }

  /// What begins to be made up here: the number of the claim, and whether only its own rows are missing; nil for every
  /// other record.
  var madeUp: (claim: UInt64, isLastBatch: Bool)? {
    state == nil && person != .max ? (person >> 1, person & 1 == 1) : nil
  }

  /// Writes the record as the one with the number `index`.
  func write(to bytes: inout [UInt8], index: UInt32, salt: UInt32) {
    let start = bytes.count
    bytes.append(number: person, 8)
    bytes.append(number: UInt64(clamping: time), 6)
    bytes.append(state?.kind.rawValue ?? Self.closing)
    bytes.append(state?.reason.rawValue ?? 0)
    bytes.append(number: UInt64(state?.status ?? 0), 2)
    bytes.append(state?.fieldNumber ?? 0)
    bytes.append(state?.errorNumber ?? 0)
    bytes.append(number: 0, 4)
    bytes.append(number: UInt64(batch), 4)
    bytes.append(number: UInt64(Self.checksum(bytes[start...], index, salt)), 4)
  }

  /// The record in 32 bytes; nil if they are none.
  init?(_ bytes: UnsafeRawBufferPointer, index: UInt32, salt: UInt32) {
    guard bytes.count == Self.size, bytes.number(at: 28, 4) == UInt64(Self.checksum(bytes[..<28], index, salt)) else {
      return nil
    }
    person = bytes.number(at: 0, 8)
    time = Int64(clamping: bytes.number(at: 8, 6))
    batch = UInt32(truncatingIfNeeded: bytes.number(at: 24, 4))
    guard person != 0, batch <= index else { return nil }
    if bytes[14] == Self.closing {
      state = nil
      return
    }
    guard let kind = RowState.Kind(rawValue: bytes[14]), kind != .pending, kind != .excluded,
      let reason = Reason(rawValue: bytes[15])
    else { return nil }
    state = RowState(
      kind, reason, status: Int(bytes.number(at: 16, 2)), field: bytes[18], error: bytes[19])
  }

  private static func checksum(_ bytes: some Sequence<UInt8>, _ index: UInt32, _ salt: UInt32) -> UInt32 {
    var crc = CRC32()
    crc.update(bytes)
    crc.update(index)
    crc.update(salt)
    return crc.value
  }

  /// The second in which it was written, since 1970.
  var second: UInt32 { UInt32(clamping: time / 1000) }
}
