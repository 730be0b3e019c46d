/// How JSON is laid out.
public enum JSONLayout: Sendable {
  /// No white space at all.
  case compact
  /// Two-space indentation, a blank after each colon, empty containers as `{}` and `[]`.
  case pretty
}

/// Writes JSON in the order in which it is called.
///
/// Strings are raw UTF-8, with only `\" \\ \b \f \n \r \t` and `\u00xx` for the other C0 controls; DEL stays as it is.
/// The caller keeps to the grammar (a key before each member's value, an end for each begin): the writer only sets
/// commas, line feeds and blanks. What was written is in the buffer only after `flush` or `endDocument`: between them the
/// writer keeps its place itself, as a look at the buffer for every bracket was half of what writing cost.
public struct JSONWriter {
  /// Where the bytes go.
  private let buffer: OutputBuffer
  private let isPretty: Bool
  private var depth = 0
  private var place = Place.alone
  /// Where the next byte goes, and the end of the room there.
  private var cursor: UnsafeMutablePointer<UInt8>
  private var limit: UnsafeMutablePointer<UInt8>

  /// What comes before the next value.
  private enum Place: UInt8 {
    /// Nothing is needed: the start, or right after a key.
    case alone
    /// An opening bracket.
    case first
    /// Another member or item.
    case following
  }

  /// A writer at the end of `buffer`.
  public init(_ buffer: OutputBuffer, _ layout: JSONLayout) {
    self.buffer = buffer
    isPretty = layout == .pretty
    cursor = buffer.reserve(0).assumingMemoryBound(to: UInt8.self)
    limit = cursor
    limit = (buffer.base + buffer.capacity).assumingMemoryBound(to: UInt8.self)
  }

  /// Opens an object.
  @inline(__always) public mutating func beginObject() { begin(0x7B) }
  /// Closes an object.
  @inline(__always) public mutating func endObject() { end(0x7D) }
  /// Opens a list.
  @inline(__always) public mutating func beginArray() { begin(0x5B) }
  /// Closes a list.
  @inline(__always) public mutating func endArray() { end(0x5D) }

  /// Writes a key; its value is next.
  public mutating func key(_ bytes: UnsafeRawBufferPointer) {
    separate()
    quote(bytes)
    put(0x3A)
    if isPretty { put(0x20) }
    place = .alone
  }

  /// Writes a key; its value is next.
  public mutating func key(_ text: String) {
    var text = text
    text.withUTF8 { key(UnsafeRawBufferPointer($0)) }
  }

  /// Writes a key prepared by `preparedKey` for the same layout; its value is next.
  public mutating func preparedKey(_ bytes: UnsafeRawBufferPointer) {
    separate()
    put(bytes)
    place = .alone
  }

  /// A key as it is in the output, with its colon: for those that are written a million times.
  public static func preparedKey(_ text: String, _ layout: JSONLayout) -> [UInt8] {
    JSONValue.string(text).bytes(.compact) + (layout == .pretty ? [0x3A, 0x20] : [0x3A])
  }

  /// Writes a string.
  public mutating func string(_ bytes: UnsafeRawBufferPointer) {
    separate()
    quote(bytes)
  }

  /// Writes a string.
  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
  }

  /// Writes a number as its digits were written.
  public mutating func number(_ digits: UnsafeRawBufferPointer) {
    separate()
    put(digits)
  }

  /// Writes a whole number.
  public mutating func number(_ value: Int) {
    var text = String(value)
    text.withUTF8 { number(UnsafeRawBufferPointer($0)) }
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) {
    separate()
    put(value ? "true" : "false")
  }

  /// Writes `null`.
  public mutating func null() {
    separate()
    put("null")
  }

  /// Ends a document, with a line feed where it is laid out for people, and flushes.
  public mutating func endDocument() {
    if isPretty { put(0x0A) }
    place = .alone
    flush()
  }

  /// Hands over what was written: from here on the buffer may be written to by others, and this writer not any more.
  public mutating func flush() {
    buffer.advance(by: UnsafeMutableRawPointer(cursor) - (buffer.base + buffer.count))
  }

  @inline(__always)
  private mutating func begin(_ bracket: UInt8) {
    separate()
    put(bracket)
    depth &+= 1
    place = .first
  }

  @inline(__always)
  private mutating func end(_ bracket: UInt8) {
    depth &-= 1
    if isPretty && place == .following { indent() }
    put(bracket)
    place = .following
  }

  /// Writes what is between the last thing and the next.
  @inline(__always)
  private mutating func separate() {
    if place == .following { put(0x2C) }
    if isPretty && place != .alone { indent() }
    place = .following
  }

  private mutating func indent() {
    let width = 2 * max(0, depth)
    reserve(width &+ 1)
    cursor[0] = 0x0A
    (cursor + 1).update(repeating: 0x20, count: width)
    cursor += width &+ 1
  }

  // MARK: Bytes

  /// Makes room for `more` bytes.
  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if _slowPath(limit - cursor < more) { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    flush()
    cursor = buffer.reserve(more).assumingMemoryBound(to: UInt8.self)
    limit = (buffer.base + buffer.capacity).assumingMemoryBound(to: UInt8.self)
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    reserve(1)
    cursor.pointee = byte
    cursor += 1
  }

  @inline(__always)
  private mutating func put(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    UnsafeMutableRawPointer(cursor).copyMemory(from: source, byteCount: bytes.count)
    cursor += bytes.count
  }

  private mutating func put(_ text: StaticString) {
    put(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes `bytes`, UTF-8, as a string with its quotation marks.
  private mutating func quote(_ bytes: UnsafeRawBufferPointer) {
    // Whole words are stored even if only their first bytes count, so there are bytes to spare.
    reserve(bytes.count &+ 16)
    cursor.pointee = 0x22
    cursor += 1
    var at = 0
    while at < bytes.count {
      let (clean, isWhole) = copyClean(bytes, at, to: UnsafeMutableRawPointer(cursor))
      at &+= clean
      cursor += clean
      guard !isWhole else { continue }
      escape(bytes[at])
      at &+= 1
      reserve(bytes.count &- at &+ 16)
    }
    cursor.pointee = 0x22
    cursor += 1
  }

  /// Writes the escape of a quotation mark, a backslash or a C0 control.
  private mutating func escape(_ byte: UInt8) {
    let short = JSONEscaping.letter(byte)
    put(0x5C)
    guard short == 0 else { return put(short) }
    put("u00")
    put(JSONEscaping.hex(byte >> 4))
    put(JSONEscaping.hex(byte & 0x0F))
  }
}
