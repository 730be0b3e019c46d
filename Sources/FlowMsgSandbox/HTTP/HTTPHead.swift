/// What a request asks to be done. Methods that no server of this kind knows are answered with 501 before.
package enum HTTPMethod: Hashable, Sendable {
  /// `GET`
  case get
  /// `HEAD`
  case head
  /// `POST`
  case post
  /// `DELETE`
  case delete
  /// `OPTIONS`
  case options
  /// `PUT`, `PATCH` or `TRACE`, which no resource here allows.
  case other
}

/// How the content of a request is framed.
package enum HTTPFraming: Hashable, Sendable {
  /// Neither `Content-Length` nor `Transfer-Encoding`: there is none.
  case none
  /// So many bytes.
  case length(Int)
  /// Chunks.
  case chunked
}

/// The head of a request, as ranges of the bytes in which it is.
package struct HTTPHead: Sendable {
  /// What is asked.
  package var method = HTTPMethod.get
  /// Path and query as they were written; of `http://host/path` what follows the host, and `*` of itself.
  package var target = 0..<0
  /// Whether it is HTTP/1.0, where a connection ends after the answer unless the client asks otherwise.
  package var isOld = false
  /// The authority of a target that is a whole URL; it goes before `Host`.
  package var authority: Range<Int>?
  /// The value of `Host`.
  package var host: Range<Int>?
  /// The value of `Authorization`.
  package var authorization: Range<Int>?
  /// The value of `Content-Type`.
  package var contentType: Range<Int>?
  /// The value of `Content-Encoding`.
  package var contentEncoding: Range<Int>?
  /// The value of `Origin`, which browsers send.
  package var origin: Range<Int>?
  /// The value of `Content-Length`.
  package var contentLength: Range<Int>?
  /// Whether there is a `Transfer-Encoding`, and whether it is `chunked` alone.
  package var transferEncoding: (isChunked: Bool, isLast: Bool)?
  /// Whether the client waits for `100 Continue` before it sends the content.
  package var expectsContinue = false
  /// Whether the client asked to end the connection.
  package var asksToClose = false
  /// Whether the client asked to keep the connection, as HTTP/1.0 does not by itself.
  package var asksToKeep = false
  /// How the content is framed.
  package var framing = HTTPFraming.none

  /// Whether the connection ends after the answer.
  package var endsConnection: Bool { asksToClose || (isOld && !asksToKeep) }
}
