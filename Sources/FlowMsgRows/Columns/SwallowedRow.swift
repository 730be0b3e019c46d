import FlowMsgCSV

/// A row that a stray double quote has made part of a cell of the row before it: its person would be lost in silence.
extension RowLayout {
  /// The phone number, masked, of a row that is a line of its own inside a cell of `record`; nil if there is none.
  func swallowedNumber(_ record: CSVRecord, _ block: UnsafeBufferPointer<UInt8>) -> String? {
    guard let delimiter, let place = columns.values.firstIndex(of: ColumnTarget.number) else { return nil }
    for index in 0..<record.count {
      let cell = record[index]
      let bytes = block[cell.start..<max(cell.start, cell.end)]
      guard bytes.contains(delimiter), bytes.contains(0x0A) || bytes.contains(0x0D) else { continue }
      for line in cell.text(in: block).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
        if let number = number(in: Array(line), delimiter, place) { return number }
      }
    }
    return nil
  }

  /// The masked phone number of a line that is a row of as many cells as there are columns.
  private func number(in line: [UInt8], _ delimiter: UInt8, _ place: Int) -> String? {
    line.withUnsafeBufferPointer { bytes in
      var reader = CSVReader(delimiter: delimiter)
      let record = CSVRecord()
      guard (try? reader.next(bytes, into: record)) == true, record.count == columns.values.count, record.count > 1
      else { return nil }
      let cell = trimmed(record[place].text(in: bytes))
      guard ColumnName.isNumber(cell) else { return nil }
      return cell.withUnsafeBufferPointer { PhoneNumber.masked($0) }
    }
  }
}
