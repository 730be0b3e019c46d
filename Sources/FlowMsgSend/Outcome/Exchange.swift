/// What became of one request, as the wire shows it; what that means for the row is the outcome table's business.
package struct Exchange: Sendable {
  /// Why an exchange ended without a whole answer.
  package enum Break: UInt8, Sendable, CaseIterable {
    /// The host's name led to no address.
    case noName = 1
    /// No one listens there.
    case refused
    /// The network knows no way there.
    case unreachable
    /// The connection could not be made secure, or the certificate is not the host's.
    case insecure
    /// The connection broke.
    case broken
    /// The time ran out.
    case timeout
    /// What came back is not HTTP, or only a part of it.
    case malformed
    /// The proxy refused to connect to the host; the status is the proxy's.
    case proxy
    /// The proxy cannot be reached itself.
    case noProxy
    /// The server says that it did not process the request, by HTTP/2: it refused the stream, or went away before it.
    case notTaken
    /// It was given up before any of its body was handed over.
    case givenUp
  }

  /// Which of the requests in flight it was.
  package var ticket: Int
  /// Why there is no whole answer; nil if there is one.
  package var failure: Break?
  /// Whether the last byte of the body was handed to the connection: before that the API cannot have a whole request.
  package var isHandedOver: Bool
  /// Whether there was a connection, as far as is known.
  package var isConnected = true
  /// Why a connection was not secure, where `failure` says that it was not.
  package var insecurity: Insecurity?
  /// The coding of the answer's body, where it is one that cannot be read.
  package var coding: [UInt8] = []
  /// The status of the answer, or of a proxy's refusal to connect; 0 if not even that came.
  package var status = 0
  /// The answer's fields that matter, as they were written.
  package var retryAfter: [UInt8] = []
  /// The answer's `Date`, as it was written.
  package var date: [UInt8] = []
  /// The answer's body, at most `largestAnswer` bytes of it.
  package var body: [UInt8] = []

  /// How much of an answer is kept, in bytes; what follows is read and released.
  package static let largestAnswer = 64 << 10

  /// An exchange that ended.
  package init(ticket: Int, failure: Break? = nil, isHandedOver: Bool, status: Int = 0) {
    (self.ticket, self.failure, self.isHandedOver, self.status) = (ticket, failure, isHandedOver, status)
  }
}
