extension HTTPHead {
  /// Reads the request line in `line`.
  ///
  ///     request-line ::= method SP request-target SP HTTP-version          RFC 9112, section 3
  mutating func readLine(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(HTTPFault) {
    guard let afterMethod = bytes.first(0x20, in: line) else {
      throw HTTPFault(400, "the request line has no target")
    }
    let rest = afterMethod + 1..<line.upperBound
    guard let afterTarget = bytes.first(0x20, in: rest) else {
      throw HTTPFault(400, "the request line has no version")
    }
    try readVersion(bytes, afterTarget + 1..<line.upperBound)
    try readMethod(bytes, line.lowerBound..<afterMethod)
    try readTarget(bytes, rest.lowerBound..<afterTarget)
  }

  private mutating func readMethod(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPFault) {
    for i in range where !bytes[i].isToken { throw HTTPFault(400, "the method is not a token") }
    guard !range.isEmpty else { throw HTTPFault(400, "the request line begins with a blank") }
    // Methods are case-sensitive: `get` is another one, which no one knows.
    if bytes.equals(range, "POST") {
      method = .post
    } else if bytes.equals(range, "GET") {
      method = .get
    } else if bytes.equals(range, "HEAD") {
      method = .head
    } else if bytes.equals(range, "DELETE") {
      method = .delete
    } else if bytes.equals(range, "OPTIONS") {
      method = .options
    } else if bytes.equals(range, "PUT") || bytes.equals(range, "PATCH") || bytes.equals(range, "TRACE") {
      method = .other
    } else {
      throw HTTPFault(501, "the method is not known here")
    }
  }

  private mutating func readVersion(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPFault) {
    guard range.count == 8, bytes.equals(range.lowerBound..<range.lowerBound + 5, "HTTP/"),
      bytes[range.lowerBound + 6] == UInt8(ascii: "."), bytes[range.lowerBound + 5] &- 0x30 < 10,
      bytes[range.lowerBound + 7] &- 0x30 < 10
    else { throw HTTPFault(400, "the request line does not end with a version such as HTTP/1.1") }
    guard bytes[range.lowerBound + 5] == UInt8(ascii: "1") else {
      throw HTTPFault(505, "the version is not HTTP/1.1")
    }
    isOld = bytes[range.lowerBound + 7] == UInt8(ascii: "0")
  }

  /// Reads the target in its four forms (RFC 9112, section 3.2); that of `CONNECT` is answered with its method.
  private mutating func readTarget(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPFault) {
    for i in range where !bytes[i].isTarget { throw HTTPFault(400, "the target has a character that no URI has") }
    try checkEscapes(bytes, range)
    target = range
    if let first = range.first, bytes[first] == UInt8(ascii: "/") { return }
    if bytes.equals(range, "*"), method == .options { return }
    let scheme = range.lowerBound..<min(range.upperBound, range.lowerBound + 7)
    guard bytes.matches(scheme, "http://") else {
      throw HTTPFault(400, "the target is neither a path nor an http URL")
    }
    let start = scheme.upperBound
    var end = start
    while end < range.upperBound, bytes[end] != UInt8(ascii: "/"), bytes[end] != UInt8(ascii: "?") { end += 1 }
    guard end > start else { throw HTTPFault(400, "the target is a URL without a host") }
    authority = start..<end
    target = end..<range.upperBound
  }

  private func checkEscapes(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPFault) {
    for i in range where bytes[i] == UInt8(ascii: "%") {
      guard i + 2 < range.upperBound, bytes[i + 1].hexValue != nil, bytes[i + 2].hexValue != nil else {
        throw HTTPFault(400, "the target has a % that two hexadecimal digits do not follow")
      }
    }
  }
}
