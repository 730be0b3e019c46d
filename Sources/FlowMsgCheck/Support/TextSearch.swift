/// Looks for a name in sources: as it is, and with an escape, as one in quotes may be written.
struct TextSearch {
  private let name: [UInt8]
  /// Whether any escape may be a part of the name, and not only one by code point.
  private let hasEscapes: Bool

  init(_ name: String) {
    self.name = Array(name.utf8)
    hasEscapes = self.name.contains { $0 < 0x20 || [0x22, 0x5C, 0x7B, 0x7D].contains($0) }
  }

  /// Calls `body` with each offset of `text` at which the name may be, or something may be that is a part of it.
  func visit(_ text: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
    guard let first = name.first else { return }
    for i in text.indices where text[i] == first || text[i] == 0x5C {
      if isHit(text, i) { body(UInt32(truncatingIfNeeded: i)) }
    }
  }

  /// Whether the name may be somewhere in `text`.
  func isFound(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.indices.contains { isHit(text, $0) }
  }

  private func isHit(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool { isEscape(text, i) || isName(text, i) }

  private func isEscape(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool {
    text[i] == 0x5C && (hasEscapes || i + 1 < text.count && text[i + 1] == 0x75)
  }

  private func isName(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard text.count - start >= name.count else { return false }
    var i = 0
    while i < name.count, text[start + i] == name[i] { i += 1 }
    return i == name.count
  }
}
