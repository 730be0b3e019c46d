import FlowMsgModel
import FlowMsgSyntax
public import FlowMsgText

/// Answers about names in the sources of a compilation: what is at a place, where it is declared, who uses it, and what
/// may be written there.
///
/// Nothing is recorded while sources are compiled: each answer is found when it is asked for, in the declarations where it
/// may be. Sources with errors get answers too, as far as they were understood. Offsets count bytes of a file, as all
/// ranges do, and one that is right behind a name counts as in it; one that no file has gets no answer.
public struct References: Sendable {
  let program: Program
  let places: Places
  private let units: UnitsByFile

  /// Answers about what `program` was made of.
  package init(_ program: Program) {
    self.program = program
    places = Places(program.units)
    units = UnitsByFile(program.units)
  }

  /// What is named at `offset` of `file`; nil where there is no name, and where it means nothing that is known. The file
  /// may be one that is no source: Flow JSON, or a value that a let is read from.
  public func reference(at offset: UInt32, in file: FileID) -> Reference? {
    guard let unit = units[file], program.units[unit].places == nil else { return declared(at: offset, in: file) }
    guard let extent = program.units[unit].outline.extent(at: offset) else { return nil }
    let declarations = Declarations(program, unit)
    let syntax = declarations.syntax(of: extent)
    let inner = offset - program.units[unit].outline.extents[extent].range.start
    let sites = SiteWalk.sites(.at(inner), in: syntax)
    guard let site = sites.first(where: { inner < $0.token.end }) ?? sites.last else { return nil }
    let resolver = SiteResolver(program, places, syntax, in: unit)
    resolver.enter(syntax, in: unit, extent: extent)
    return reference(site, syntax, resolver)
  }

  /// Where what is named at `offset` of `file` is declared.
  public func definition(at offset: UInt32, in file: FileID) -> Definition? {
    reference(at: offset, in: file)?.definition
  }

  /// All places that name `definition`, its declaration among them, by file and offset. Of a file it is the paths that
  /// lead to it.
  public func uses(of definition: Definition) -> [Reference] {
    var found: [Reference] = []
    for unit in program.units.indices where program.units[unit].places == nil {
      let extents = candidates(for: definition, in: unit)
      if extents.isEmpty { continue }
      collect(definition, unit, extents, &found)
    }
    if let place = definition.location, definition.kind != .file, !found.contains(where: \.isDeclaration) {
      found.append(Reference(location: place, definition: definition, isDeclaration: true))
    }
    return found.sorted { ($0.location.file, $0.location.range.start) < ($1.location.file, $1.location.range.start) }
  }

  private func collect(_ definition: Definition, _ unit: Int, _ extents: [Int], _ found: inout [Reference]) {
    let declarations = Declarations(program, unit)
    let wanted: Wanted = definition.isSpeltOneWay ? .named(Array(definition.name.utf8)) : .all
    var resolver: SiteResolver?
    for extent in extents {
      let syntax = declarations.syntax(of: extent)
      let sites = SiteWalk.sites(wanted, in: syntax)
      if sites.isEmpty { continue }
      let one = resolver ?? SiteResolver(program, places, syntax, in: unit)
      resolver = one
      one.enter(syntax, in: unit, extent: extent)
      found += sites.compactMap { reference($0, syntax, one) }.filter { $0.definition == definition }
    }
  }

  private func reference(_ site: Site, _ syntax: DeclarationSyntax, _ resolver: SiteResolver) -> Reference? {
    guard let definition = resolver.definition(of: site),
      let location = resolver.shown(syntax.location(site.token.range))
    else { return nil }
    return Reference(
      location: location, definition: definition, isDeclaration: definition.location == location)
  }

  /// The source that `file` is; nil if it is another file, or none.
  func unit(of file: FileID) -> SourceUnit? {
    guard let unit = units[file], program.units[unit].places == nil else { return nil }
    return program.units[unit]
  }

  // MARK: Files that are no sources

  /// What a Flow JSON file or a value from a file declares at `offset`.
  private func declared(at offset: UInt32, in file: FileID) -> Reference? {
    let isThere = { (place: SourceLocation) in
      place.file == file && place.range.start <= offset && offset <= place.range.end
    }
    if let unit = units[file] { return member(of: unit, isThere) }
    let contracts = program.contracts
    func declaration(_ kind: Definition.Kind, _ name: PoolRange, _ origin: Origin) -> Reference? {
      let place = SourceLocation(origin)
      guard isThere(place) else { return nil }
      return Reference(
        location: place, definition: Definition(kind, contracts.string(name), at: place), isDeclaration: true)
    }
    return contracts.screens.lazy.compactMap { declaration(.screen, $0.id, $0.origin) }.first
      ?? contracts.fields.lazy.compactMap { declaration(.field, $0.key, $0.origin) }.first
  }

  /// A key of a value from a file.
  private func member(of unit: Int, _ isThere: (SourceLocation) -> Bool) -> Reference? {
    let syntax = program.units[unit].syntax(0)
    let resolver = SiteResolver(program, places, syntax, in: unit)
    let site = SiteWalk.sites(.all, in: syntax).first { site in
      resolver.shown(syntax.location(site.token.range)).map(isThere) ?? false
    }
    return site.flatMap { reference($0, syntax, resolver) }
  }
}

/// The trees of one unit's declarations: those that are kept, and those of messages, each valid until the next is asked for.
final class Declarations {
  private let unit: SourceUnit
  private let parser = MessageParser()

  init(_ program: Program, _ unit: Int) { self.unit = program.units[unit] }

  func syntax(of extent: Int) -> DeclarationSyntax {
    unit.syntax(tree(of: extent), of: extent)
  }

  private func tree(of extent: Int) -> SyntaxTree {
    if let kept = unit.index(ofTree: extent) { return unit.trees[kept].tree }
    let one = unit.outline.extents[extent]
    return parser.parse(unit.text(of: one), one.relative)
  }
}

extension Outline {
  /// The declaration that the byte at `offset` belongs to; what is behind the last byte belongs to the last one.
  func extent(at offset: UInt32) -> Int? {
    let at = extents.partitioningIndex { $0.range.end > offset }
    if at < extents.count { return extents[at].range.start <= offset ? at : nil }
    return extents.last?.range.end == offset ? extents.count - 1 : nil
  }
}
