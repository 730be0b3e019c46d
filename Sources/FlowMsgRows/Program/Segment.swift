/// A piece of a line.
struct Segment: BitwiseCopyable {
  enum Kind: UInt8 {
    /// Bytes of the pool.
    case literal
    /// A hole in a text.
    case text
    /// A hole that is a value by itself.
    case value
    /// The bot's id and the phone number.
    case bot, number
    /// The body begins, and has ended.
    case bodyStart, bodyEnd
    /// A text of JSON begins that goes into the query, and has ended.
    case queryStart, queryEnd
  }

  var kind: Kind
  /// The node whose value it is.
  var node = -1
  var literal = TableRange()
}
