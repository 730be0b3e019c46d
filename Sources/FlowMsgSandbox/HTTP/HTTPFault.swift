/// Why a request is answered with an error before it is looked at as a message.
package struct HTTPFault: Error, Hashable, Sendable {
  /// The status of the answer, 400 to 505.
  package var status: Int
  /// What was found and what was expected; lower case, no final stop. It quotes nothing of the request.
  package var message: String

  /// A fault.
  package init(_ status: Int, _ message: String) {
    self.status = status
    self.message = message
  }
}

/// How large the parts of a request may be, in bytes by default.
package enum HTTPLimits {
  /// The request line, or a trailer, without its line end. RFC 9112, section 3, asks for 8,000 at least.
  package static let line = 8192
  /// All header fields with their line ends; one alone may take them all, as browsers put the cookies of every program on
  /// `localhost` into a single one.
  package static let fields = 32 << 10
  /// The number of header fields.
  package static let fieldCount = 100
  /// The content: twice what a compact body may have, since this counts white space too.
  package static let body = 2 << 20
  /// A line that announces a chunk, with its extensions.
  package static let chunkLine = 256
  /// Chunked content with all that frames it.
  package static let chunked = 4 * body
  /// Empty lines before a request line, which RFC 9112, section 2.2, asks to pass over.
  package static let blankLines = 8
}
