import Foundation
import Synchronization

/// A TLS server of a test, by the system's `openssl`: what a client sends comes out here in plain, and what is written here
/// goes to the client. One client at a time.
final class TLSServer: Sendable {
  /// Where `openssl` is; nil where it is not.
  static let program = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl", "/usr/local/bin/openssl"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  let port: UInt16
  private let folder: URL
  private let received = Mutex<[UInt8]>([])
  private let isRead = Mutex(false)
  private let process: Mutex<Process>
  private let answers: FileHandle
  private let reservation: Int32

  /// A server with a certificate of its own for `name`, that no one trusts unless told to.
  init(for name: String = "IP:127.0.0.1", days: Int = 2, protocols: String = "http/1.1") throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Self.makeCertificate(in: folder, for: name, days: days)
    // Kept for as long as the server lives: no other socket of this machine gets the port, before it listens or after.
    (reservation, port) = WireSocket.reserved()
    let (input, output) = (Pipe(), Pipe())
    answers = input.fileHandleForWriting
    process = Mutex(
      try Self.start(
        [
          "s_server", "-accept", "127.0.0.1:\(port)", "-cert", folder.appending(path: "certificate").path(),
          "-key", folder.appending(path: "key").path(), "-quiet", "-alpn", protocols,
        ], input: input, output: output))
    // Else its output would never end.
    try? output.fileHandleForWriting.close()
    Thread.detachNewThread { [self] in collect(output.fileHandleForReading) }
    while process.withLock(\.isRunning) {
      if let probe = WireSocket.connected(to: port) {
        close(probe)
        break
      }
      usleep(5000)
    }
  }

  /// Makes the key and the certificate, which may be over already: with fewer than no days.
  private static func makeCertificate(in folder: URL, for name: String, days: Int) throws {
    let (key, certificate) = (folder.appending(path: "key").path(), folder.appending(path: "certificate").path())
    let made = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test", "-addext",
      "subjectAltName=\(name)", "-keyout", key, "-out", certificate,
    ]
    // A new one cannot be over, one that is signed once more can.
    let signed = ["x509", "-in", certificate, "-signkey", key, "-days", "\(days)", "-out", certificate]
    for arguments in [made, signed] {
      try start(arguments, input: FileHandle.nullDevice, output: FileHandle.nullDevice).waitUntilExit()
    }
  }

  deinit {
    close(reservation)
    try? FileManager.default.removeItem(at: folder)
  }

  /// The scheme, host and port.
  var base: String { "https://127.0.0.1:\(port)" }
  /// A file with the certificate, to be trusted.
  var certificate: String { folder.appending(path: "certificate").path() }
  /// What clients sent, in plain.
  var seen: [UInt8] { received.withLock { $0 } }

  /// Says something to the client.
  func say(_ bytes: [UInt8]) { try? answers.write(contentsOf: Data(bytes)) }

  /// Ends the server, and the connection with it; all that it had received has been seen then.
  func stop() {
    process.withLock { process in
      // A thread of the test's blocks the gentler signals, and its children inherit that.
      kill(process.processIdentifier, SIGKILL)
      while process.isRunning { usleep(5000) }
    }
    while !isRead.withLock({ $0 }) { usleep(1000) }
  }

  private func collect(_ output: FileHandle) {
    while true {
      let data = output.availableData
      guard !data.isEmpty else { return isRead.withLock { $0 = true } }
      received.withLock { $0 += data }
    }
  }

  private static func start(_ arguments: [String], input: Any, output: Any) throws -> sending Process {
    let process = Process()
    process.executableURL = URL(filePath: program ?? "/usr/bin/openssl")
    process.arguments = arguments
    (process.standardInput, process.standardOutput) = (input, output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}
