import FlowMsgText

/// Whether the name from `start` up to `end` is in Normalization Form C.
func isComposed(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
  var buffer: [UInt8] = []
  for i in start..<end { buffer.append(bytes[i]) }
  let text = String(decoding: buffer, as: UTF8.self)
  return Array(NameFolding.composed(text).utf8) == buffer
}
