/// Reads XML 1.0 with its namespaces' prefixes, which have to be declared, left out, piece by piece, from bytes that come
/// in chunks.
///
///     document ::= mark? declaration? (comment | instruction | blank)* element (comment | instruction | blank)*
///
/// Texts are UTF-8. There is no document type declaration, and so no entity beside the five and the references to
/// characters.
/// A start tag is in memory as a whole; text comes in pieces, and what is passed over needs no memory.
struct XMLReader: ~Copyable {
  /// What was read.
  enum Event {
    /// An element has begun: see `name`, `depth` and its attributes.
    case start
    /// An element has ended: `depth` is that of what is around it.
    case end
    /// A piece of text: see `text`.
    case text
    /// The document has ended.
    case finished
  }

  /// The deepest nesting.
  static let depthLimit = 64
  /// The most bytes of a start tag, and of a name.
  static let tagLimit = 1 << 20
  static let nameLimit = 256
  /// How many bytes are asked for at a time.
  private static let chunkSize = 64 << 10

  /// What is read, for messages.
  let part: String
  private let source: any ByteSource
  /// The current bytes; behind the last one is a 0, which ends every search.
  private(set) var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// What each byte can be.
  let classes: UnsafeMutablePointer<UInt8>
  /// The next byte, and the place behind the last one.
  var at = 0
  private(set) var end = 0
  private var dropped = 0
  private(set) var isExhausted = false
  var isInCDATA = false
  private var endsAtOnce = false
  private var hasRoot = false

  /// How many elements are open.
  private(set) var depth = 0
  /// The name of the element that has begun last.
  private(set) var name = XMLName.other
  /// The piece of text; valid until the next call.
  var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// The memory of a character that was written as a reference.
  let scratch: UnsafeMutablePointer<UInt8>
  /// The attributes of the element that has begun, valid until the next call.
  var attributes = GrowingBuffer<XMLAttribute>(capacity: 64)
  /// The names of the open elements, one after the other, and where each begins.
  private var names = GrowingBuffer<UInt8>(capacity: 1024)
  private var starts = GrowingBuffer<Int>(capacity: 64)
  /// What the open elements declare.
  private var prefixes = XMLPrefixes()

  /// A reader of what `source` gives.
  init(_ source: any ByteSource, part: String) throws(WorkbookFailure) {
    self.part = part
    self.source = source
    capacity = 2 * XMLReader.chunkSize
    buffer = .allocate(capacity: capacity)
    buffer[0] = 0
    scratch = .allocate(capacity: 8)
    classes = XMLBytes.table()
    try readProlog()
  }

  deinit {
    buffer.deallocate()
    scratch.deallocate()
    classes.deallocate()
  }

  /// Reads on.
  mutating func next() throws(WorkbookFailure) -> Event {
    if endsAtOnce {
      endsAtOnce = false
      return close()
    }
    while true {
      let byte = buffer[at]
      if byte == 0x3C, !isInCDATA {
        if let event = try readMarkup() { return event }
      } else if at == end {
        if try !refill() { return try finish() }
      } else if depth == 0 {
        try passOutside()
      } else if let event = try isInCDATA ? readCDATA() : readText() {
        return event
      }
    }
  }

  /// Passes the rest of the element that has just begun, with all that is in it.
  mutating func skip() throws(WorkbookFailure) {
    let around = depth &- 1
    while depth > around {
      if try next() == .finished { return }
    }
  }

  /// Brings more bytes behind those from `at` on, which move to the front of the buffer; false at the end of all.
  mutating func refill() throws(WorkbookFailure) -> Bool {
    guard !isExhausted else { return false }
    let kept = end &- at
    if at > 0 { buffer.update(from: buffer + at, count: kept) }
    dropped &+= at
    (at, end) = (0, kept)
    if capacity &- kept <= XMLReader.chunkSize { try grow() }
    let room = UnsafeMutableRawBufferPointer(start: buffer + end, count: XMLReader.chunkSize)
    let count = try source.read(into: room)
    end &+= min(max(count, 0), room.count)
    buffer[end] = 0
    isExhausted = count <= 0
    return !isExhausted
  }

