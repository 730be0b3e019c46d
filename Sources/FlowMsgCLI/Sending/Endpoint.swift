import FlowMsgModel

/// Where requests go.
struct Endpoint: Equatable {
  /// Scheme, host and port, as they are before a path: `https://api.jelou.ai`.
  var server: String
  /// The host and port, as `Host` has them.
  var host: String
  /// What comes before the API's own paths; without a `/` at its end.
  var base: String
  /// Whether it is reached by TLS; else it is on this machine.
  var isSecure: Bool

  /// The public API.
  static var standard: Endpoint {
    // The table's own address is an endpoint, which a test holds.
    (try? Endpoint(Schema.Endpoint.server.value)) ?? Endpoint(server: "", host: "", base: "", isSecure: true)
  }

  /// The server on this machine that listens on a port.
  static func loopback(port: UInt16) -> Endpoint {
    Endpoint(server: "http://127.0.0.1:\(port)", host: "127.0.0.1:\(port)", base: "", isSecure: false)
  }

  private init(server: String, host: String, base: String, isSecure: Bool) {
    (self.server, self.host, self.base, self.isSecure) = (server, host, base, isSecure)
  }

  /// Reads what `--endpoint` says.
  init(_ text: String) throws(Failure) {
    guard let mark = text.firstRange(of: "://") else {
      // What has an '@' may have a password before it, which is shown nowhere.
      let found = text.contains("@") ? "" : ", found '\(text)'"
      throw Failure("'--endpoint' needs an address\(found)", help: "write 'https://' and the host")
    }
    let scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "https" || scheme == "http" else {
      throw Failure("'--endpoint' takes https, found '\(scheme)'", help: "write 'https://' and the host")
    }
    let rest = text[mark.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let path = rest[authority.endIndex...]
    try Self.check(authority, path, text)
    (host, isSecure) = (authority.lowercased(), scheme == "https")
    guard isSecure || Self.isLoopback(host) else {
      throw Failure(
        "'--endpoint' would send messages and credentials unencrypted to '\(host)'",
        help: "plain http is for this machine alone: write 'https://\(host)'")
    }
    (server, base) = ("\(scheme)://\(host)", path.hasSuffix("/") ? String(path.dropLast()) : String(path))
    try Self.checkVersion(server, path)
  }

  /// The API's own paths begin with its version: an address that ends with it would have it twice.
  private static func checkVersion(_ server: String, _ path: Substring) throws(Failure) {
    let version = Schema.Endpoint.path.value.split(separator: "/").first ?? ""
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let place = parts.indices.first { place in
      parts[place] == version && (parts[(place + 1)...].first.map { $0.isEmpty || $0 == "bots" } ?? true)
    }
    guard let place else { return }
    throw Failure(
      "'--endpoint' has the API's own '/\(version)', which comes behind it anyway",
      help: "leave it out: '--endpoint \(server)\(parts[..<place].joined(separator: "/"))'")
  }

  private static func check(_ authority: Substring, _ path: Substring, _ text: String) throws(Failure) {
    if authority.contains("@") {
      throw Failure(
        "'--endpoint' has a user before its host",
        help: "credentials come from FLOWMSG_CLIENT_ID and FLOWMSG_CLIENT_SECRET, or '--credentials-file'")
    }
    let allowed = { (byte: UInt8) in byte > 0x20 && byte < 0x7F && !Array("\"\\<>^`{|}".utf8).contains(byte) }
    guard !authority.isEmpty, authority.first != ":", authority.utf8.allSatisfy(allowed), hasGoodPort(authority) else {
      throw Failure("'--endpoint' names no host that could be reached, found '\(text)'")
    }
    guard path.utf8.allSatisfy(allowed), !path.contains("?"), !path.contains("#"),
      !path.split(separator: "/").contains("..")
    else { throw Failure("'--endpoint' ends with its path, without '?', '#' and '..'", help: "found '\(text)'") }
  }

  private static func hasGoodPort(_ authority: Substring) -> Bool {
    let afterHost = authority.hasPrefix("[") ? authority.drop { $0 != "]" }.dropFirst() : authority.drop { $0 != ":" }
    guard let colon = afterHost.first else { return true }
    let digits = afterHost.dropFirst()
    return colon == ":" && digits.utf8.allSatisfy { $0 &- 0x30 < 10 } && (UInt16(digits) ?? 0) > 0
  }

  /// Whether a host is this machine by its address or by the name that represents it.
  static func isLoopback(_ host: String) -> Bool {
    let name = host.hasPrefix("[") ? String(host.prefix { $0 != "]" }.dropFirst()) : String(host.prefix { $0 != ":" })
    if name == "localhost" || name == "::1" { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
  }
}
