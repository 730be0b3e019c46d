import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Says what the sites of declarations mean, one declaration after the other, with the same look-ups as the checker.
final class SiteResolver {
  let program: Program
  let places: Places
  private let paths: PathResolver
  /// Builds the types of parameters that no one else needs.
  private var typeReader: TypeBuilder?
  /// The declaration of which sites are looked at.
  private var syntax: DeclarationSyntax
  private var unit = 0
  private var baseMessage: BaseMessage?
  private var knownChain: ReferenceChain?
  /// The types of its own parameters that were built.
  private var knownTypes: [Int: Int] = [:]

  /// A resolver of sites of `program`, at first of those of `syntax`, of the unit `unit`.
  init(_ program: Program, _ places: Places, _ syntax: DeclarationSyntax, in unit: Int) {
    (self.program, self.places, self.syntax, self.unit) = (program, places, syntax, unit)
    paths = PathResolver(units: program.units, symbols: program.symbols)
  }

  /// Goes on to the sites of `syntax`, the declaration `extent` of the unit `unit`, as the program has it.
  func enter(_ syntax: DeclarationSyntax, in unit: Int, extent: Int) {
    (self.syntax, self.unit) = (syntax, unit)
    baseMessage = program.baseMessages.baseMessage(unit: unit, extent: extent)
    (knownChain, knownTypes) = (nil, [:])
  }

  /// The declaration with what it builds on, made where a name asks for it.
  private var chain: ReferenceChain {
    if let knownChain { return knownChain }
    let chain = ReferenceChain(syntax, in: unit, baseMessage, program)
    knownChain = chain
    return chain
  }

  /// Where something that is at `place` is shown; nil for what no file has.
  func shown(_ place: SourceLocation) -> SourceLocation? {
    guard let unit = places.declaration(place.file)?.unit, unit.places != nil else { return places.location(place) }
    return unit.written(place)
  }

  /// What a site means; nil if nothing that is known, and where the name is spelt with other code points, which is a fault.
  func definition(of site: Site) -> Definition? {
    guard site.token.kind == .name || !site.token.flags.contains(.faulty), let found = meaning(of: site) else {
      return nil
    }
    let isSpeltFreely = found.kind == .file || found.kind == .locale
    return isSpeltFreely || found.name.utf8.elementsEqual(syntax.decoded(site.token).utf8) ? found : nil
  }

  private func meaning(of site: Site) -> Definition? {
    let token = site.token
    switch site.slot {
    case .declares(let kind): return definition(kind, syntax.decoded(token), at: syntax.location(token.range))
    case .path(let names, let index, let scope): return definition(of: names, index, scope)
    case .symbol(let namespace):
      return definition(of: syntax.withDecoded(token) { program.symbols.look(namespace, $0, in: unit) })
    case .screen(let block):
      return screen(token, block).flatMap { definition(.screen, syntax.decoded(token), at: SourceLocation($0.origin)) }
    case .field(let route): return type(route).flatMap { field(syntax.decoded(token), of: $0) }.map(definition)
    case .argument: return chain.declaration(of: syntax.decoded(token), from: 1).flatMap(definition)
    case .sample: return chain.open(syntax.decoded(token)).flatMap(definition)
    case .locale: return locale(token)
    case .file: return file(syntax.location(token.range))
    case .key, .provider: return nil
    }
  }

  private func definition(_ kind: Definition.Kind, _ name: String, at place: SourceLocation) -> Definition? {
    shown(place).map { Definition(kind, name, at: $0) }
  }

  // MARK: Names

  private func definition(of lookup: Symbols.Lookup) -> Definition? {
    guard case .found(let symbol, _) = lookup else { return nil }
    return definition(of: symbol)
  }

  private func definition(of symbol: Int) -> Definition? {
    let declared = program.symbols.all[symbol]
    let kind: Definition.Kind =
      switch declared.namespace {
      case .value: .let
      case .type: .type
      case .bot: .bot
      case .flow: .flow
      case .message:
        program.units[declared.unit].outline.extents[declared.tree].kind == .base ? .base : .message
      }
    return definition(kind, program.symbols.name(symbol), at: declared.location)
  }

  private func definition(of slot: ReferenceChain.Slot) -> Definition? {
    let parameter = chain.parameter(slot)
    return definition(.parameter, parameter.name, at: parameter.location)
  }

