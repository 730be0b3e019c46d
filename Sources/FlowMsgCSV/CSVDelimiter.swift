/// Finds what separates the cells of a text: the delimiter under which the header is the one that is meant, and the rows that
/// follow have as many cells as it.
enum CSVDelimiter {
  /// A reading of the text's start under one delimiter.
  private struct Trial {
    var delimiter: UInt8
    /// The cells of the header, or of the first row.
    var columns: Int
    /// Whether it has the columns that are meant.
    var isMeant: Bool
    /// Whether the rows that were looked at have as many cells.
    var isEven: Bool
  }

  /// How many rows are looked at.
  private static let rows = 20

  /// The delimiter; nil where no reading fits, so that how often each is in the header has to decide.
  ///
  /// - Parameters:
  ///   - count: how many cells a row has, where the names of the columns were given from outside.
  ///   - isMeant: whether these names are those of the columns that are needed.
  static func choose(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, line: Int, count: Int?, isMeant: ([[UInt8]]) -> Bool
  ) throws(CSVFault) -> UInt8? {
    let trials = [0x2C, 0x3B, 0x09].compactMap { trial(bytes, $0, from: start, count, isMeant) }
    let fitting = trials.filter { $0.isMeant && $0.isEven }
    let wide = fitting.filter { $0.columns > 1 }
    if wide.count > 1 { throw CSVFault(.severalDelimiters(wide.map(\.delimiter)), line: line, row: 1) }
    if let one = wide.first { return one.delimiter }
    if !fitting.isEmpty { return 0x2C }
    let meant = trials.filter { $0.isMeant && $0.columns > 1 }
    if meant.count == 1 { return meant[0].delimiter }
    let even = trials.filter { $0.isEven && $0.columns > 1 }
    return meant.isEmpty && even.count == 1 ? even[0].delimiter : nil
  }

  private static func trial(
    _ bytes: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8, from start: Int, _ count: Int?,
    _ isMeant: ([[UInt8]]) -> Bool
  ) -> Trial? {
    var reader = CSVReader(delimiter: delimiter, at: start)
    let record = CSVRecord()
    guard (try? reader.next(bytes, into: record)) == true else { return nil }
    var trial = Trial(delimiter: delimiter, columns: record.count, isMeant: true, isEven: true)
    if let count {
      trial.isMeant = record.count == count
    } else {
      trial.isMeant = isMeant((0..<record.count).map { trimmed(record[$0].text(in: bytes)) })
    }
    for _ in 0..<rows {
      guard let isRow = try? reader.next(bytes, into: record) else {
        trial.isEven = false
        break
      }
      // The block's end may cut a row.
      guard isRow, reader.at < bytes.count || record.count == trial.columns else { break }
      if record.count != trial.columns { trial.isEven = false }
    }
    return trial
  }
}
