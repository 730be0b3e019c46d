/// Text between tags.
extension XMLReader {
  /// Reads a piece of text; nil if more bytes were needed and brought.
  mutating func readText() throws(WorkbookFailure) -> Event? {
    if let event = try readPlain(XMLBytes.endsText) { return event }
    switch buffer[at] {
    case 0x26: return try readReference()
    case 0x0D: return try readReturn()
    case 0 where at == end: return try needMore()
    case 0x3C: return nil
    case 0x5D: return try readBracket()
    default: throw fault("found a control character")
    }
  }

  /// Reads a `]`, which may not begin the end of a CDATA section where there is none.
  private mutating func readBracket() throws(WorkbookFailure) -> Event? {
    if end &- at < 3, try refill() { return nil }
    if endsSection() { throw fault("found ']]>' outside of a CDATA section") }
    return give(at, 1)
  }

  /// Whether `]]>` comes next.
  private func endsSection() -> Bool {
    buffer[at] == 0x5D && buffer[at &+ 1] == 0x5D && buffer[at &+ 2] == 0x3E
  }

  /// Reads a piece of a CDATA section; nil if more bytes were needed and brought, or if the section has ended.
  mutating func readCDATA() throws(WorkbookFailure) -> Event? {
    if let event = try readPlain(XMLBytes.endsCDATA) { return event }
    switch buffer[at] {
    case 0x5D:
      if end &- at < 3 { return try needMore() }
      if endsSection() {
        isInCDATA = false
        at &+= 3
        return nil
      }
      return give(at, 1)
    case 0x0D: return try readReturn()
    case 0 where at == end: return try needMore()
    default: throw fault("found a control character")
    }
  }

  /// Reads as many bytes as represent themselves; nil if there are none, or but a part of a character.
  private mutating func readPlain(_ stops: UInt8) throws(WorkbookFailure) -> Event? {
    var (place, seen): (Int, UInt8) = (at, 0)
    while classes[Int(buffer[place])] & stops == 0 {
      seen |= buffer[place]
      place &+= 1
    }
    if place == at { return nil }
    var piece = UnsafeBufferPointer(start: buffer + at, count: place &- at)
    if seen >= 0x80 {
      if place == end, !isExhausted {
        let whole = UTF8Check.wholeCount(piece)
        if whole == 0 { return try refillCharacter(stops) }
        piece = UnsafeBufferPointer(start: buffer + at, count: whole)
      }
      guard UTF8Check.isValid(piece) else { throw fault("the text is not UTF-8") }
    }
    return give(at, piece.count)
  }

  /// Brings the rest of the character at `at`, and reads it.
  private mutating func refillCharacter(_ stops: UInt8) throws(WorkbookFailure) -> Event? {
    while end &- at < 4, try refill() {}
    var place = at
    while place &- at < 4, classes[Int(buffer[place])] & stops == 0 { place &+= 1 }
    let piece = UnsafeBufferPointer(start: buffer + at, count: place &- at)
    let whole = UTF8Check.wholeCount(piece)
    let first = UnsafeBufferPointer(start: buffer + at, count: whole)
    guard whole > 0, UTF8Check.isValid(first) else { throw fault("the text is not UTF-8") }
    return give(at, whole)
  }

  /// Makes the `count` bytes at `start` the text.
  private mutating func give(_ start: Int, _ count: Int) -> Event {
    text = UnsafeBufferPointer(start: buffer + start, count: count)
    at = start &+ count
    return .text
  }

  private mutating func needMore() throws(WorkbookFailure) -> Event? {
    if try refill() { return nil }
    throw fault("it ends inside of an element")
  }

  /// A carriage return, alone or before a line feed, is one line feed.
  private mutating func readReturn() throws(WorkbookFailure) -> Event? {
    if at &+ 1 == end, try refill() { return nil }
    at &+= buffer[at &+ 1] == 0x0A ? 2 : 1
    scratch[0] = 0x0A
    text = UnsafeBufferPointer(start: scratch, count: 1)
    return .text
  }

  private mutating func readReference() throws(WorkbookFailure) -> Event? {
    var place = at &+ 1
    while place < end, place &- at <= XMLReference.sizeLimit, buffer[place] != 0x3B { place &+= 1 }
    if place == end, try refill() { return nil }
    let bytes = UnsafeBufferPointer(start: buffer + at + 1, count: place &- at &- 1)
    guard buffer[place] == 0x3B, let scalar = XMLReference.scalar(bytes), let encoded = UTF8.encode(scalar) else {
      throw fault("found '&' that begins no reference to a character, or to one that no text has")
    }
    var count = 0
    for byte in encoded where count < 8 {
      scratch[count] = byte
      count &+= 1
    }
    text = UnsafeBufferPointer(start: scratch, count: count)
    at = place &+ 1
    return .text
  }

  /// Passes white space outside of the outermost element, where nothing else may be.
  mutating func passOutside() throws(WorkbookFailure) {
    at = passed(at, XMLBytes.blank)
    if at < end, buffer[at] != 0x3C { throw fault("found text outside of the outermost element") }
  }
}
