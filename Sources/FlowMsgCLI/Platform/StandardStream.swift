/// One of the two streams that a command writes.
package enum StandardStream: Int32, Sendable {
  /// Products, and the report of `check`.
  case output = 1
  /// Messages.
  case error = 2
}
