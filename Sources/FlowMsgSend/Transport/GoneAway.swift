import CCurl

/// A connection of libcurl's: this end of it, which no other has while it lasts. Nil parts are unknown.
struct CurlConnection: Hashable {
  private let address: String
  private let port: Int

  /// The connection that a handle uses, or used last.
  init(_ easy: UnsafeMutableRawPointer) {
    var text: UnsafeMutableRawPointer?
    var port = 0
    _ = flowmsg_curl_get_pointer(easy, CurlInfo.localAddress, &text)
    _ = flowmsg_curl_get_long(easy, CurlInfo.localPort, &port)
    address = text.map { String(cString: $0.assumingMemoryBound(to: CChar.self)) } ?? ""
    self.port = port
  }

  var isKnown: Bool { port > 0 && !address.isEmpty }
}

/// The HTTP/2 connections on which the server takes no more streams, and the last one that it may have processed on each:
/// what is above has not been (RFC 9113, 6.8). Libcurl ends all of them alike, so that it has to be kept here.
final class GoneAway {
  private var last: [CurlConnection: Int] = [:]
  /// Whether something was noted since this was set to false.
  var isNews = false

  /// The server said that `last` is the last stream it takes; what it says later can only be less.
  func note(_ connection: CurlConnection, last stream: Int) {
    guard connection.isKnown else { return }
    last[connection] = min(stream, last[connection] ?? stream)
    isNews = true
  }

  /// A connection has begun, maybe with the port of one that was.
  func noteBegin(of connection: CurlConnection) { last[connection] = nil }

  /// Whether the server said that it did not process a stream.
  func isRefused(_ connection: CurlConnection, _ stream: Int) -> Bool {
    last[connection].map { stream > $0 } ?? false
  }
}
