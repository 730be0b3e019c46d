/// Reads chunked content (RFC 9112, section 7.1).
///
///     chunked-body ::= chunk* last-chunk trailer-section CRLF
///     chunk        ::= chunk-size [chunk-ext] CRLF chunk-data CRLF
///     last-chunk   ::= '0'+ [chunk-ext] CRLF
struct HTTPChunks: Sendable {
  private enum Phase {
    case size, data, dataEnd, trailer
  }

  /// What was in the chunks.
  private(set) var content: [UInt8] = []
  private var phase = Phase.size
  private var left = 0
  private var trailerCount = 0

  /// Goes on reading; says whether all of it was there. `start` is where the content begins.
  mutating func read(
    _ bytes: Span<UInt8>, _ lines: inout HTTPLines, from start: Int
  ) throws(HTTPFault) -> Bool {
    while true {
      switch phase {
      case .size: guard try readSize(bytes, &lines, start) else { return false }
      case .data: guard readData(bytes, &lines) else { return false }
      case .dataEnd:
        guard let line = try lines.next(bytes, limit: 0, .badChunk) else { return false }
        guard line.isEmpty else { throw .badChunk }
        phase = .size
      case .trailer:
        guard let line = try lines.next(bytes, limit: HTTPLimits.line, .manyTrailers) else { return false }
        if line.isEmpty { return true }
        trailerCount += 1
        guard trailerCount <= HTTPLimits.fieldCount else { throw .manyTrailers }
        _ = try HTTPHead.field(bytes, line)
      }
    }
  }

  private mutating func readSize(
    _ bytes: Span<UInt8>, _ lines: inout HTTPLines, _ start: Int
  ) throws(HTTPFault) -> Bool {
    guard let line = try lines.next(bytes, limit: HTTPLimits.chunkLine, .badChunk) else { return false }
    left = try size(bytes, line)
    guard content.count + left <= HTTPLimits.body, lines.at - start <= HTTPLimits.chunked else {
      throw HTTPFault.tooLarge
    }
    phase = left == 0 ? .trailer : .data
    return true
  }

  /// The number at the start of `line`; extensions behind it mean nothing to anybody.
  private func size(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(HTTPFault) -> Int {
    var at = line.lowerBound
    var value = 0
    while at < line.upperBound, let digit = bytes[at].hexValue {
      // Enough for any limit, and far from an overflow.
      guard value <= HTTPLimits.body else { throw HTTPFault.tooLarge }
      value = value << 4 | digit
      at += 1
    }
    guard at > line.lowerBound else { throw .badChunk }
    let rest = bytes.trimmed(at..<line.upperBound)
    guard rest.isEmpty || bytes[rest.lowerBound] == UInt8(ascii: ";") else { throw .badChunk }
    for i in rest where !bytes[i].isFieldContent { throw .badChunk }
    return value
  }

  private mutating func readData(_ bytes: Span<UInt8>, _ lines: inout HTTPLines) -> Bool {
    let end = min(bytes.count, lines.at + left)
    bytes.extracting(lines.at..<end).withUnsafeBufferPointer { content.append(contentsOf: $0) }
    left -= end - lines.at
    (lines.at, lines.scanned) = (end, end)
    guard left == 0 else { return false }
    phase = .dataEnd
    return true
  }
}

extension HTTPFault {
  /// Chunked content that is none.
  static let badChunk = HTTPFault(400, "a chunk is not a size in hexadecimal digits, its data and a line end")
}
