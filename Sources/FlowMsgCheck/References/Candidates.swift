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
