/// Where requests go, and how.
package struct CurlSettings: Sendable {
  /// The scheme, host and port, without a path: `https://api.jelou.ai`.
  package var server: String
  /// Whether the server is reached by TLS; else it is on this machine.
  package var isSecure: Bool
  /// The value of `Authorization`.
  package var authorization: [UInt8]
  /// The proxy; nil for none, whatever the environment says.
  package var proxy: String?
  /// A file of certificates to trust instead of the system's; nil for the system's.
  package var authorities: String?
  /// How long a request may take from its start to the end of the answer, in milliseconds.
  package var timeout = 30_000
  /// How long a connection may take to be there, in milliseconds.
  package var connectTimeout = 10_000
  /// Requests in flight at most.
  package var concurrency = 16
  /// What the request says that sends it.
  package var userAgent: String

  /// Settings with the usual limits.
  package init(server: String, isSecure: Bool, authorization: [UInt8], userAgent: String) {
    (self.server, self.isSecure, self.authorization) = (server, isSecure, authorization)
    self.userAgent = userAgent
  }
}
