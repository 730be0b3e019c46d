import FlowMsgJSON
import FlowMsgModel
import FlowMsgText

/// What a screen declares of its data.
///
///     data        ::= '{' (field ':' Declaration)* '}'
///     Declaration ::= '{' 'type': "string" | "number" | "boolean"
///                       | 'type': "array"  ('items': Declaration)?
///                       | 'type': "object" ('properties': data)? '}'
///
/// `array` without `items` and `object` without `properties` take anything but null.
extension FlowJSONReader {
  /// The shape of a screen's data, and whether it could be read. A screen without `data` expects none.
  mutating func readData(of screen: Screen, into contracts: inout Contracts) -> (shape: UInt32, isReadable: Bool) {
    guard let data = document.value("data", of: screen.node) else {
      let empty = contracts.add(TypeNode(.shape, origin: origin(of: screen.idNode)))
      return (empty, document[screen.node].isComplete)
    }
    guard document[data].kind == .object else {
      report(
        FlowJSONDiagnostics.badData, "expected \"data\" to be an object, found \(document[data].kind.name)", at: data)
      return (contracts.add(TypeNode(.broken, origin: origin(of: data))), false)
    }
    let shape = readFields(of: data, .exact, depth: 1, bound: boundFields(of: screen), into: &contracts)
    return (shape, document[screen.node].isComplete)
  }

  /// A shape of the members of `object`, each a declaration. The fields of one shape are neighbours, so those of the
  /// types inside it are laid first.
  private mutating func readFields(
    of object: Int, _ strictness: Strictness, depth: Int, bound: Set<[UInt8]> = [], into contracts: inout Contracts
  ) -> UInt32 {
    var fields: [TypeField] = []
    for member in Array(document.members(of: object)) {
      guard let value = document.value(ofMember: member),
        !document.text(of: member, equals: Schema.FlowJSON.exampleKey.value)
      else { continue }
      let type = readType(value, name: quoted(member), strictness, depth: depth, into: &contracts)
      let key = document.bytes(of: member)
      fields.append(
        TypeField(
          key: contracts.intern(key), type: type, isOptional: false, isDataSource: bound.contains(key),
          origin: origin(of: member)))
    }
    let first = UInt32(truncatingIfNeeded: contracts.fields.count)
    contracts.fields += fields
    return contracts.add(
      TypeNode(
        .shape, origin: origin(of: object), strictness: strictness, first: first,
        count: UInt32(truncatingIfNeeded: fields.count)))
  }

  /// The type that `declaration` declares for `name`; a broken one, which fits everything, after a fault.
  private mutating func readType(
    _ declaration: Int, name: String, _ strictness: Strictness, depth: Int, into contracts: inout Contracts
  ) -> UInt32 {
    guard document[declaration].isComplete, let word = findType(of: declaration, name: name) else {
      return contracts.add(TypeNode(.broken, origin: origin(of: declaration)))
    }
    // No value may be nested deeper, so no type need be; the cap holds the recursion.
    guard depth < Schema.nesting.value else { return contracts.add(TypeNode(.any, origin: origin(of: word))) }
    switch document.string(of: word) {
    case "string": return contracts.add(TypeNode(.string, origin: origin(of: word)))
    case "number": return contracts.add(TypeNode(.number, origin: origin(of: word)))
    case "boolean": return contracts.add(TypeNode(.boolean, origin: origin(of: word)))
    case "array": return readArray(declaration, word, name: name, depth: depth, into: &contracts)
    case "object": return readObject(declaration, word, name: name, strictness, depth: depth, into: &contracts)
    default: return contracts.add(TypeNode(.broken, origin: origin(of: word)))
    }
  }

