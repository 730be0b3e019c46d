extension HTTPHead {
  /// Reads the header field in `line`.
  ///
  ///     field-line ::= field-name ':' OWS field-value OWS                  RFC 9112, section 5
  mutating func readField(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(HTTPFault) {
    let (name, value) = try Self.field(bytes, line)
    switch name.count {
    case 4 where bytes.matches(name, "host"): try Self.set(&host, value, "Host")
    case 6 where bytes.matches(name, "expect"):
      guard bytes.matches(value, "100-continue") else { throw HTTPFault(417, "only 100-continue can be expected") }
      expectsContinue = true
    case 6 where bytes.matches(name, "origin"): try Self.set(&origin, value, "Origin")
    case 10 where bytes.matches(name, "connection"): readConnection(bytes, value)
    case 12 where bytes.matches(name, "content-type"): try Self.set(&contentType, value, "Content-Type")
    case 13 where bytes.matches(name, "authorization"): try Self.set(&authorization, value, "Authorization")
    case 14 where bytes.matches(name, "content-length"): try Self.set(&contentLength, value, "Content-Length")
    case 16 where bytes.matches(name, "content-encoding"): try Self.set(&contentEncoding, value, "Content-Encoding")
    case 17 where bytes.matches(name, "transfer-encoding"): readEncoding(bytes, value)
    default: break
    }
  }

  /// The name and the trimmed value of a field.
  static func field(
    _ bytes: Span<UInt8>, _ line: Range<Int>
  ) throws(HTTPFault) -> (name: Range<Int>, value: Range<Int>) {
    if let first = line.first, bytes[first].isBlank {
      throw HTTPFault(400, "a header line begins with a blank: folded lines are not taken")
    }
    var at = line.lowerBound
    while at < line.upperBound, bytes[at].isToken { at += 1 }
    guard at > line.lowerBound, at < line.upperBound, bytes[at] == UInt8(ascii: ":") else {
      throw HTTPFault(400, "a header line is not a name, a colon and a value")
    }
    for i in at..<line.upperBound where !bytes[i].isFieldContent {
      throw HTTPFault(400, "a header line has a control character")
    }
    return (line.lowerBound..<at, bytes.trimmed(at + 1..<line.upperBound))
  }

  private static func set(
    _ field: inout Range<Int>?, _ value: Range<Int>, _ name: StaticString
  ) throws(HTTPFault) {
    guard field == nil else { throw HTTPFault(400, "there are two \(name) headers") }
    field = value
  }

  private mutating func readConnection(_ bytes: Span<UInt8>, _ value: Range<Int>) {
    for option in bytes.elements(value) {
      if bytes.matches(option, "close") { asksToClose = true }
      if bytes.matches(option, "keep-alive") { asksToKeep = true }
    }
  }

  /// Notes the codings; a second header goes on with the list of the first.
  private mutating func readEncoding(_ bytes: Span<UInt8>, _ value: Range<Int>) {
    let codings = bytes.elements(value)
    let isLast = codings.last.map { bytes.matches($0, "chunked") } ?? false
    let isAlone = transferEncoding == nil && codings.count == 1
    transferEncoding = (isChunked: isAlone && isLast, isLast: isLast)
  }

  /// Looks at the fields together, once all are read, and settles how the content is framed.
  mutating func finish(_ bytes: Span<UInt8>) throws(HTTPFault) {
    if host == nil, !isOld { throw HTTPFault(400, "there is no Host header") }
    if let transferEncoding {
      // Both together are how requests are smuggled (RFC 9112, section 6.3).
      if contentLength != nil { throw HTTPFault(400, "there are both Content-Length and Transfer-Encoding") }
      if isOld { throw HTTPFault(400, "HTTP/1.0 has no Transfer-Encoding") }
      guard transferEncoding.isLast else { throw HTTPFault(400, "the last transfer coding is not chunked") }
      guard transferEncoding.isChunked else { throw HTTPFault(501, "only the transfer coding chunked is known") }
      framing = .chunked
    } else if let contentLength {
      guard let count = bytes.decimal(contentLength) else { throw HTTPFault(400, "Content-Length is not a number") }
      guard count <= HTTPLimits.body else { throw HTTPFault.tooLarge }
      framing = .length(count)
    }
  }
}

extension HTTPFault {
  /// There is more content than any message may have.
  static let tooLarge = HTTPFault(413, "the content has more than \(HTTPLimits.body) bytes")
}