  /// What the name at `index` of a path means.
  private func definition(of names: [ByteRange], _ index: Int, _ scope: NameScope) -> Definition? {
    guard let first = names.first, index < names.count else { return nil }
    if let parameter = parameter(first, scope) {
      if index == 0 { return definition(of: parameter) }
      var type = type(of: parameter)
      for name in names[1..<index] { type = type.flatMap { field(syntax.string(name), of: $0) }.map { Int($0.type) } }
      return type.flatMap { field(syntax.string(names[index]), of: $0) }.map(definition)
    }
    let context = syntax.context(in: unit)
    guard case .found(let symbol, _) = paths.first(first, in: context) else { return nil }
    if index == 0 { return definition(of: symbol) }
    guard case .value(let object) = paths.follow(symbol, Array(names[..<index]), in: context, program.lets) else {
      return nil
    }
    let key = syntax.string(names[index])
    return paths.key(key, of: object).flatMap { definition(.member, key, at: $0) }
  }

  private func parameter(_ name: ByteRange, _ scope: NameScope) -> ReferenceChain.Slot? {
    switch scope {
    case .lets: nil
    case .parameters: chain.parameter(syntax.string(name), isArgument: false)
    case .arguments: chain.parameter(syntax.string(name), isArgument: true)
    }
  }

  private func locale(_ token: Token) -> Definition? {
    guard let tag = tag(token) else { return nil }
    let kind = syntax.tree.nodes[0].kind
    let isMessage = kind == .messageDeclaration || kind == .baseDeclaration
    let listed = isMessage ? chain.locales : program.units[unit].locales
    return Definition(.locale, tag.text, at: listed?.first { $0.tag == tag }.flatMap { shown($0.location) })
  }

  private func tag(_ token: Token) -> LocaleTag? {
    var found: [Diagnostic] = []
    return WrittenTag.read(token, TreeContext(syntax, unit: unit, isReporting: false), &found)?.tag
  }

  private func file(_ place: SourceLocation) -> Definition? {
    let file =
      program.units[unit].imports.first { $0.location == place }?.target ?? program.flowFiles[place]?.file
      ?? program.valueUnits[place].map { program.units[$0].file }
    return file.map { Definition(.file, "", at: SourceLocation($0, ByteRange(at: 0))) }
  }

  // MARK: Types

  private var contracts: Contracts { typeReader?.draft.contracts ?? program.contracts }

  private func definition(_ field: TypeField) -> Definition {
    let place = SourceLocation(field.origin)
    return Definition(.field, contracts.string(field.key), at: places.location(place))
  }

  /// The member `name` of the type, if that is an object that has one.
  private func field(_ name: String, of type: Int) -> TypeField? {
    let contracts = contracts
    guard contracts.types[type].kind == .shape else { return nil }
    return contracts.members(of: contracts.types[type]).first { contracts.string($0.key) == name }
  }

  /// The type at the end of a route, an index into `contracts.types`.
  private func type(_ route: TypeRoute) -> Int? {
    switch route {
    case .data(let name, let block): return screen(name, block).map { Int($0.shape) }
    case .parameter(let name): return chain.declaration(of: syntax.decoded(name), from: 0).flatMap(type(of:))
    case .argument(let name): return chain.declaration(of: syntax.decoded(name), from: 1).flatMap(type(of:))
    case .sample(let name): return chain.open(syntax.decoded(name)).flatMap(type(of:))
    case .member(let object, let key):
      return type(object).flatMap { field(syntax.decoded(key), of: $0) }.map { Int($0.type) }
    case .element(let list):
      guard let list = type(list), contracts.types[list].kind == .list else { return nil }
      return Int(contracts.types[list].first)
    }
  }

  private func type(of slot: ReferenceChain.Slot) -> Int? {
    if slot.level > 0 || baseMessage != nil { return Int(chain.parameter(slot).type) }
    if let known = knownTypes[slot.parameter] { return known }
    let builder = typeReader ?? TypeBuilder(of: program)
    typeReader = builder
    let parameter = chain.levels[0].shape.parameters[slot.parameter]
    let type = builder.buildParameter(parameter, syntax, unit, id: -1).type
    knownTypes[slot.parameter] = Int(type)
    return Int(type)
  }

  /// The screen `name` of the Flow that counts in the `in` block `block`, or outside.
  private func screen(_ name: Token, _ block: Int) -> ScreenContract? {
    let tree = syntax.tree
    let tag = block < 0 ? nil : tree.firstChild(of: block).flatMap { self.tag(tree.token(of: $0)) }
    guard let flow = chain.flow(under: tag) else { return nil }
    let id = syntax.decoded(name)
    return program.contracts.screens[Int(flow.firstScreen)..<Int(flow.firstScreen + flow.screenCount)]
      .first { program.contracts.string($0.id) == id }
  }
}
