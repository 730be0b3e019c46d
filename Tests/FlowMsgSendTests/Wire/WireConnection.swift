import Foundation

/// One client of a test's server, and what it sent and no one read yet.
struct WireConnection {
  /// The head of a request.
  struct Head {
    /// As it was written.
    var text: String
    /// The target of its first line.
    var target: String
    /// How many bytes of body it announces.
    var length: Int
  }

  let descriptor: Int32
  let number: Int
  /// The request of which only the head was read.
  var unread: Head?
  private var inbox: [UInt8] = []

  init(descriptor: Int32, number: Int) { (self.descriptor, self.number) = (descriptor, number) }

  /// Waits for another request; true also where the client has gone, which is found when it is read.
  mutating func hasMore() -> Bool {
    if inbox.isEmpty { WireSocket.wait(descriptor) }
    return true
  }

  /// Receives what comes next, and releases it; false at the end.
  mutating func receive() -> Bool {
    inbox.removeAll()
    return WireSocket.receive(descriptor, into: &inbox)
  }

  /// Waits until a request has come whole, of which `head` was read or nothing, or so much of it as always finds room; its
  /// bytes stay where they are. What is no request is not waited for. False where the client has gone before.
  func awaitRest(of head: Head?) -> Bool {
    while let waiting = WireSocket.peek(descriptor) {
      let came = inbox + waiting
      let isWhole = head.map { came.count >= $0.length } ?? Self.isWhole(came)
      if isWhole || came.count >= WireSocket.mostPeeked { return true }
      // What is there already would end any other wait at once.
      usleep(1000)
    }
    return false
  }

  private static func isWhole(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: "POST ".utf8.prefix(bytes.count)) else { return true }
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else { return false }
    return bytes.count - end >= Head(String(decoding: bytes[..<end], as: UTF8.self)).length
  }

  /// The head of the next request; nil where none comes.
  mutating func readHead() -> Head? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let range = inbox.firstRange(of: end) {
        let text = String(decoding: inbox[..<range.upperBound], as: UTF8.self)
        inbox.removeSubrange(..<range.upperBound)
        return Head(text)
      }
      guard WireSocket.receive(descriptor, into: &inbox) else { return nil }
    }
  }

  /// Reads the body that a head announces; false where it does not come whole.
  mutating func readBody(_ head: Head) -> Bool {
    while inbox.count < head.length {
      guard WireSocket.receive(descriptor, into: &inbox) else { return false }
    }
    inbox.removeSubrange(..<head.length)
    return true
  }

  /// Waits until the client closes, without taking a byte of what it sent.
  func waitForItsEnd() {
    #if canImport(Darwin)
      let gone = Int16(POLLHUP)
    #else
      // POLLRDHUP: the client ended its side.
      let gone = Int16(0x2000)
    #endif
    var entry = pollfd(fd: descriptor, events: gone, revents: 0)
    while poll(&entry, 1, -1) < 0, errno == EINTR {}
  }
}

extension WireConnection.Head {
  init(_ text: String) {
    let line = text.prefix { $0 != "\r\n" }.split(separator: " ")
    let field = text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
    let length = field.flatMap { Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
    self.init(text: text, target: line.count > 1 ? String(line[1]) : "", length: length ?? 0)
  }
}