  /// The node of the type's name, one of those that the schema lists.
  private mutating func findType(of declaration: Int, name: String) -> Int? {
    guard document[declaration].kind == .object else {
      report(
        FlowJSONDiagnostics.badDeclaration,
        "expected the declaration of \(name) to be an object, found \(document[declaration].kind.name)",
        at: declaration,
        help: [#"declare it as {"type": …}"#])
      return nil
    }
    guard let word = document.value("type", of: declaration) else {
      report(
        FlowJSONDiagnostics.badDeclaration, "the declaration of \(name) has no \"type\"", at: opener(of: declaration))
      return nil
    }
    guard let text = document.stringValue(word) else {
      report(
        FlowJSONDiagnostics.badDeclaration,
        "expected the type of \(name) to be a string, found \(document[word].kind.name)", at: word)
      return nil
    }
    let known = Schema.FlowJSON.dataTypes.value
    if known.contains(text) { return word }
    let guess = suggestion(for: text, among: known).map { ["did you mean \"\($0)\"?"] }
    report(
      FlowJSONDiagnostics.unknownType, "\(name) has the unknown type \(quoted(word))", at: word,
      help: guess ?? ["the types are \(FlowJSONDiagnostics.list(known))"])
    return nil
  }

  private mutating func readArray(
    _ declaration: Int, _ word: Int, name: String, depth: Int, into contracts: inout Contracts
  ) -> UInt32 {
    guard let items = document.value("items", of: declaration) else {
      return contracts.add(TypeNode(.any, origin: origin(of: word)))
    }
    guard isObject(items, "items", of: name) else {
      return contracts.add(TypeNode(.broken, origin: origin(of: items)))
    }
    let element = readType(items, name: "the items of \(name)", .items, depth: depth + 1, into: &contracts)
    return contracts.add(TypeNode(.list, origin: origin(of: word), strictness: .items, first: element, count: 1))
  }

  private mutating func readObject(
    _ declaration: Int, _ word: Int, name: String, _ strictness: Strictness, depth: Int, into contracts: inout Contracts
  ) -> UInt32 {
    guard let properties = document.value("properties", of: declaration) else {
      return contracts.add(TypeNode(.any, origin: origin(of: word)))
    }
    guard isObject(properties, "properties", of: name) else {
      return contracts.add(TypeNode(.broken, origin: origin(of: properties)))
    }
    return readFields(of: properties, strictness, depth: depth + 1, into: &contracts)
  }

  private mutating func isObject(_ node: Int, _ key: String, of name: String) -> Bool {
    if document[node].kind == .object { return true }
    report(
      FlowJSONDiagnostics.badStructure,
      "expected \"\(key)\" of \(name) to be an object, found \(document[node].kind.name)", at: node)
    return false
  }

  // MARK: Data sources

  /// The fields that the `data-source` of a choosing component of the screen is bound to, as in `"${data.cities}"`.
  private func boundFields(of screen: Screen) -> Set<[UInt8]> {
    var bound: Set<[UInt8]> = []
    forEachObject(inLayoutOf: screen) { component in
      guard let source = document.value("data-source", of: component),
        let type = document.value("type", of: component).flatMap({ document.stringValue($0) }),
        Schema.FlowJSON.dataSourceComponents.value.contains(type),
        let field = document.stringValue(source).flatMap({ boundField(Array($0.utf8)) })
      else { return }
      bound.insert(field)
    }
    return bound
  }

  /// The field in `${data.field}`.
  private func boundField(_ text: [UInt8]) -> [UInt8]? {
    let prefix = Array("${data.".utf8)
    guard text.count > prefix.count + 1, text.starts(with: prefix), text.last == 0x7D else { return nil }
    return Array(text[prefix.count..<text.count - 1])
  }

  /// Calls `body` for every object in the layout of `screen`, what stands in an example aside.
  func forEachObject(inLayoutOf screen: Screen, _ body: (Int) -> Void) {
    guard let layout = document.value("layout", of: screen.node) else { return }
    var node = layout
    while node < Int(document[layout].next) {
      let kind = document[node].kind
      if kind == .object { body(node) }
      let isExample = kind == .member && document.text(of: node, equals: Schema.FlowJSON.exampleKey.value)
      node = isExample ? Int(document[node].next) : node + 1
    }
  }
}
