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
/// `array` without `items` takes any items, `object` without `properties` any keys; no null either way.
extension FlowJSONReader {
  /// The shape of a screen's data, and what keeps it from being read, if something does. A screen without `data` expects
  /// none.
  func readData(of screen: FlowJSONScreen, into contracts: inout Contracts) -> (shape: UInt32, fault: Origin?) {
    guard let data = document.value("data", of: screen.node) else {
      return (contracts.add(TypeNode(.shape, origin: origin(of: screen.idNode))), nil)
    }
    guard document[data].kind == .object else {
      report(
        FlowJSONDiagnostics.badData, "expected \"data\" to be an object, found \(document[data].kind.name)", at: data)
      return (contracts.add(TypeNode(.broken, origin: origin(of: data))), origin(of: data))
    }
    let bound = layouts?.fields[screen.id].map { Bound(fields: $0, field: 0) }
    let shape = readFields(of: data, .exact, depth: 1, bound: bound, into: &contracts)
    return (shape, nil)
  }

  private var examples: ExampleJudge {
    ExampleJudge(source: source, screenByID: screenByID, shownScreens: shownScreens)
  }

  /// A field, or the data itself, that the layouts show, or of which they show a part.
  private struct Bound {
    var fields: BoundFields
    var field: Int

    /// Its member `key`.
    func member(_ key: [UInt8]) -> Bound? { fields.member(key, of: field).map { Bound(fields: fields, field: $0) } }
  }

  /// A shape of the members of `object`, each a declaration. The fields of one shape are neighbours, so those of the
  /// types inside it are laid first.
  private func readFields(
    of object: Int, _ strictness: Strictness, depth: Int, bound: Bound?, into contracts: inout Contracts
  ) -> UInt32 {
    var fields: [TypeField] = []
    for member in Array(document.members(of: object)) {
      guard let value = document.value(ofMember: member),
        !document.text(of: member, equals: Schema.FlowJSON.exampleKey.value)
      else { continue }
      let key = document.bytes(of: member)
      let inner = bound?.member(key)
      let type = readType(value, name: quoted(member), strictness, depth: depth, bound: inner, into: &contracts)
      if let inner {
        BoundUses(source).addUses(of: inner.field, in: inner.fields, to: type, &contracts)
        if depth == 1 { examples.judge(of: value, type, contracts) }
      }
      fields.append(
        TypeField(
          key: contracts.intern(key), type: type, isOptional: false,
          isDataSource: inner.map { $0.fields.fields[$0.field].isDataSource } ?? false,
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
  private func readType(
    _ declaration: Int, name: String, _ strictness: Strictness, depth: Int, bound: Bound? = nil,
    into contracts: inout Contracts
  ) -> UInt32 {
    guard document[declaration].isComplete, let word = findType(of: declaration, name: name) else {
      return contracts.add(TypeNode(.broken, origin: origin(of: declaration)))
    }
    // No value may be nested deeper, so no type need be; the cap holds the recursion.
    guard depth < Schema.nesting.value else { return contracts.add(TypeNode(.any, origin: origin(of: word))) }
    let kind = TypeKind(flowWord: document.string(of: word)) ?? .broken
    switch kind.facts.content {
    case .items: return readArray(declaration, word, name: name, depth: depth, into: &contracts)
    case .members:
      return readObject(declaration, word, name: name, strictness, depth: depth, bound: bound, into: &contracts)
    case .scalar, .anything: return contracts.add(TypeNode(kind, origin: origin(of: word)))
    }
  }

  /// The node of the type's name, one of those that the schema lists.
  private func findType(of declaration: Int, name: String) -> Int? {
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
      if document[word].kind == .array { return reportSeveralTypes(word, name) }
      report(
        FlowJSONDiagnostics.badDeclaration,
        "expected the type of \(name) to be a string, found \(document[word].kind.name)", at: word)
      return nil
    }
    let known = Schema.FlowJSON.dataTypes.value
    if known.contains(text) { return word }
    let guess = (Schema.FlowJSON.foreignTypes.value[text.lowercased()] ?? suggestion(for: text, among: known))
      .map { ["did you mean \"\($0)\"?"] }
    report(
      FlowJSONDiagnostics.unknownType, "\(name) has the unknown type \(quoted(word))", at: word,
      help: guess ?? ["the types are \(known.listed())"])
    return nil
  }

  /// Reports a list of types, as JSON Schema has it: `["string", "null"]`.
  private func reportSeveralTypes(_ word: Int, _ name: String) -> Int? {
    let known = Schema.FlowJSON.dataTypes.value
    var first: String?
    for item in document.children(of: word) where first == nil {
      first = document.stringValue(item).flatMap { known.contains($0) ? $0 : nil }
    }
    report(
      FlowJSONDiagnostics.unknownType, "\(name) has a list of types; a field has one, and Flows know no null",
      at: word, help: ["write \"type\": \"\(first ?? "string")\""])
    return nil
  }

  private func readArray(
    _ declaration: Int, _ word: Int, name: String, depth: Int, into contracts: inout Contracts
  ) -> UInt32 {
    guard let items = document.value("items", of: declaration) else {
      let any = contracts.add(TypeNode(.any, origin: origin(of: word)))
      return contracts.add(TypeNode(.list, origin: origin(of: word), strictness: .items, first: any, count: 1))
    }
    guard isObject(items, "items", of: name) else {
      return contracts.add(TypeNode(.broken, origin: origin(of: items)))
    }
    let element = readType(items, name: "the items of \(name)", .items, depth: depth + 1, into: &contracts)
    return contracts.add(TypeNode(.list, origin: origin(of: word), strictness: .items, first: element, count: 1))
  }

  private func readObject(
    _ declaration: Int, _ word: Int, name: String, _ strictness: Strictness, depth: Int, bound: Bound?,
    into contracts: inout Contracts
  ) -> UInt32 {
    guard let properties = document.value("properties", of: declaration) else {
      return contracts.add(TypeNode(.shape, origin: origin(of: word), strictness: .open))
    }
    guard isObject(properties, "properties", of: name) else {
      return contracts.add(TypeNode(.broken, origin: origin(of: properties)))
    }
    return readFields(of: properties, strictness, depth: depth + 1, bound: bound, into: &contracts)
  }

  private func isObject(_ node: Int, _ key: String, of name: String) -> Bool {
    if document[node].kind == .object { return true }
    report(
      FlowJSONDiagnostics.badStructure,
      "expected \"\(key)\" of \(name) to be an object, found \(document[node].kind.name)", at: node)
    return false
  }
}
