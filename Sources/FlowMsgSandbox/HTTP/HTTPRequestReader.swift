#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads one request from bytes that come in pieces of any size, by RFC 9112.
///
///     HTTP-message ::= request-line CRLF (field-line CRLF)* CRLF [message-body]
///
/// `advance` is given all bytes of the request that are there, every time from its start, and goes on where it stopped.
/// Whatever the pieces, the outcome is the same: limits are counted in bytes, and faults are found line by line. Line
/// ends are CRLF alone. A lone line feed, which servers may take, is refused, as two readers who disagree about where a
/// line ends disagree about where a request ends.
package struct HTTPRequestReader: Sendable {
  /// What `advance` came to.
  package enum Step: Hashable, Sendable {
    /// More bytes are needed.
    case more
    /// The head is complete; told once, before any content is looked at.
    case head
    /// The request is complete.
    case request
  }

  private enum Phase {
    case line, fields, body, done
  }

  /// The head, once it is complete.
  package private(set) var head = HTTPHead()
  private var phase = Phase.line
  private var lines = HTTPLines()
  private var fieldsStart = 0
  private var fieldCount = 0
  private var blankLines = 0
  private var bodyStart = 0
  private var chunks = HTTPChunks()

  /// A reader at the start of a request.
  package init() {}

  /// How many bytes the request has, once it is complete.
  package var count: Int { lines.at }

  /// Whether anything of a request was seen.
  package var hasBegun: Bool { phase != .line || blankLines > 0 || lines.scanned > 0 }

  /// The content, once the request is complete.
  package func body(_ bytes: Span<UInt8>) -> [UInt8] {
    switch head.framing {
    case .none: []
    case .length: bytes.array(bodyStart..<lines.at)
    case .chunked: chunks.content
    }
  }

  /// Goes on reading `bytes`, all of the request that has come so far.
  package mutating func advance(_ bytes: Span<UInt8>) throws(HTTPFault) -> Step {
    while true {
      switch phase {
      case .line: guard try readLine(bytes) else { return .more }
      case .fields:
        guard let isLast = try readField(bytes) else { return .more }
        if isLast { return .head }
      case .body:
        guard try readBody(bytes) else { return .more }
        phase = .done
      case .done: return .request
      }
    }
  }

  private mutating func readLine(_ bytes: Span<UInt8>) throws(HTTPFault) -> Bool {
    if lines.at < bytes.count {
      let byte = bytes[lines.at]
      guard byte.isToken || byte == 0x0D || byte == 0x0A || byte == 0x20 else {
        throw HTTPFault(400, "this is no HTTP; the server speaks no TLS")
      }
    }
    guard let line = try lines.next(bytes, limit: HTTPLimits.line, .longLine) else { return false }
    if line.isEmpty {
      blankLines += 1
      guard blankLines <= HTTPLimits.blankLines else { throw HTTPFault(400, "there is no request line") }
      return true
    }
    try head.readLine(bytes, line)
    phase = .fields
    fieldsStart = lines.at
    return true
  }

  /// Reads a header line; nil where it is not there yet, and whether it was the empty one behind the last.
  private mutating func readField(_ bytes: Span<UInt8>) throws(HTTPFault) -> Bool? {
    let room = HTTPLimits.fields - (lines.at - fieldsStart)
    guard let line = try lines.next(bytes, limit: room, .manyFields) else { return nil }
    if line.isEmpty {
      try head.finish(bytes)
      phase = .body
      bodyStart = lines.at
      return true
    }
    fieldCount += 1
    guard fieldCount <= HTTPLimits.fieldCount, lines.at - fieldsStart <= HTTPLimits.fields else {
      throw .manyFields
    }
    try head.readField(bytes, line)
    return false
  }

  private mutating func readBody(_ bytes: Span<UInt8>) throws(HTTPFault) -> Bool {
    switch head.framing {
    case .none: return true
    case .length(let count):
      guard bytes.count - bodyStart >= count else { return false }
      lines.at = bodyStart + count
      return true
    case .chunked: return try chunks.read(bytes, &lines, from: bodyStart)
    }
  }
}

/// Finds lines in bytes that come in pieces.
struct HTTPLines: Sendable {
  /// Where the next line begins.
  var at = 0
  /// Up to where its end was looked for.
  var scanned = 0

  /// The next line without its CRLF; nil where it is not all there. One longer than `limit` throws `excess`.
  mutating func next(
    _ bytes: Span<UInt8>, limit: Int, _ excess: HTTPFault
  ) throws(HTTPFault) -> Range<Int>? {
    let end = min(bytes.count, at + limit + 2)
    guard let feed = lineFeed(bytes, max(at, scanned), end) else {
      if end == at + limit + 2 { throw excess }
      scanned = end
      return nil
    }
    guard feed > at, bytes[feed - 1] == 0x0D else {
      throw HTTPFault(400, "a line ends with a line feed alone, expected CRLF")
    }
    defer { (at, scanned) = (feed + 1, feed + 1) }
    return at..<feed - 1
  }

  private func lineFeed(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    return bytes.extracting(start..<end).withUnsafeBytes { part in
      guard let base = part.baseAddress, let found = memchr(base, 0x0A, part.count) else { return nil }
      return start + (UnsafeRawPointer(found) - base)
    }
  }
}

extension HTTPFault {
  /// The request line is too long; nearly always its target is.
  static let longLine = HTTPFault(414, "the request line has more than \(HTTPLimits.line) bytes")
  /// There are too many header fields, or too long ones.
  static let manyFields = HTTPFault(
    431, "the header has more than \(HTTPLimits.fields) bytes, or more than \(HTTPLimits.fieldCount) lines")
  /// There are too many trailers, or one too long.
  static let manyTrailers = HTTPFault(
    431, "a trailer has more than \(HTTPLimits.line) bytes, or there are more than \(HTTPLimits.fieldCount)")
}
