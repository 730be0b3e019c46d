package import FlowMsgJSON
package import FlowMsgModel

extension Backend {
  /// Appends `{"output":"NAME","body":{…}}` and a line feed, one record by itself, and tells where it is.
  ///
  /// - Parameters:
  ///   - name: the message's name, or `message.tag`: ASCII letters, digits, `_`, `-` and `.`, as every output's name is.
  ///   - backend: lays out `.compact`.
  @discardableResult
  package mutating func writeLine(
    _ name: UnsafeRawBufferPointer, _ message: borrowing Message, to buffer: OutputBuffer
  ) -> (chunk: Int, range: Range<Int>) {
    buffer.beginRecord()
    buffer.append(#"{"output":""# as StaticString)
    buffer.append(name)
    buffer.append(#"","body":"# as StaticString)
    writeBody(of: message, to: buffer)
    buffer.append("}\n" as StaticString)
    return buffer.endRecord()
  }

  /// Appends the body as one record by itself, as a file holds it, and tells where it is.
  @discardableResult
  package mutating func writeRecord(
    _ message: borrowing Message, to buffer: OutputBuffer
  ) -> (chunk: Int, range: Range<Int>) {
    buffer.beginRecord()
    writeBody(of: message, to: buffer)
    return buffer.endRecord()
  }
}
