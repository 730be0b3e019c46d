package import FlowMsgRows
package import FlowMsgSend

/// The message of one row, for a number of one's own: what a person looks at before everybody gets it.
package struct TestRequest {
  /// The request, to one's own number.
  package let request: PreparedRequest
  /// The line of the row, from 1.
  package let line: Int
  /// Its variant's place in the form.
  package let variant: Int

  /// The message of the first row, or of the row that begins on line `line`.
  ///
  /// - Parameters:
  ///   - number: one's own number, in digits.
  ///   - base: the path of the endpoint.
  package init(
    _ file: any RecipientStore, _ program: FormProgram, _ plan: RenderPlan, line: Int?, number: UInt64, base: String
  ) throws(RowsFailure) {
    let stream = try RecipientStream(file.reader(), program, plan)
    while try stream.next() {
      if let bad = stream.rejected.first(where: { line == nil || stream.firstLine + $0.line == line }),
        line != nil || stream.filled.first.map({ bad.index < $0.index }) ?? true
      {
        throw RowsFailure("\(stream.place(of: bad)): \(bad.fault.reason)")
      }
      guard let row = stream.filled.first(where: { line == nil || stream.firstLine + $0.line == line }) else {
        continue
      }
      self.line = stream.firstLine + row.line
      variant = row.variant
      let out = stream.out
      let target = Self.retargeted(Array(out[row.start..<row.bodyStart]), from: row.number, to: number)
      request = PreparedRequest(
        row: 0, target: Array(base.utf8) + target, body: Array(out[row.bodyStart..<row.bodyEnd]))
      return
    }
    throw RowsFailure(
      line.map { "no row begins on line \($0)" } ?? "there is nobody in the recipients",
      help: line == nil ? nil : "lines are counted from 1, as a spreadsheet shows them; the header is one of them")
  }

  /// The path with another number in the place of the row's: the last step but one.
  private static func retargeted(_ target: [UInt8], from: UInt64, to: UInt64) -> [UInt8] {
    let step = Array("/users/\(from)/".utf8)
    guard let range = target.firstRange(of: step) else { return target }
    return target[..<range.lowerBound] + Array("/users/\(to)/".utf8) + target[range.upperBound...]
  }

  /// The row of it alone.
  package func source() -> any RequestSource { OneRequest(request) }
}

/// One request.
private final class OneRequest: RequestSource {
  private var request: PreparedRequest?

  init(_ request: PreparedRequest) { self.request = request }

  func next(_ wants: (UInt32) -> Bool) throws(StoreFailure) -> PreparedRequest? {
    defer { request = nil }
    return request
  }
}
