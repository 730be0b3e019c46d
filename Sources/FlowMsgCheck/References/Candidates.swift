import FlowMsgSyntax
import FlowMsgText

extension Definition {
  /// Whether all its uses say its name, so that a search for that finds them: a file has many paths, a locale may be
  /// written in another case, and a name with bytes that are not UTF-8 is not known as it is.
  var isSpeltOneWay: Bool {
    kind != .file && kind != .locale && !name.isEmpty && !name.unicodeScalars.contains("\u{FFFD}")
  }
}

extension References {
  /// The declarations of a unit in which `definition` may be named, in order.
  func candidates(for definition: Definition, in unit: Int) -> [Int] {
    let extents = program.units[unit].outline.extents
    switch definition.kind {
    case .file: return extents.indices.filter { [.import, .let, .flow].contains(extents[$0].kind) }
    case .locale: return extents.indices.filter { [.locales, .message, .base].contains(extents[$0].kind) }
    default:
      guard definition.isSpeltOneWay else { return Array(extents.indices) }
      var found: [Int] = []
      TextSearch(definition.name).visit(program.units[unit].text) { hit in
        if let last = found.last, hit < extents[last].range.end { return }
        if let extent = program.units[unit].outline.extent(at: hit) { found.append(extent) }
      }
      return found
    }
  }
}

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
    for i in text.indices {
      let byte = text[i]
      guard byte == first || byte == 0x5C else { continue }
      if isEscape(text, i) || isName(text, i) { body(UInt32(truncatingIfNeeded: i)) }
    }
  }

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
