/// Turns a JSON array of objects into lines of JSON as it is read: one object a line, in place, so that nothing has to hold all
/// of it. Other texts stay as they are.
package struct ArrayUnwrapper: Sendable {
  private enum State {
    /// Nothing but blanks so far.
    case start
    /// The text is no array.
    case other
    /// Inside the array; `depth` brackets are open in it.
    case inside
    /// The array has ended.
    case ended
  }

  private var state = State.start
  private var depth = 0
  private var isString = false
  private var isEscaped = false
  /// Whether anything was in the array.
  private var isFilled = false
  /// How many bytes of a mark at the start were seen.
  private var markCount = 0

  /// At the start of a text.
  package init() {}

  /// Whether the text is an array that did not end.
  package var isOpen: Bool { state == .inside }

  /// Rewrites the bytes of `sink` from `start` on, which follow those of the last call.
  package mutating func unwrap(_ sink: ByteSink, from start: Int) {
    if state == .other { return }
    var (at, end) = (start, start)
    while at < sink.count {
      let byte = sink.base[at]
      at &+= 1
      if let kept = keep(byte) {
        sink.base[end] = kept
        end &+= 1
      }
      if state == .other {
        // Everything that follows stays where it is, but for what was dropped before.
        while at < sink.count {
          sink.base[end] = sink.base[at]
          (at, end) = (at &+ 1, end &+ 1)
        }
      }
    }
    sink.count = end
  }

  /// What takes the place of a byte; nil where nothing does.
  private mutating func keep(_ byte: UInt8) -> UInt8? {
    switch state {
    case .start: return begin(byte)
    case .other: return byte
    case .inside: return inside(byte)
    case .ended: return Self.isBlank(byte) ? nil : byte
    }
  }

  private mutating func begin(_ byte: UInt8) -> UInt8? {
    if byte == 0x5B {
      state = .inside
      return nil
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if markCount < 3, byte == mark[markCount] {
      markCount += 1
      return byte
    }
    if !Self.isBlank(byte) { state = .other }
    return byte
  }

  private mutating func inside(_ byte: UInt8) -> UInt8? {
    if isString {
      isString = isEscaped || byte != 0x22
      isEscaped = !isEscaped && byte == 0x5C
      return byte
    }
    switch byte {
    case 0x22: isString = true
    case 0x7B, 0x5B: depth &+= 1
    case 0x5D where depth == 0:
      state = .ended
      return isFilled ? 0x0A : nil
    case 0x7D, 0x5D: depth = max(0, depth &- 1)
    case 0x2C where depth == 0: return 0x0A
    case 0x0A, 0x0D, 0x20, 0x09: return depth == 0 ? nil : 0x20
    default: break
    }
    isFilled = true
    return byte
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
