import FlowMsgText

// What no text may hold.

extension Outline {
  mutating func fault(_ kind: SyntaxFaultKind, _ start: Int, _ end: Int) {
    faults.append(SyntaxFault(kind, ByteRange(UInt32(start), UInt32(end))))
    if faults.count >= Outline.faultLimit { isUnreadable = true }
  }

  /// A control character at `i`.
  mutating func control(_ bytes: borrowing Span<UInt8>, _ i: Int) {
    if bytes[unchecked: i] == 0x0D {
      if i &+ 1 < bytes.count, bytes[unchecked: i &+ 1] == 0x0A { return }
      fault(.loneCarriageReturn, i, i + 1)
    } else {
      fault(.controlCharacter, i, i + 1)
    }
  }

  mutating func checkControls(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) {
    var i = start
    while i < end {
      let byte = bytes[unchecked: i]
      if byte < 0x20, byte != 0x09, byte != 0x0A { control(bytes, i) }
      if isUnreadable { return }
      i &+= 1
    }
  }

  /// Checks the code points from `start` up to `end`: well-formed, and no bidirectional control among them.
  mutating func checkWide(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) {
    let raw = bytes.bytes
    var i = start
    while i < end, !isUnreadable {
      // Eight bytes of ASCII at a time.
      while i &+ 8 <= end,
        raw.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      { i &+= 8 }
      while i < end, bytes[unchecked: i] < 0x80 { i &+= 1 }
      while i < end, bytes[unchecked: i] >= 0x80, !isUnreadable { i = checkScalar(bytes, i) }
    }
  }

  /// Checks the code point outside ASCII at `i` and gives the offset after it.
  mutating func checkScalar(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    // The common accents: two bytes, nothing in them is forbidden but U+061C.
    let lead = bytes[unchecked: i]
    if lead >= 0xC2, lead < 0xD8, i &+ 1 < bytes.count, bytes[unchecked: i &+ 1] & 0xC0 == 0x80 {
      if lead == 0xC3, i &+ 2 < bytes.count, bytes[unchecked: i &+ 2] >= 0x80 { checkMisread(bytes, i) }
      return i &+ 2
    }
    guard let (scalar, length) = Scan.scalar(bytes, i) else {
      fault(.invalidUTF8, i, i + 1)
      return i &+ 1
    }
    if isBidirectionalControl(scalar) { fault(.bidirectionalControl, i, i + length) }
    guard scalar == "\u{FFFD}" else { return i &+ length }
    // Several in a row are one word that was lost.
    var end = i &+ length
    while end &+ 2 < bytes.count, bytes[end] == 0xEF, bytes[end &+ 1] == 0xBF, bytes[end &+ 2] == 0xBD { end &+= 3 }
    fault(.lostCharacter, i, end)
    return end
  }

  /// Looks at the word around two characters outside ASCII that may be one of another encoding.
  private mutating func checkMisread(_ bytes: borrowing Span<UInt8>, _ i: Int) {
    guard MisreadText.mayBegin(bytes, i), misread.count < Outline.misreadLimit else { return }
    if let last = misread.last, Int(last.end) > i { return }
    if let word = MisreadText.word(bytes, around: i) { misread.append(word) }
  }

  /// A pasted quote or a code point outside ASCII at `i`, outside strings and comments.
  mutating func unusual(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    if Scan.pastedQuote(bytes, i) > 0, let string = Scan.pastedString(bytes, i) {
      checkControls(bytes, i, string.end)
      checkWide(bytes, i, string.end)
      return string.end
    }
    return bytes[i] < 0x80 ? i &+ 1 : checkScalar(bytes, i)
  }
}
