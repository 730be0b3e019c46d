import FlowMsgCSV

/// Any bytes as CSV: read as a whole, and record by record in pieces, as a stream is cut.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  bytes.withUnsafeBufferPointer { bytes in
    do throws(CSVFault) {
      cut(bytes, try CSVHead(bytes))
      cut(bytes, try CSVHead(bytes, names: [Array("a".utf8), Array("b".utf8)]))
    } catch {
      _ = (error.message, error.help)
    }
  }
  guard let (table, faults) = try? CSVTable.read(bytes) else { return 0 }
  for fault in faults { _ = (fault.message, fault.help) }
  for row in table.rows { for cell in row.cells { _ = table.text(cell) } }
  return 0
}

/// The records of the whole are those of its pieces, wherever it is cut.
private func cut(_ bytes: UnsafeBufferPointer<UInt8>, _ head: CSVHead) {
  let start = head.rows.offset
  let whole = records(bytes, head, start, bytes.count)
  _ = CSVCut.linesBeforeOpenQuote(bytes, from: start, delimiter: head.delimiter)
  guard whole.isWhole else { return }
  let size = max(1, (bytes.count - start) / 4)
  var (pieces, at): ([[[UInt8]]], Int) = ([], start)
  while at < bytes.count {
    let next = CSVCut.first(bytes, from: at, target: min(bytes.count, at + size)) ?? bytes.count
    pieces += records(bytes, head, at, next).cells
    at = next
  }
  guard pieces == whole.cells else { fatalError("the pieces have other records than the whole") }
  guard let last = CSVCut.last(bytes, from: start) else { return }
  let parts = records(bytes, head, start, last).cells + records(bytes, head, last, bytes.count).cells
  guard parts == whole.cells else { fatalError("the text was cut inside a record") }
}

/// The cells of the records between two places, and whether all could be read.
private func records(
  _ bytes: UnsafeBufferPointer<UInt8>, _ head: CSVHead, _ start: Int, _ end: Int
) -> (cells: [[[UInt8]]], isWhole: Bool) {
  let part = UnsafeBufferPointer(rebasing: bytes[start..<end])
  var reader = CSVReader(delimiter: head.delimiter)
  let record = CSVRecord()
  var cells: [[[UInt8]]] = []
  do throws(CSVFault) {
    while try reader.next(part, into: record) {
      cells.append((0..<record.count).map { record[$0].text(in: part) })
    }
  } catch {
    return (cells, false)
  }
  return (cells, true)
}
