import Foundation

/// The server's side of HTTP/2 over a TLS server: enough of RFC 9113 to answer, refuse and break off streams.
struct HTTP2Server {
  /// What a frame says that a test sends.
  enum Frame {
    /// An answer without a body; the status is one of HPACK's own.
    case answer(stream: Int, status: Status)
    /// An end of a stream, and why.
    case reset(stream: Int, Fault)
    /// No more streams than up to `last`.
    case goAway(last: Int, Fault)
  }

  /// The statuses that HPACK has in its table, by their place in it.
  enum Status: UInt8 {
    case ok = 8
    case badRequest = 12
    case serverError = 14
  }

  /// Why a stream or a connection ends.
  enum Fault: UInt8 {
    case none = 0
    case internalError = 2
    case refusedStream = 7
  }

  let server: TLSServer

  init() throws { server = try TLSServer(protocols: "h2") }

  /// Says the settings: the first thing that a server says.
  func begin() { server.say(Self.frame(4, 0, 0, [])) }

  /// Says a frame.
  func say(_ frame: Frame) {
    switch frame {
    case .answer(let stream, let status): server.say(Self.frame(1, 5, stream, [0x80 | status.rawValue]))
    case .reset(let stream, let fault): server.say(Self.frame(3, 0, stream, [0, 0, 0, fault.rawValue]))
    case .goAway(let last, let fault):
      server.say(Self.frame(7, 0, 0, [0, 0, 0, UInt8(last), 0, 0, 0, fault.rawValue]))
    }
  }

  /// How often a client has begun a connection, one after the other.
  var connections: Int { server.seen.split(separator: Self.preface, omittingEmptySubsequences: false).count - 1 }

  private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  /// The streams of the first connection whose request has come whole, in the order of their ends.
  var wholeStreams: [Int] {
    let (bytes, preface) = (server.seen, Self.preface)
    guard bytes.starts(with: preface) else { return [] }
    var (place, streams) = (preface.count, [Int]())
    while place + 9 <= bytes.count {
      let length = bytes[place..<place + 3].reduce(0) { $0 << 8 | Int($1) }
      guard place + 9 + length <= bytes.count else { break }
      let isEnd = bytes[place + 4] & 1 != 0
      // DATA or HEADERS that end a stream.
      if bytes[place + 3] <= 1, isEnd {
        streams.append(bytes[place + 5..<place + 9].reduce(0) { $0 << 8 | Int($1) })
      }
      place += 9 + length
    }
    return streams
  }

  private static func frame(_ kind: UInt8, _ flags: UInt8, _ stream: Int, _ payload: [UInt8]) -> [UInt8] {
    [0, 0, UInt8(payload.count), kind, flags, 0, 0, 0, UInt8(stream)] + payload
  }
}
