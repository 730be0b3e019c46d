/// The bytes of the name that `offset` of `bytes` is in, or at one of whose ends it is; no bytes, at `offset`, where there is
/// none. What is in a text or comment counts as a name, too.
package func nameAround(_ offset: Int, in bytes: borrowing Span<UInt8>) -> Range<Int> {
  var start = min(offset, bytes.count)
  while start > 0, mayBeOfName(bytes[start - 1]) { start -= 1 }
  while start <= offset {
    let end = Scan.name(bytes, start).end
    if end > start, end >= offset { return start..<end }
    start = max(end, start + 1)
  }
  return offset..<offset
}

/// Whether a byte may be one of a name: all that are not ASCII may, as parts of letters.
private func mayBeOfName(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x2D || byte >= 0x80
}
