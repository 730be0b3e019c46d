/// What is known of a let before anyone uses it.
struct LetValue: Sendable {
  enum State: UInt8, Sendable { case notLet, unvisited, visiting, whole, broken }
  var state = State.notLet
  /// The unit and tree that hold its value: its own, or what a file was made.
  var unit = 0
  var tree = 0
  /// The node of its value in that tree.
  var node = 0
  /// Its size as compact JSON, in bytes; at most a little over the limit.
  var size = 0
  /// How deep objects and lists nest in it.
  var depth = 0
  /// How many lets follow each other in it.
  var chain = 0
}
