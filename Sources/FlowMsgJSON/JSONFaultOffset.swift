import FlowMsgText

extension JSONFault {
  /// The first byte of the place that shows it, for rooms that do not see source text.
  package var offset: Int { Int(range.start) }
}
