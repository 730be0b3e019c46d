/// A request that is ready to leave.
package struct PreparedRequest: Sendable {
  /// The row it is for: its place among all rows of the recipients, from 0.
  package var row: UInt32
  /// The digest of the person it is for, by which the journal knows them; 0 where there is no journal.
  package var person: UInt64
  /// The path, and the query if there is one.
  package var target: [UInt8]
  /// The body.
  package var body: [UInt8]

  /// A request.
  package init(row: UInt32, person: UInt64 = 0, target: [UInt8], body: [UInt8]) {
    (self.row, self.person, self.target, self.body) = (row, person, target, body)
  }
}

/// What carries requests to the API: many at a time, on the caller's thread.
package protocol Transport: AnyObject {
  /// Sends a request on its way. What became of it is reported by `wait` under this ticket, which no other request in flight
  /// has.
  func start(_ request: PreparedRequest, ticket: Int)

  /// Ends what provably was not processed, as nothing of its body has left, without waiting for anything: nothing of it
  /// leaves from then on. Nothing is started after.
  func giveUp(_ ended: inout [Exchange])

  /// Works until a request has ended or the time is over, and appends what ended.
  func wait(atMost time: Nanoseconds, _ ended: inout [Exchange])
}
