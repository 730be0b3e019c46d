import FlowMsgText

/// Reads JSON as RFC 8259 has it, nothing beside, into a document with offsets.
///
///     JSON   ::= blank* Value blank*
///     Value  ::= 'true' | 'false' | 'null' | Number | String | Array | Object
///     Array  ::= '[' blank* (Value blank* (',' blank* Value blank*)*)? ']'
///     Object ::= '{' blank* (Member blank* (',' blank* Member blank*)*)? '}'
///     Member ::= String blank* ':' blank* Value
///     blank  ::= #x20 | #x9 | #xA | #xD
///
/// What is open lies on a stack of its own, so nesting costs memory and never the call stack. The first syntax error
/// ends the reading; repeated keys and lone surrogates do not. A leading byte-order mark is passed over.
package struct JSONReader {
  /// The deepest nesting that files made elsewhere are read with: ten times what real Flows have, and more than any
  /// body may have.
  package static let defaultDepth = 512

  /// An array or object that is open.
  struct Frame {
    var node: Int
    /// The member whose value is being read, or -1 in an array.
    var member: Int
  }

  /// What the text must show next.
  enum Step {
    case value
    case afterValue
    case stop
  }

  var document: JSONDocument
  var at: Int
  let end: Int
  let depth: Int
  var open: [Frame] = []
  /// Scratch for `reportRepeatedKeys`.
  var keys: [Int] = []

  private init(_ source: [UInt8], _ range: Range<Int>, depth: Int) {
    document = JSONDocument(source: source)
    at = range.lowerBound
    end = range.upperBound
    self.depth = depth
  }

  /// Reads all of `source`, or the one text in `range` of it (a line of NDJSON); offsets count from the start of `source`.
  package static func read(
    _ source: [UInt8], in range: Range<Int>? = nil, depth: Int = defaultDepth
  ) -> JSONDocument {
    let range = (range ?? 0..<source.count).clamped(to: 0..<source.count)
    var reader = JSONReader(source, range, depth: depth)
    guard source.count <= SourceFile.maximumByteCount else {
      reader.fault(.tooLarge, 0, 0)
      return reader.document
    }
    reader.document.nodes.reserveCapacity(range.count / 16)
    reader.readText(source.span)
    reader.document.faults.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    return reader.document
  }

  private mutating func readText(_ bytes: Span<UInt8>) {
    passByteOrderMark(bytes)
    passBlanks(bytes)
    guard at < end else { return fault(.empty, at, at) }
    var step = Step.value
    while step != .stop {
      step = step == .value ? readValue(bytes) : readAfterValue(bytes)
    }
    cutOpen(bytes)
  }

  private mutating func passByteOrderMark(_ bytes: Span<UInt8>) {
    guard end - at >= 3, bytes[at] == 0xEF, bytes[at + 1] == 0xBB, bytes[at + 2] == 0xBF else { return }
    document.hasByteOrderMark = true
    at += 3
  }

  mutating func passBlanks(_ bytes: Span<UInt8>) {
    while at < end {
      switch bytes[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return
      }
    }
  }

  // MARK: Values

  private mutating func readValue(_ bytes: Span<UInt8>) -> Step {
    guard at < end else { return unexpected(.value, bytes) }
    switch bytes[at] {
    case 0x22: return readString(bytes, as: .string) ? .afterValue : .stop
    case 0x7B: return openObject(bytes)
    case 0x5B: return openArray(bytes)
    case 0x2D, 0x2B, 0x2E, 0x30...0x39: return readNumber(bytes)
    case 0x41...0x5A, 0x61...0x7A: return readWord(bytes)
    default:
      let isFirst = open.last.map { $0.member < 0 && $0.node == document.nodes.count - 1 } ?? false
      return unexpected(isFirst ? .itemOrEnd : .value, bytes)
    }
  }

  /// Reads what may follow a value: the end of the text, a `,` and what it announces, or a closing bracket.
  private mutating func readAfterValue(_ bytes: Span<UInt8>) -> Step {
    passBlanks(bytes)
    guard let frame = open.last else { return readEnd(bytes) }
    let isObject = document.nodes[frame.node].kind == .object
    guard at < end else { return unexpected(isObject ? .commaOrObjectEnd : .commaOrArrayEnd, bytes) }
    switch bytes[at] {
    case 0x2C:
      return readComma(bytes, closer: isObject ? 0x7D : 0x5D)
    case 0x7D, 0x5D:
      guard (bytes[at] == 0x7D) == isObject else { return wrongCloser(bytes) }
      return close(bytes)
    default:
      return unexpected(isObject ? .commaOrObjectEnd : .commaOrArrayEnd, bytes)
    }
  }

  private mutating func readComma(_ bytes: Span<UInt8>, closer: UInt8) -> Step {
    let comma = at
    at += 1
    passBlanks(bytes)
    if at < end, bytes[at] == closer {
      fault(.trailingComma, comma, comma + 1)
      return .stop
    }
    return closer == 0x7D ? readKey(bytes, expecting: .key) : .value
  }

  private mutating func readEnd(_ bytes: Span<UInt8>) -> Step {
    guard at < end else { return .stop }
    if let (found, length) = scalar(bytes, at, end) {
      fault(.trailingContent(.scalar(found)), at, at + length)
    } else {
      fault(.invalidUTF8(bytes[at]), at, at + 1)
    }
    return .stop
  }

  // MARK: Arrays and objects

  private mutating func openArray(_ bytes: Span<UInt8>) -> Step {
    guard push(.array) else { return .stop }
    passBlanks(bytes)
    guard at < end else { return unexpected(.itemOrEnd, bytes) }
    return bytes[at] == 0x5D ? close(bytes) : bytes[at] == 0x7D ? wrongCloser(bytes) : .value
  }

  private mutating func openObject(_ bytes: Span<UInt8>) -> Step {
    guard push(.object) else { return .stop }
    passBlanks(bytes)
    guard at < end else { return unexpected(.keyOrEnd, bytes) }
    switch bytes[at] {
    case 0x7D: return close(bytes)
    case 0x5D: return wrongCloser(bytes)
    default: return readKey(bytes, expecting: .keyOrEnd)
    }
  }

  private mutating func push(_ kind: JSONKind) -> Bool {
    guard open.count < depth else {
      fault(.tooDeep(limit: depth), at, at + 1)
      return false
    }
    open.append(Frame(node: document.nodes.count, member: -1))
    append(kind, at, at + 1)
    at += 1
    return true
  }

  private mutating func readKey(_ bytes: Span<UInt8>, expecting expectation: JSONExpectation) -> Step {
    guard at < end, bytes[at] == 0x22 else { return unexpected(expectation, bytes) }
    open[open.count - 1].member = document.nodes.count
    guard readString(bytes, as: .member) else {
      open[open.count - 1].member = -1
      return .stop
    }
    passBlanks(bytes)
    guard at < end, bytes[at] == 0x3A else { return unexpected(.colon, bytes) }
    at += 1
    passBlanks(bytes)
    return .value
  }

  private mutating func close(_ bytes: Span<UInt8>) -> Step {
    at += 1
    let frame = open.removeLast()
    document.nodes[frame.node].end = UInt32(truncatingIfNeeded: at)
    document.nodes[frame.node].next = UInt32(truncatingIfNeeded: document.nodes.count)
    if document.nodes[frame.node].kind == .object { reportRepeatedKeys(of: frame.node, bytes) }
    endMember()
    return .afterValue
  }

  /// Says that the value of the member that is being read, if one is, ends with the last node.
  mutating func endMember() {
    guard let member = open.last?.member, member >= 0 else { return }
    document.nodes[member].next = UInt32(truncatingIfNeeded: document.nodes.count)
  }

  /// Closes what a syntax error left open, innermost first.
  private mutating func cutOpen(_ bytes: Span<UInt8>) {
    let stop = UInt32(truncatingIfNeeded: at)
    let count = UInt32(truncatingIfNeeded: document.nodes.count)
    while let frame = open.popLast() {
      let isInMember = frame.member >= 0 && document.nodes[frame.member].next == UInt32(frame.member) + 1
      if isInMember {
        document.nodes[frame.member].next = count
        document.nodes[frame.member].traits.insert(.cut)
      }
      document.nodes[frame.node].end = max(stop, document.nodes[frame.node].end)
      document.nodes[frame.node].next = count
      document.nodes[frame.node].traits.insert(.cut)
      if document.nodes[frame.node].kind == .object { reportRepeatedKeys(of: frame.node, bytes) }
    }
  }

  // MARK: Nodes and faults

  mutating func append(_ kind: JSONKind, _ start: Int, _ end: Int, _ traits: JSONNode.Traits = []) {
    document.nodes.append(
      JSONNode(
        kind: kind, traits: traits, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        next: UInt32(truncatingIfNeeded: document.nodes.count) + 1))
  }

  mutating func fault(_ kind: JSONFaultKind, _ start: Int, _ end: Int, related: ByteRange? = nil) {
    let range = ByteRange(UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: end))
    document.faults.append(JSONFault(kind, range, related: related))
  }

  /// The opening bracket of what is innermost open.
  private var opener: ByteRange? {
    open.last.map { ByteRange(document.nodes[$0.node].start, document.nodes[$0.node].start + 1) }
  }

  private mutating func wrongCloser(_ bytes: Span<UInt8>) -> Step {
    let found = Unicode.Scalar(bytes[at])
    fault(.wrongCloser(found, expected: found == "]" ? "}" : "]"), at, at + 1, related: opener)
    return .stop
  }

  mutating func unexpected(_ expectation: JSONExpectation, _ bytes: Span<UInt8>) -> Step {
    if at >= end {
      fault(.expected(expectation, found: .end), at, at, related: opener)
    } else if let (found, length) = scalar(bytes, at, end) {
      fault(.expected(expectation, found: .scalar(found)), at, at + length)
    } else if open.isEmpty, bytes[at] >= 0xFE, end - at >= 2, bytes[at] ^ bytes[at + 1] == 1 {
      fault(.utf16, at, at + 2)
    } else {
      fault(.invalidUTF8(bytes[at]), at, at + 1)
    }
    return .stop
  }
}
