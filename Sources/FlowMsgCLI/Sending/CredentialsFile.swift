import FlowMsgText

/// A file of credentials: `NAME=value` lines, as shells and containers have them, or one line `id:secret`.
struct CredentialsFile {
  /// The values of the client's id and secret as they are written, as `RawText`; nil where there is none.
  let id: String?
  let secret: String?

  /// Reads the file at `path`, which no one else may read.
  init(_ path: String, _ environment: Environment) throws(Failure) {
    try self.init(Self.bytes(path, environment), path)
  }

  private static func bytes(_ path: String, _ environment: Environment) throws(Failure) -> [UInt8] {
    let file: PrivateFile
    do throws(SystemError) {
      file = try environment.fileSystem.readPrivate(path)
    } catch .tooLarge {
      throw Failure("'\(path)' is too large to hold credentials")
    } catch {
      throw Failure("cannot read '\(path)': \(error.description)")
    }
    switch file {
    case .bytes(let bytes): return bytes
    case .shared(let mode, let isFixed): throw shared(path, mode, isFixed: isFixed)
    }
  }

  /// Others can read it. Where the mode was given by a mount, as containers get secrets, no `chmod` changes it.
  private static func shared(_ path: String, _ mode: Int, isFixed: Bool) -> Failure {
    let octal = String(mode, radix: 8)
    let message = "others can read '\(path)' (mode \(String(repeating: "0", count: max(0, 4 - octal.count)))\(octal))"
    if !isFixed { return Failure(message, help: "keep it to yourself: chmod 600 '\(path)'") }
    return Failure(
      message,
      help: "a mounted secret has the mode that its mount gives: 0400, such as 'defaultMode: 0400' in Kubernetes",
      "or give it in the environment: \(Credentials.idName) and \(Credentials.secretName)")
  }

  /// Reads the bytes of the file that is called `path`.
  init(_ bytes: [UInt8], _ path: String) throws(Failure) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Failure("'\(path)' is UTF-16", help: "save it as UTF-8")
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let lines = text.split { $0 == 0x0A || $0 == 0x0D }
      .map { SecretText.trimmed(Array(RawText.string($0).unicodeScalars)[...]) }
      .filter { !$0.isEmpty && $0.first != "#" }
    if lines.count == 1, Self.entry(lines[0]) == nil, let colon = lines[0].firstIndex(of: ":") {
      (id, secret) = (Self.text(lines[0][..<colon]), Self.text(lines[0][(colon + 1)...]))
      return
    }
    var values: [String: String] = [:]
    for line in lines {
      guard line.contains("=") else {
        throw Failure(
          "'\(path)' has a line that is not NAME=value",
          help: "write \(Credentials.idName)=… and \(Credentials.secretName)=…")
      }
      if let (name, value) = Self.entry(line) { values[name] = value }
    }
    (id, secret) = (values[Credentials.idName], values[Credentials.secretName])
  }

  /// What a line gives one of the two names; nil if it gives neither a value. `export` may be before the name, and blanks
  /// around the `=`.
  private static func entry(_ line: ArraySlice<Unicode.Scalar>) -> (name: String, value: String)? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    var name = SecretText.trimmed(line[..<equals])
    if name.starts(with: "export".unicodeScalars), name.dropFirst(6).first.map(SecretText.isBlank) ?? false {
      name = SecretText.trimmed(name.dropFirst(6))
    }
    guard [Credentials.idName, Credentials.secretName].contains(text(name)) else { return nil }
    return (text(name), text(line[(equals + 1)...]))
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
