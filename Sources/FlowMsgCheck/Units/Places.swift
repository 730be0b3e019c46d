import FlowMsgSyntax
package import FlowMsgText

/// Where declarations are in their files: what turns places in declarations into places in files, once everything is
/// found and something is shown.
package struct Places: Sendable {
  private let units: [SourceUnit]
  /// For each number the unit and extent of the declaration that has it, the unit in the upper half; empty where numbers
  /// follow each other, through each unit and from unit to unit.
  private let table: ContiguousArray<UInt64>

  /// The places of `units`. But for those whose declarations have numbers of their own, each begins with the declaration
  /// after the last of the one before it.
  package init(_ units: [SourceUnit]) {
    self.units = units
    table = units.allSatisfy(\.numbers.isEmpty) ? [] : Places.table(units)
  }

  private static func table(_ units: [SourceUnit]) -> ContiguousArray<UInt64> {
    var table: ContiguousArray<UInt64> = []
    for (u, unit) in units.enumerated() {
      for extent in unit.outline.extents.indices {
        let number = Int(unit.id(of: extent).declaration ?? 0)
        if number >= table.count {
          table.append(contentsOf: repeatElement(.max, count: max(number + 1 - table.count, table.count)))
        }
        table[number] = UInt64(u) << 32 | UInt64(extent)
      }
    }
    return table
  }

  /// A declaration: the unit that holds it, and its place among that one's extents.
  struct Declaration {
    var unit: SourceUnit
    var extent: Int
  }

  /// The declaration that places in `id` count from; nil for a file, and for a declaration that is not there any more.
  func declaration(_ id: FileID) -> Declaration? {
    guard let number = id.declaration else { return nil }
    if !table.isEmpty { return declaration(number) }
    let next = units.partitioningIndex { $0.firstDeclaration > number }
    guard next > 0 else { return nil }
    let unit = units[next - 1]
    let extent = Int(number - unit.firstDeclaration)
    return extent < unit.outline.extents.count ? Declaration(unit: unit, extent: extent) : nil
  }

  private func declaration(_ number: UInt32) -> Declaration? {
    guard Int(number) < table.count, table[Int(number)] != .max else { return nil }
    let place = table[Int(number)]
    return Declaration(unit: units[Int(place >> 32)], extent: Int(place & 0xFFFF_FFFF))
  }

  /// The place in a file.
  package func location(_ place: SourceLocation) -> SourceLocation {
    guard let declaration = declaration(place.file) else { return place }
    let start = declaration.unit.outline.extents[declaration.extent].range.start
    return SourceLocation(declaration.unit.file, place.range.moved(by: start))
  }

  /// Gives everything in `diagnostics` its place in a file.
  package func resolve(_ diagnostics: inout [Diagnostic]) {
    for i in diagnostics.indices { resolve(&diagnostics[i]) }
  }

  private func resolve(_ diagnostic: inout Diagnostic) {
    diagnostic.location = location(diagnostic.location)
    for i in diagnostic.labels.indices {
      diagnostic.labels[i].location = location(diagnostic.labels[i].location)
    }
    for i in diagnostic.fixes.indices {
      for e in diagnostic.fixes[i].edits.indices {
        diagnostic.fixes[i].edits[e].location = location(diagnostic.fixes[i].edits[e].location)
      }
    }
  }
}
