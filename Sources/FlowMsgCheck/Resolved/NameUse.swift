import FlowMsgModel

/// The nodes of the tape that a name brought.
struct NameUse: Sendable {
  var first: Int
  var end: Int
  /// The name.
  var name: Origin
  /// Whether the nodes' origins are places of files; what was set from outside, or written anew, has none.
  var isWritten: Bool
}
