/// Where the parts of a journal are: each that is written by itself in a block of its own, so that no device that writes
/// whole blocks can spoil one with another.
enum JournalLayout {
  /// The size of a block, in bytes.
  static let block = 4096
  /// Where the two claims are.
  static let claims = [block, 2 * block]
  /// Where the run that writes has its mark, of eight bytes: behind a claim, in a sector that is never written with it.
  static let mark = 2 * block + 1024
  /// Where the records begin.
  static let records = 3 * block

  /// Where a record is.
  static func offset(ofRecord index: UInt32) -> Int { records + Int(index) * JournalRecord.size }
}
