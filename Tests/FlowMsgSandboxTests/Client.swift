@testable import FlowMsgSandbox

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A client of a test: sends bytes as they are, and reads what comes for as long as anything does.
final class Client {
  /// How a connection ended.
  enum Ending: Equatable {
    /// In order.
    case closed
    /// The server broke it off.
    case reset
    /// It has not so far.
    case none
  }

  let descriptor: Int32
  /// All that was received.
  private(set) var received: [UInt8] = []

  init(_ server: SandboxServer) {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    #else
      descriptor = socket(AF_INET, Int32(SOCK_STREAM), 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = server.port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    precondition(result == 0)
  }

  deinit { close(descriptor) }

  /// Sends all of `text`.
  func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends all of `bytes`; what the server no longer takes is lost.
  func send(_ bytes: [UInt8]) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Sockets.transmit(descriptor, UnsafeRawBufferPointer(rebasing: $0[done...]))
      }
      guard let count, count > 0 else { return }
      done += count
    }
  }

  /// Says that nothing more is sent.
  func endSending() { Sockets.endSending(descriptor) }

  /// Reads until the connection ends, or with `waits` false what has come so far.
  func readToEnd(waits: Bool = true) -> Ending {
    while true {
      let count = readSome(waits: waits)
      if count == 0 { return .closed }
      if count < 0 { return count == -1 ? .reset : .none }
    }
  }

  /// Reads until `count` answers have come, by their lengths.
  func readAnswers(_ count: Int) -> [Answer] {
    while true {
      let answers = Answer.all(in: received)
      if answers.count >= count || readSome() <= 0 { return answers }
    }
  }

  private func readSome(waits: Bool = true) -> Int {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let ready = poll(&polled, 1, waits ? -1 : 0)
      if ready > 0 { break }
      if ready == 0 || errno != EINTR { return -2 }
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    if count > 0 { received += buffer[..<count] }
    return count
  }
}

/// An answer, taken apart.
struct Answer: Equatable {
  var status: Int
  var head: String
  var body: String

  /// The value of a field, as it was written; nil where there is none.
  subscript(field: String) -> String? {
    head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(field.lowercased() + ": ") }
      .map { String($0.dropFirst(field.count + 2)) }
  }

  /// The answers in `bytes` that are complete. An answer of 1xx or 204 has no content.
  static func all(in bytes: [UInt8]) -> [Answer] {
    var found: [Answer] = []
    var rest = bytes[...]
    while let end = rest.indices.first(where: { rest[$0...].starts(with: "\r\n\r\n".utf8) }) {
      let head = String(decoding: rest[..<end], as: UTF8.self)
      var answer = Answer(status: Int(head.dropFirst(9).prefix(3)) ?? 0, head: head, body: "")
      let length = answer["Content-Length"].flatMap { Int($0) } ?? 0
      rest = rest[(end + 4)...]
      guard rest.count >= length else { break }
      answer.body = String(decoding: rest.prefix(length), as: UTF8.self)
      rest = rest.dropFirst(length)
      found.append(answer)
    }
    return found
  }
}

/// A request for a message, of which parts can be changed.
struct MessageRequest {
  var line = "POST /v1/bots/BOT/users/593987654321/flow_message HTTP/1.1"
  var host = "localhost"
  var authorization: String? = "Basic aWQ6c2VjcmV0"
  var contentType: String? = "application/json"
  var further: [String] = []
  var body = MessageRequest.welcome

  /// The body that the API's documentation shows.
  static let welcome = """
    {"title":"Olá","text":"Complete este fluxo para começar","caption":"Jelou",\
    "parameters":{"flow_name":"fluxo_de_boas_vindas","flow_cta":"Iniciar Fluxo",\
    "flow_action_payload":{"screen":"RECOMMEND"}}}
    """

  /// As it is sent.
  var text: String {
    var lines = [line, "Host: \(host)"]
    if let authorization { lines.append("Authorization: \(authorization)") }
    if let contentType { lines.append("Content-Type: \(contentType)") }
    lines += further + ["Content-Length: \(body.utf8.count)"]
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
  }
}
