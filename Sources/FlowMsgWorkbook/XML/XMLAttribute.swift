/// An attribute of a start tag, by its places in the reader's buffer.
struct XMLAttribute: BitwiseCopyable {
  /// Its name without the prefix.
  var name: XMLName
  /// Whether the value represents itself: it has no references, and no white space but blanks.
  var isPlain: Bool
  private var nameStart: Int
  private var localStart: Int
  private var nameCount: Int
  fileprivate var valueStart: Int
  fileprivate var valueCount: Int

  /// The attribute with its name and value in these ranges.
  @inline(__always)
  init(_ reader: borrowing XMLReader, _ name: Range<Int>, _ value: Range<Int>, isPlain: Bool) {
    var start = name.lowerBound
    for place in name where reader.buffer[place] == 0x3A { start = place &+ 1 }
    self.name = XMLName(reader.buffer + start, name.upperBound &- start)
    self.isPlain = isPlain
    (nameStart, localStart, nameCount) = (name.lowerBound, start, name.count)
    (valueStart, valueCount) = (value.lowerBound, value.count)
  }

  /// Whether its name has a prefix.
  @inline(__always)
  var hasPrefix: Bool { localStart > nameStart }

  /// Where the prefix of its name is; empty without one.
  var prefix: Range<Int> { nameStart..<max(nameStart, localStart &- 1) }

  /// Where its name without the prefix is.
  var localName: Range<Int> { localStart..<max(localStart, nameStart &+ nameCount) }

  /// Whether the two have the same name, with its prefix.
  @inline(__always)
  func hasName(of other: XMLAttribute, _ buffer: UnsafeMutablePointer<UInt8>) -> Bool {
    guard name == other.name, nameCount == other.nameCount else { return false }
    for place in 0..<nameCount where buffer[nameStart &+ place] != buffer[other.nameStart &+ place] { return false }
    return true
  }
}

extension XMLReader {
  /// The value of the attribute without a prefix that has this name, as it is written.
  @inline(__always)
  func value(_ name: XMLName) -> UnsafeBufferPointer<UInt8>? {
    for place in 0..<attributes.count where attributes.base[place].name == name && !attributes.base[place].hasPrefix {
      return bytes(attributes.base[place])
    }
    return nil
  }

  /// The value of the attribute of this name as a text, with what its references represent.
  func string(_ name: XMLName, hasPrefix: Bool = false) throws(WorkbookFailure) -> String? {
    for attribute in attributes.elements where attribute.name == name && attribute.hasPrefix == hasPrefix {
      return try string(attribute)
    }
    return nil
  }

  /// Whether the attribute of this name says yes.
  func isTrue(_ name: XMLName) -> Bool {
    guard let bytes = value(name) else { return false }
    return bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8) || bytes.elementsEqual("on".utf8)
  }

  private func bytes(_ attribute: XMLAttribute) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: buffer + attribute.valueStart, count: attribute.valueCount)
  }

  private func string(_ attribute: XMLAttribute) throws(WorkbookFailure) -> String {
    let bytes = bytes(attribute)
    guard UTF8Check.isValid(bytes) else { throw fault("the value of an attribute is not UTF-8") }
    if attribute.isPlain { return String(decoding: bytes, as: UTF8.self) }
    var value: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte == 0x26 {
        let end = bytes[place...].firstIndex(of: 0x3B) ?? bytes.count
        guard let scalar = XMLReference.scalar(UnsafeBufferPointer(rebasing: bytes[place &+ 1..<max(end, place &+ 1)]))
        else { throw fault("a reference in an attribute stands for no character") }
        value += UTF8.encode(scalar).map { Array($0) } ?? []
        place = end &+ 1
      } else {
        value.append(byte < 0x20 ? 0x20 : byte)
        place &+= 1
      }
    }
    return String(decoding: value, as: UTF8.self)
  }
}
