package import FlowMsgRows
package import FlowMsgSend

/// The requests of a campaign, read from the recipients once more while they are sent.
package final class RowRequests: RequestSource {
  private let stream: RecipientStream
  private let base: [UInt8]
  private let digest: PersonDigest?
  private var at = 0
  private var isOver = false
  /// Of the rows that are on their way, the line, the number, and the variant's place in the form.
  package private(set) var known: [UInt32: (line: Int, number: UInt64, variant: Int)] = [:]

  /// Requests below `base`, the path of the endpoint; people are known by their `digest`, if a journal is kept.
  package init(
    _ file: CheckedRecipients, _ program: FormProgram, _ plan: RenderPlan, base: String, _ digest: PersonDigest?
  ) throws(RowsFailure) {
    (self.base, self.digest) = (Array(base.utf8), digest)
    stream = try RecipientStream(file.reader(), program, plan)
  }

  package func next(_ wants: (UInt32) -> Bool) throws(StoreFailure) -> PreparedRequest? {
    while !isOver {
      while at < stream.filled.count {
        let row = stream.filled[at]
        at += 1
        let place = UInt32(stream.firstRow + row.index)
        if wants(place) { return request(row, place) }
      }
      try readOn()
    }
    return nil
  }

  private func readOn() throws(StoreFailure) {
    do throws(RowsFailure) { isOver = try !stream.next() } catch { throw StoreFailure(error.message) }
    at = 0
  }

  private func request(_ row: FilledRow, _ place: UInt32) -> PreparedRequest {
    known[place] = (stream.firstLine + row.line, row.number, row.variant)
    let out = stream.out
    return PreparedRequest(
      row: place, person: digest.map { $0(Person.key(row.number)) } ?? 0,
      target: base + out[row.start..<row.bodyStart], body: Array(out[row.bodyStart..<row.bodyEnd]))
  }

  /// Forgets a row that has ended.
  package func forget(_ row: UInt32) { known[row] = nil }
}
