import FlowMsg
import FlowMsgCLI
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Signals of a test: when the command waits for one, the test does what it wants to do to the running sandbox, and ends
/// it.
private final class FakeSignals: Signals {
  private let isHeld = Mutex(false)
  private let meanwhile: @Sendable () -> Void

  init(_ meanwhile: @escaping @Sendable () -> Void) {
    self.meanwhile = meanwhile
  }

  func hold() { isHeld.withLock { $0 = true } }

  func wait() -> ExitCode {
    guard isHeld.withLock({ $0 }) else { return .unusable }
    meanwhile()
    return .terminated
  }
}

@Suite("The sandbox as a command")
struct SandboxCommandTests {
  private func run(
    _ arguments: [String], _ console: FakeConsole, _ meanwhile: @escaping @Sendable () -> Void = {}
  ) -> Int32 {
    let environment = Environment(
      fileSystem: MemoryFileSystem(), console: console, variable: { _ in nil }, runner: SerialRunner(),
      signals: FakeSignals(meanwhile))
    return Tool.run(["sandbox"] + arguments, in: environment)
  }

  /// Sends a request to the address that the command printed; reads until the connection ends.
  private static func request(_ address: String, _ text: String) -> String {
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_port = (UInt16(address.drop { $0 != ":" }.dropFirst().drop { $0 != ":" }.dropFirst()) ?? 0).bigEndian
    target.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    #if canImport(Glibc)
      let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    #else
      let client = socket(AF_INET, Int32(SOCK_STREAM), 0)
    #endif
    defer { close(client) }
    let isConnected = withUnsafePointer(to: &target) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return "" }
    _ = text.utf8.span.withUnsafeBytes { send(client, $0.baseAddress, $0.count, 0) }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
      answer += buffer[..<count]
    }
  }

  private static let refused =
    "POST /v1/bots/B/users/593987654321/flow_message HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}"

  @Test("prints its address, serves until a signal, and logs each request")
  func serves() throws {
    let folder = try TemporaryFolder()
    let console = FakeConsole()
    let answer = Mutex("")
    let exit = run(["--port", "0", "--log", folder("log")], console) {
      let address = console.written(.output).split(separator: "\n").first.map(String.init) ?? ""
      let received = Self.request(address, Self.refused)
      answer.withLock { $0 = received }
    }
    #expect(exit == 143)
    #expect(console.written(.output).hasPrefix("http://127.0.0.1:"))
    #expect(answer.withLock { $0 }.hasPrefix("HTTP/1.1 401 "))
    #expect(console.written(.error).hasSuffix("received 1: accepted 0, refused 1\n"))
    #expect(!console.written(.error).contains("593987654321"))
    let log = try DiskFileSystem().read(folder("log"))
    #expect(String(decoding: log, as: UTF8.self) == "593987654321 401 not-taken\n")
  }

  @Test("a fault is put in the way of the requests that it says")
  func faults() {
    let console = FakeConsole()
    let exit = run(["--port=0", "--fault", "503:100%", "--seed", "3", "--keep", "0"], console) {
      let address = console.written(.output).split(separator: "\n").first.map(String.init) ?? ""
      _ = Self.request(address, Self.refused)
    }
    // A request that is wrong is refused, whatever was to happen to it.
    #expect(exit == 143 && console.written(.error).hasSuffix("received 1: accepted 0, refused 1\n"))
  }

  @Test("a log that cannot be written to its end is told, exit 2")
  func fullDisk() throws {
    guard DiskFileSystem().exists("/dev/full") else { return }
    let console = FakeConsole()
    let exit = run(["--port=0", "--log", "/dev/full"], console) {
      let address = console.written(.output).split(separator: "\n").first.map(String.init) ?? ""
      _ = Self.request(address, Self.refused)
    }
    #expect(exit == 2 && console.written(.error).contains("'/dev/full' is not complete: no space left"))
  }

  /// A socket that listens on a port of `[::1]` that the system chose; nil where the machine has no such address.
  private static func hold() -> (descriptor: Int32, port: UInt16)? {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    #else
      let descriptor = socket(AF_INET6, Int32(SOCK_STREAM), 0)
    #endif
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    withUnsafeMutableBytes(of: &address.sin6_addr) { $0[15] = 1 }
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let isHeld = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 1) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    if isHeld { return (descriptor, UInt16(bigEndian: address.sin6_port)) }
    close(descriptor)
    return nil
  }

  @Test("a port that another program holds on [::1] is exit 2")
  func held() {
    guard let (descriptor, port) = Self.hold() else { return }
    defer { close(descriptor) }
    let console = FakeConsole()
    #expect(run(["--port", "\(port)"], console) == 2 && console.written(.output).isEmpty)
    #expect(console.written(.error).contains("port \(port) is taken by another program on [::1]"))
  }

  @Test("what cannot be started is exit 2, with what to do")
  func refuses() {
    for (arguments, words) in [
      (["--port", "70000"], "there is no port 70000"), (["--fault", "rest-after:1%"], "there is no fault"),
      (["--fault", "429:60%", "--fault", "503:60%"], "more than all requests"), (["--log", "/none/x"], "cannot write"),
      (["x"], "does not take 'x'"), (["--port", "x"], "needs a whole number"),
    ] {
      let console = FakeConsole()
      #expect(run(arguments, console) == 2 && console.written(.output).isEmpty)
      #expect(console.written(.error).contains(words), "\(arguments)")
    }
  }
}
