/// A request that is ready to leave.
package struct PreparedRequest: Sendable {
  /// The row it is for: its place among all rows of the recipients, from 0.
  package var row: UInt32
  /// The path, and the query if there is one.
  package var target: [UInt8]
  /// The body.
  package var body: [UInt8]

  /// A request.
  package init(row: UInt32, target: [UInt8], body: [UInt8]) {
    (self.row, self.target, self.body) = (row, target, body)
  }
}

/// What carries requests to the API: many at a time, on the caller's thread.
package protocol Transport: AnyObject {
  /// Sends a request on its way. What became of it is told by `wait` under this ticket, which no other request in flight
  /// has.
  func start(_ request: PreparedRequest, ticket: Int)

  /// Works until a request has ended or the time is over, and appends what ended.
  func wait(atMost time: Nanoseconds, _ ended: inout [Exchange])
}
