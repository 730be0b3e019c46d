/// Who is let in: programs that name this machine as the host, and browsers' pages that came from here.
///
/// A page of another origin can make a browser send requests to this machine, and, by a name that resolves to it, read the
/// answers. Both show in the headers, which no page can change.
enum Loopback {
  /// Says what is wrong with where a request comes from, if anything is.
  static func fault(_ bytes: Span<UInt8>, _ head: HTTPHead) -> Refusal? {
    guard let host = head.authority ?? head.host else { return nil }
    guard isLocal(bytes, host) else {
      return Refusal(421, "the host is not this machine: call it localhost, 127.0.0.1 or [::1]")
    }
    guard let origin = head.origin else { return nil }
    let scheme = origin.lowerBound..<min(origin.upperBound, origin.lowerBound + 7)
    let rest = scheme.upperBound..<origin.upperBound
    if bytes.matches(scheme, "http://"), bytes.array(rest) == bytes.array(host) { return nil }
    return Refusal(403, "a page of another origin may not call the sandbox", code: "forbidden_origin")
  }

  /// Whether an authority, with or without a port, is this machine by a name that cannot be another.
  private static func isLocal(_ bytes: Span<UInt8>, _ authority: Range<Int>) -> Bool {
    var end = authority.upperBound
    while end > authority.lowerBound, bytes[end - 1] &- 0x30 < 10 { end -= 1 }
    let hasPort = end > authority.lowerBound && bytes[end - 1] == UInt8(ascii: ":")
    let name = authority.lowerBound..<(hasPort ? end - 1 : authority.upperBound)
    return bytes.matches(name, "localhost") || bytes.equals(name, "127.0.0.1") || bytes.equals(name, "[::1]")
  }
}

extension Refusal {
  /// A refusal with a code of the sandbox's own.
  init(_ status: Int, _ message: String, code: String) {
    self.init(status, message)
    self.code = code
  }
}
