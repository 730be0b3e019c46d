import FlowMsgSyntax
import FlowMsgText

extension Definition {
  /// Whether all its uses say its name, so that a search for that finds them: a file has many paths, and a locale may be
  /// written in another case.
  var isSpeltOneWay: Bool { kind != .file && kind != .locale }
}

extension References {
  /// The declarations of a unit in which `definition` may be named, in order: those that have its name's bytes, or an
  /// escape, as a name in quotes may be written with them.
  func candidates(for definition: Definition, in unit: Int) -> [Int] {
    let extents = program.units[unit].outline.extents
    switch definition.kind {
    case .file: return extents.indices.filter { [.import, .let, .flow].contains(extents[$0].kind) }
    case .locale: return extents.indices.filter { [.locales, .message, .base].contains(extents[$0].kind) }
    default:
      let hits = TextSearch.hits(of: Array(definition.name.utf8), in: program.units[unit].text)
      var found: [Int] = []
      for hit in hits {
        if let last = found.last, hit < extents[last].range.end { continue }
        if let extent = program.units[unit].outline.extent(at: hit) { found.append(extent) }
      }
      return found
    }
  }
}

/// Looks for bytes.
enum TextSearch {
  /// Where `name` or a `\` begins in `text`.
  static func hits(of name: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    guard let first = name.first else { return [] }
    var hits: [UInt32] = []
    for i in text.indices {
      let byte = text[i]
      if byte == 0x5C || byte == first && isThere(name, in: text, at: i) { hits.append(UInt32(truncatingIfNeeded: i)) }
    }
    return hits
  }

  private static func isThere(_ name: [UInt8], in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard text.count - start >= name.count else { return false }
    var i = 1
    while i < name.count, text[start + i] == name[i] { i += 1 }
    return i == name.count
  }
}
