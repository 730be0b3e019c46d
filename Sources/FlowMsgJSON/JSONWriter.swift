/// How JSON is laid out.
@usableFromInline
package enum JSONLayout: Sendable {
  /// No white space at all.
  case compact
  /// Two-space indentation, a blank after each colon, empty containers as `{}` and `[]`.
  case pretty
}

/// Writes JSON in the order in which it is called.
///
/// Strings are raw UTF-8, with only `\" \\ \b \f \n \r \t` and `\u00xx` for the other C0 controls; DEL stays as it is.
/// The caller keeps to the grammar (a key before each member's value, an end for each begin): the writer only sets
/// commas, line feeds and blanks.
@usableFromInline
package struct JSONWriter {
  /// Where the bytes go.
  @usableFromInline package let buffer: OutputBuffer
  @usableFromInline let isPretty: Bool
  @usableFromInline var depth = 0
  @usableFromInline var place = Place.alone

  /// What stands before the next value.
  @usableFromInline
  enum Place: UInt8 {
    /// Nothing is needed: the start, or right after a key.
    case alone
    /// An opening bracket.
    case first
    /// Another member or item.
    case following
  }

  /// A writer at the end of `buffer`.
  @inlinable
  package init(_ buffer: OutputBuffer, _ layout: JSONLayout) {
    self.buffer = buffer
    isPretty = layout == .pretty
  }

  /// Opens an object.
  @inlinable package mutating func beginObject() { begin(0x7B) }
  /// Closes an object.
  @inlinable package mutating func endObject() { end(0x7D) }
  /// Opens a list.
  @inlinable package mutating func beginArray() { begin(0x5B) }
  /// Closes a list.
  @inlinable package mutating func endArray() { end(0x5D) }

  /// Writes a key; its value is next.
  @inlinable
  package mutating func key(_ bytes: UnsafeRawBufferPointer) {
    separate()
    quote(bytes)
    endKey()
  }

  /// Writes a key; its value is next.
  package mutating func key(_ text: String) {
    var text = text
    text.withUTF8 { key(UnsafeRawBufferPointer($0)) }
  }

  /// Writes a key prepared by `preparedKey` for the same layout; its value is next.
  @inlinable
  package mutating func preparedKey(_ bytes: UnsafeRawBufferPointer) {
    separate()
    buffer.append(bytes)
    place = .alone
  }

  /// A key as it stands in the output, with its colon: for those that are written a million times.
  package static func preparedKey(_ text: String, _ layout: JSONLayout) -> [UInt8] {
    JSONValue.string(text).bytes(.compact) + (layout == .pretty ? [0x3A, 0x20] : [0x3A])
  }

  /// Writes a string.
  @inlinable
  package mutating func string(_ bytes: UnsafeRawBufferPointer) {
    separate()
    quote(bytes)
  }

  /// Writes a string.
  package mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
  }

  /// Writes a number as its digits were written.
  @inlinable
  package mutating func number(_ digits: UnsafeRawBufferPointer) {
    separate()
    buffer.append(digits)
  }

  /// Writes a whole number.
  package mutating func number(_ value: Int) {
    separate()
    buffer.append(String(value))
  }

  /// Writes `true` or `false`.
  @inlinable
  package mutating func bool(_ value: Bool) {
    separate()
    buffer.append(value ? "true" as StaticString : "false" as StaticString)
  }

  /// Writes `null`.
  @inlinable
  package mutating func null() {
    separate()
    buffer.append("null" as StaticString)
  }

  /// Ends a document: a line feed where it is laid out for people.
  @inlinable
  package mutating func endDocument() {
    if isPretty { buffer.append(0x0A) }
    place = .alone
  }

  @inlinable
  mutating func begin(_ bracket: UInt8) {
    separate()
    buffer.append(bracket)
    depth &+= 1
    place = .first
  }

  @inlinable
  mutating func end(_ bracket: UInt8) {
    depth &-= 1
    if isPretty && place == .following { indent() }
    buffer.append(bracket)
    place = .following
  }

  @inlinable
  mutating func endKey() {
    buffer.append(0x3A)
    if isPretty { buffer.append(0x20) }
    place = .alone
  }

  /// Writes what stands between the last thing and the next.
  @inlinable
  mutating func separate() {
    if place == .following { buffer.append(0x2C) }
    if isPretty && place != .alone { indent() }
    place = .following
  }

  @usableFromInline
  func indent() {
    let width = 2 * max(0, depth)
    let target = buffer.reserve(width + 1)
    target.storeBytes(of: 0x0A, as: UInt8.self)
    (target + 1).initializeMemory(as: UInt8.self, repeating: 0x20, count: width)
    buffer.advance(by: width + 1)
  }

  @inlinable
  func quote(_ bytes: UnsafeRawBufferPointer) {
    appendQuoted(bytes, to: buffer)
  }
}