  private mutating func grow() throws(WorkbookFailure) {
    guard capacity < 2 * XMLReader.tagLimit else { throw fault("a tag has more than 1 MiB") }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity &* 2)
    larger.update(from: buffer, count: end)
    buffer.deallocate()
    (buffer, capacity) = (larger, capacity &* 2)
  }

  // MARK: Elements

  /// Opens an element whose name is in `range`; its start tag ends before `next`.
  mutating func open(_ range: Range<Int>, next: Int, isEmpty: Bool) throws(WorkbookFailure) -> Event {
    guard depth < XMLReader.depthLimit else { throw fault("elements are nested deeper than \(XMLReader.depthLimit)") }
    guard range.count <= XMLReader.nameLimit else { throw fault("a name has more than \(XMLReader.nameLimit) bytes") }
    if depth == 0, hasRoot { throw fault("a second element follows the first one, expected the end") }
    hasRoot = true
    starts.append(names.count)
    // Names are so short that a copy costs more by its call than by its bytes.
    names.reserve(range.count)
    for place in range { names.append(buffer[place]) }
    depth &+= 1
    try declarePrefixes()
    name = try localName(range)
    at = next
    endsAtOnce = isEmpty
    return .start
  }

  /// Closes the innermost element.
  mutating func close() -> Event {
    names.truncate(to: openName.lowerBound)
    starts.truncate(to: starts.count &- 1)
    depth = max(0, depth &- 1)
    prefixes.close(to: depth)
    return .end
  }

  /// Where the name of the innermost element is in `names`.
  private var openName: Range<Int> {
    guard starts.count > 0 else { return 0..<0 }
    let start = starts.base[starts.count &- 1]
    return min(start, names.count)..<names.count
  }

  /// Closes the innermost element by an end tag that has its name in `range`.
  mutating func close(_ range: Range<Int>, next: Int) throws(WorkbookFailure) -> Event {
    let open = openName
    guard depth > 0, range.count == open.count else { throw wrongEnd(range) }
    for place in 0..<range.count where buffer[range.lowerBound &+ place] != names.base[open.lowerBound &+ place] {
      throw wrongEnd(range)
    }
    at = next
    return close()
  }

  private func wrongEnd(_ range: Range<Int>) -> WorkbookFailure {
    let found = ShownName.of(string(range))
    if depth == 0 { return fault("</\(found)> closes an element that is not open") }
    return fault("found </\(found)>, expected </\(ShownName.of(names.text(from: openName.lowerBound)))>")
  }

  /// The name of an element in `range` without its prefix, which has to be declared.
  private func localName(_ range: Range<Int>) throws(WorkbookFailure) -> XMLName {
    var start = range.lowerBound
    for place in range where buffer[place] == 0x3A { start = place &+ 1 }
    if start > range.lowerBound { try requirePrefix(range.lowerBound..<start &- 1) }
    return XMLName(buffer + start, range.upperBound &- start)
  }

  /// Notes the prefixes that the current element declares, and requires those of its other attributes.
  private mutating func declarePrefixes() throws(WorkbookFailure) {
    var others = 0
    for place in 0..<attributes.count where attributes.base[place].hasPrefix {
      let attribute = attributes.base[place]
      let declared = bytes(attribute.localName)
      guard bytes(attribute.prefix).elementsEqual("xmlns".utf8), !declared.isEmpty else {
        others &+= 1
        continue
      }
      guard declared.count <= XMLReader.nameLimit else {
        throw fault("a name has more than \(XMLReader.nameLimit) bytes")
      }
      prefixes.declare(declared, depth: depth)
    }
    guard others > 0 else { return }
    for place in 0..<attributes.count where attributes.base[place].hasPrefix {
      if !bytes(attributes.base[place].prefix).elementsEqual("xmlns".utf8) {
        try requirePrefix(attributes.base[place].prefix)
      }
    }
  }

  private func requirePrefix(_ range: Range<Int>) throws(WorkbookFailure) {
    if prefixes.contains(bytes(range)) { return }
    throw fault("the prefix '\(ShownName.of(string(range)))' is not declared")
  }

  private func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: buffer + range.lowerBound, count: range.count)
  }

  private mutating func finish() throws(WorkbookFailure) -> Event {
    if depth > 0 {
      throw fault("it ends inside of <\(ShownName.of(names.text(from: openName.lowerBound)))>, which is not closed")
    }
    guard hasRoot else { throw fault("it has no element") }
    return .finished
  }

  // MARK: Messages

  /// How many bytes of the part come before the next one.
  var offset: Int { dropped &+ at }

  /// The bytes of `range` as a text.
  func string(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(start: buffer + range.lowerBound, count: range.count), as: UTF8.self)
  }

  /// A failure of this part at the next byte.
  func fault(_ message: String) -> WorkbookFailure {
    WorkbookFailure("\(part), byte \(offset): \(message)", help: WorkbookFailure.saveAnew)
  }
}
