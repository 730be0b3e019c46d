package import FlowMsgJSON
package import FlowMsgModel

/// Turns checked messages into request bodies of one API. To add one: a file in `Backends` that implements it.
///
/// One value serves one thread and may keep memory between messages.
package protocol Backend {
  /// A backend that lays its bodies out so.
  init(_ layout: JSONLayout)

  /// Appends the body of `message` to the record that is open in `buffer`, with a line feed at the end if the layout is
  /// `.pretty`. A field that the message lacks is left out, and a container in which nothing would be.
  mutating func writeBody(of message: borrowing Message, to buffer: OutputBuffer)
}
