/// Tags, and whatever else begins with `<`.
extension XMLReader {
  /// Reads what begins with the `<` at `at`; nil if it is to be passed over, and has been.
  mutating func readMarkup() throws(WorkbookFailure) -> Event? {
    while true {
      let start = offset
      if let event = try readTag() { return event }
      // What is no tag has been passed if it was whole.
      if offset != start { return nil }
      guard try refill() else { throw fault("it ends inside of a tag") }
    }
  }

  private mutating func readTag() throws(WorkbookFailure) -> Event? {
    switch buffer[at &+ 1] {
    case 0x2F: return try readEnd()
    case 0x21:
      try readDeclaration()
      return nil
    case 0x3F:
      try passInstruction()
      return nil
    case 0 where at &+ 1 == end: return nil
    default: return try readStart()
    }
  }

  /// Reads a start tag; nil if it is not whole yet.
  private mutating func readStart() throws(WorkbookFailure) -> Event? {
    attributes.truncate(to: 0)
    let start = at &+ 1
    guard has(start, XMLBytes.nameStart) else { throw fault("found '<' that begins no tag") }
    let nameEnd = passed(start, XMLBytes.name)
    var place = nameEnd
    while true {
      let gap = passed(place, XMLBytes.blank)
      if gap == end { return nil }
      switch buffer[gap] {
      case 0x3E: return try open(start..<nameEnd, next: gap &+ 1, isEmpty: false)
      case 0x2F:
        if gap &+ 1 == end { return nil }
        guard buffer[gap &+ 1] == 0x3E else { throw fault("found '/' in a tag, expected '/>'") }
        return try open(start..<nameEnd, next: gap &+ 2, isEmpty: true)
      default:
        guard gap > place else { throw fault("expected white space or the end of the tag") }
        guard let after = try readAttribute(gap) else { return nil }
        place = after
      }
    }
  }

  /// Reads an end tag; nil if it is not whole yet.
  private mutating func readEnd() throws(WorkbookFailure) -> Event? {
    let start = at &+ 2
    let nameEnd = passed(min(start, end), XMLBytes.name)
    let gap = passed(nameEnd, XMLBytes.blank)
    if gap == end { return nil }
    guard buffer[gap] == 0x3E else { throw fault("expected '>' at the end of an end tag") }
    return try close(min(start, nameEnd)..<nameEnd, next: gap &+ 1)
  }

  /// Reads the attribute whose name begins at `start`, and returns the place behind it; nil if it is not whole yet.
  private mutating func readAttribute(_ start: Int) throws(WorkbookFailure) -> Int? {
    guard has(start, XMLBytes.nameStart) else { throw fault("found something else than an attribute in a tag") }
    let nameEnd = passed(start, XMLBytes.name)
    let sign = passed(nameEnd, XMLBytes.blank)
    if sign == end { return nil }
    guard buffer[sign] == 0x3D else { throw fault("an attribute has no value") }
    let opening = passed(sign &+ 1, XMLBytes.blank)
    if opening == end { return nil }
    let quote = buffer[opening]
    guard quote == 0x22 || quote == 0x27 else { throw fault("the value of an attribute is not in quotes") }
    guard let value = try valueEnd(opening &+ 1, quote) else { return nil }
    try append(XMLAttribute(self, start..<nameEnd, opening &+ 1..<value.end, isPlain: value.isPlain))
    return value.end &+ 1
  }

  /// The place of the quote that ends a value, and whether it holds nothing that represents something else.
  private func valueEnd(_ start: Int, _ quote: UInt8) throws(WorkbookFailure) -> (end: Int, isPlain: Bool)? {
    var (place, isPlain) = (start, true)
    while true {
      while classes[Int(buffer[place])] & XMLBytes.endsValue == 0 { place &+= 1 }
      let byte = buffer[place]
      if byte == quote { return (place, isPlain) }
      if place == end { return nil }
      switch byte {
      case 0x22, 0x27: break
      case 0x26, 0x09, 0x0A, 0x0D: isPlain = false
      case 0x3C: throw fault("found '<' in the value of an attribute")
      default: throw fault("found a control character in the value of an attribute")
      }
      place &+= 1
    }
  }

  private mutating func append(_ attribute: XMLAttribute) throws(WorkbookFailure) {
    guard attributes.count < 64 else { throw fault("an element has more than 64 attributes") }
    for other in attributes.elements where other.hasName(of: attribute, buffer) {
      throw fault("an attribute stands twice in a tag")
    }
    attributes.append(attribute)
  }

  /// Whether the byte at `place` has one of the bits.
  @inline(__always)
  func has(_ place: Int, _ bits: UInt8) -> Bool {
    classes[Int(buffer[place])] & bits != 0
  }

  /// The place behind all bytes from `start` on that have the bit.
  @inline(__always)
  func passed(_ start: Int, _ bits: UInt8) -> Int {
    var place = start
    while has(place, bits) { place &+= 1 }
    return place
  }
}
