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
      let file = try CredentialsFile(path, environment)
      self = try Self.make(file.id, file.secret, in: path, environment)
    } else {
      let (id, secret) = (environment.variable(Self.idName), environment.variable(Self.secretName))
      self = try Self.make(id, secret, in: nil, environment)
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

  /// Makes a pair of what is written, without what surrounds it by accident, which is reported.
  private static func make(
    _ id: String?, _ secret: String?, in file: String?, _ environment: Environment
  ) throws(Failure) -> Credentials {
    let values = try [(idName, id), (secretName, secret)].map { (name, text) throws(Failure) -> [UInt8] in
      guard let text else { return [] }
      var secret = SecretText(name + (file.map { " in '\($0)'" } ?? ""), isInFile: file != nil)
      let value = try secret.value(of: text)
      for note in secret.notes { environment.complain("note: \(note)\n") }
      return value
    }
    let missing = zip([idName, secretName], values).filter { $0.1.isEmpty }.map(\.0)
    guard missing.isEmpty else {
      throw Failure(
        "the \(file.map { "file '\($0)'" } ?? "environment") has no \(missing.joined(separator: " and no "))",
        help: "set both, or name a file that has them: '--credentials-file FILE'",
        "to try without an account: '--sandbox'; to see the requests: '--dry-run'")
    }
    guard !values[0].contains(0x3A) else {
      throw Failure("\(idName) has a ':', which Basic authentication does not allow in a client id")
    }
    let pair = values[0] + [0x3A] + values[1]
    guard pair.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw Failure("the credentials have control characters", help: "check for a line break at their end")
    }
    return Credentials(pair: pair)
  }
}
