/// A proxy, as `--proxy` names one: understood before anything is sent, as libcurl passes over what it does not understand
/// and goes straight to the host.
struct ProxyAddress {
  /// The address, for libcurl.
  let text: String

  private static let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]
  private static let expected = "'http://HOST:PORT', or one of https, socks4, socks4a, socks5 and socks5h before '://'"

  /// Reads an address; no message has it, as a password may be in it.
  init(_ text: String) throws(Failure) {
    guard !text.isEmpty else {
      throw Failure("'--proxy' is empty", help: "it needs \(Self.expected)", "without '--proxy' none is used")
    }
    guard let mark = text.firstRange(of: "://") else {
      throw Failure("'--proxy' needs an address with its scheme", help: "write \(Self.expected)")
    }
    let scheme = text[..<mark.lowerBound].lowercased()
    guard Self.schemes.contains(scheme) else {
      throw Failure("'--proxy' has a scheme that is not known", help: "write \(Self.expected)")
    }
    let rest = text[mark.upperBound...]
    try Self.checkBytes(rest)
    let authority = rest.hasSuffix("/") ? rest.dropLast() : rest
    let at = authority.lastIndex(of: "@")
    if let at, let user = Optional(authority[..<at]), user.contains(where: { "/@".contains($0) }) {
      throw Failure(
        "'--proxy' has a '/' or '@' in its user or password", help: "write '%2F' for a '/', and '%40' for an '@'")
    }
    try Self.checkHost(at.map { authority[authority.index(after: $0)...] } ?? authority)
    self.text = text
  }

  private static func checkBytes(_ rest: Substring) throws(Failure) {
    if rest.contains(where: { "#?".contains($0) }) {
      throw Failure(
        "'--proxy' has a bare '#' or '?', where an address ends",
        help: "in a user or password write '%23' for a '#', and '%3F' for a '?'")
    }
    guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Array("\"\\<>^`{|}".utf8).contains($0) }) else {
      throw Failure(
        "'--proxy' has characters that no address has", help: "write them as '%' and two digits of their bytes' numbers"
      )
    }
  }

  private static func checkHost(_ place: Substring) throws(Failure) {
    let isBracketed = place.hasPrefix("[")
    let host = isBracketed ? place.prefix { $0 != "]" } : place.prefix { $0 != ":" }
    let after = place[host.endIndex...].drop { isBracketed && $0 == "]" }
    guard !host.isEmpty, !isBracketed || place.contains("]"), !host.contains("/"), !host.contains("@") else {
      throw Failure("'--proxy' names no host", help: "write \(Self.expected)")
    }
    if after.isEmpty { return }
    let digits = after.dropFirst()
    guard after.first == ":", !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }), (UInt16(digits) ?? 0) > 0
    else { throw Failure("'--proxy' has a port that is not from 1 to 65535", help: "write \(Self.expected)") }
  }
}
