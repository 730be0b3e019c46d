/// One line of a journal: what a row's state is from here on. Sixteen bytes, lowest byte first:
///
/// | bytes | what |
/// |---|---|
/// | 0–3 | the state (`RowState.word`), never 0, so that empty space is no record |
/// | 4–7 | the row |
/// | 8–11 | the number of the first record of its batch: what was written since the last time all was on the disk |
/// | 12–15 | CRC-32 of the twelve bytes, the record's own number, and the header's checksum |
///
/// As a record never crosses a sector and its checksum knows its place, a crash leaves records whole or empty.
struct JournalRecord: Hashable, Sendable {
  static let size = 16

  var state: RowState
  var row: UInt32
  var batch: UInt32

  /// Writes the record as the one with the number `index`.
  func write(to bytes: inout [UInt8], index: UInt32, salt: UInt32) {
    for word in [state.word, row, batch, Self.checksum(state.word, row, batch, index, salt)] {
      for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
  }

  /// The record in sixteen bytes; nil if they are none.
  init?(_ bytes: UnsafeRawBufferPointer, index: UInt32, salt: UInt32) {
    let word = { (place: Int) in UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)) }
    guard word(12) == Self.checksum(word(0), word(4), word(8), index, salt), let state = RowState(word: word(0)),
      state.kind != .pending, state.kind != .excluded, word(8) <= index
    else { return nil }
    (self.state, row, batch) = (state, word(4), word(8))
  }

  init(_ state: RowState, row: UInt32, batch: UInt32) { (self.state, self.row, self.batch) = (state, row, batch) }

  private static func checksum(_ state: UInt32, _ row: UInt32, _ batch: UInt32, _ index: UInt32, _ salt: UInt32)
    -> UInt32
  {
    var crc = CRC32()
    crc.update(state)
    crc.update(row)
    crc.update(batch)
    crc.update(index)
    crc.update(salt)
    return crc.value
  }
}
