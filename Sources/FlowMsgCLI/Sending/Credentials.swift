import FlowMsgSend

/// The two texts that the API knows a client by. They go into one header, and nowhere else: no message, journal, report
/// or command line has them.
struct Credentials {
  private let pair: [UInt8]

  /// What a sandbox takes from anybody.
  static var sandbox: Credentials { Credentials(pair: Array("sandbox:sandbox".utf8)) }

  private init(pair: [UInt8]) { self.pair = pair }

  /// Finds them: in the file that `--credentials-file` names, else in the environment, where they are removed.
  init(_ invocation: Invocation, _ environment: Environment) throws(Failure) {
    defer { Self.forget(environment) }
    if let path = invocation.value(.credentialsFile) {
      self = try Self.read(path, environment)
    } else {
      self = try Self.make(environment.variable(Self.idName), environment.variable(Self.secretName), in: "environment")
    }
  }

  static let idName = "FLOWMSG_CLIENT_ID"
  static let secretName = "FLOWMSG_CLIENT_SECRET"

  /// Removes them from the environment, where a core file, a child or another process of the same user would find them.
  static func forget(_ environment: Environment) {
    environment.forget(idName)
    environment.forget(secretName)
  }

  /// The value of `Authorization` (RFC 7617).
  var authorization: [UInt8] { Array("Basic ".utf8) + Self.base64(pair) }

  /// The ways in which they could come back in an answer: as they are, in Base64, percent-encoded, in a string of JSON.
  var secretForms: SecretForms {
    let colon = pair.firstIndex(of: 0x3A) ?? pair.endIndex
    let (id, secret) = (Array(pair[..<colon]), Array(pair[colon...].dropFirst()))
    let url = { (bytes: [UInt8]) in bytes.map { $0 == 0x2B ? 0x2D : $0 == 0x2F ? 0x5F : $0 } }
    let encoded = [Self.base64(pair), Self.base64(secret)]
    let escaped = { (byte: UInt8) in byte == 0x22 || byte == 0x5C ? [0x5C, byte] : [byte] }
    return SecretForms(
      [secret, secret.flatMap(escaped), Self.percent(secret, upper: true), Self.percent(secret, upper: false)]
        + encoded.map { $0.filter { $0 != 0x3D } } + encoded.map { url($0.filter { $0 != 0x3D }) }
        // A short id may be any word: it is no secret by itself.
        + (id.count < 6 ? [] : [id]))
  }

  /// All but letters and digits as `%` and two hexadecimal digits.
  private static func percent(_ bytes: [UInt8], upper: Bool) -> [UInt8] {
    let digits = Array((upper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    return bytes.flatMap { byte in
      let isPlain = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
      return isPlain ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  /// Base64 (RFC 4648, 4).
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = (0..<3).map { start + $0 < bytes.count ? UInt32(bytes[start + $0]) : 0 }
      let word = group[0] << 16 | group[1] << 8 | group[2]
      for place in 0..<4 {
        let isThere = start + place <= bytes.count
        text.append(isThere ? digits[Int(word >> UInt32(18 - 6 * place) & 63)] : 0x3D)
      }
    }
    return text
  }

  private static func make(_ id: String?, _ secret: String?, in place: String) throws(Failure) -> Credentials {
    guard let id, !id.isEmpty, let secret, !secret.isEmpty else {
      let missing = [(idName, id), (secretName, secret)].filter { $0.1?.isEmpty ?? true }.map(\.0)
      throw Failure(
        "the \(place) has no \(missing.joined(separator: " and no "))",
        help: "set both, or name a file that has them: '--credentials-file FILE'",
        "to try without an account: '--sandbox'; to see the requests: '--dry-run'")
    }
    guard !id.contains(":") else {
      throw Failure("\(idName) has a ':', which Basic authentication does not allow in a client id")
    }
    let pair = Array(id.utf8) + [0x3A] + Array(secret.utf8)
    guard pair.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw Failure("the credentials have control characters", help: "check for a line break at their end")
    }
    return Credentials(pair: pair)
  }

  /// Reads a file of `NAME=value` lines, as shells and containers have them, or of one line `id:secret`.
  private static func read(_ path: String, _ environment: Environment) throws(Failure) -> Credentials {
    let bytes: [UInt8]?
    do throws(SystemError) {
      bytes = try environment.fileSystem.readPrivate(path)
    } catch .tooLarge {
      throw Failure("'\(path)' is too large to hold credentials")
    } catch {
      throw Failure("cannot read '\(path)': \(error.description)")
    }
    guard let bytes else {
      throw Failure("others can read '\(path)'", help: "keep it to yourself: chmod 600 '\(path)'")
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return try parse(String(decoding: text, as: UTF8.self), path)
  }

  private static func parse(_ text: String, _ path: String) throws(Failure) -> Credentials {
    var values: [String: String] = [:]
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.isEmpty && !$0.hasPrefix("#") }
    if lines.count == 1, !isNamed(lines[0]), let colon = lines[0].firstIndex(of: ":") {
      return try make(
        String(lines[0][..<colon]), String(lines[0][lines[0].index(after: colon)...]), in: "file '\(path)'")
    }
    for line in lines {
      guard let equals = line.firstIndex(of: "=") else {
        throw Failure("'\(path)' has a line that is not NAME=value", help: "write \(idName)=… and \(secretName)=…")
      }
      values[name(line[..<equals])] = unquoted(line[line.index(after: equals)...])
    }
    return try make(values[idName], values[secretName], in: "file '\(path)'")
  }

  private static func name(_ text: Substring) -> String {
    String(text.hasPrefix("export ") ? text.dropFirst(7) : text)
  }

  /// Whether a line gives one of the two its value; else an `=` in it is a part of the secret.
  private static func isNamed(_ line: Substring) -> Bool {
    guard let equals = line.firstIndex(of: "=") else { return false }
    return [idName, secretName].contains(name(line[..<equals]))
  }

  private static func unquoted(_ value: Substring) -> String {
    for quote in ["\"", "'"] where value.count > 1 && value.hasPrefix(quote) && value.hasSuffix(quote) {
      return String(value.dropFirst().dropLast())
    }
    return String(value)
  }
}
