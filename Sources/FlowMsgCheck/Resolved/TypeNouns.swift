package import FlowMsgModel

/// What types and values are called in wordings: the one place of these nouns.
package enum TypeNouns {
  /// A type with its article, bounds and choices: `a string of 1 to 30 characters`.
  package static func noun(_ type: Int, in contracts: borrowing Contracts) -> String {
    let node = contracts.types[type]
    switch node.kind {
    case .string: return "a string" + bounded(node, " of ", contracts) { plural($0, "character") }
    case .integer: return "an integer" + range(node, contracts)
    case .number: return "a number" + range(node, contracts)
    case .boolean: return "a boolean"
    case .oneOf: return "one of \(choices(node, contracts))"
    case .list: return list(node, contracts)
    case .shape: return "an object"
    case .any: return "a value other than null"
    case .broken: return "a value"
    }
  }

  /// What the value of a finding is to be; where it is a number that no value of its type can be, for its length, that
  /// limit too.
  package static func wanted(
    _ finding: DataFinding, in tape: borrowing ValueTape, _ contracts: borrowing Contracts
  ) -> String {
    let noun = noun(finding.type, in: contracts)
    guard tape.nodes[finding.node].kind == .number else { return noun }
    let text = tape.bytes(of: finding.node)
    let digits = text.first == 0x2D ? text.dropFirst() : text[...]
    switch contracts.types[finding.type].kind {
    case .number where text.count > NumberForms.maximumNumberLength:
      return "\(noun), written in at most \(NumberForms.maximumNumberLength) characters"
    case .integer where digits.count > 1 && digits.first != 0x30 && digits.allSatisfy { $0 &- 0x30 < 10 }:
      return NumberForms.isInteger(text) ? noun : "\(noun) that fits 64 bits"
    default: return noun
    }
  }

  /// A value with its article.
  package static func noun(_ kind: ValueKind) -> String {
    switch kind {
    case .string: "a string"
    case .number: "a number"
    case .true, .false: "a boolean"
    case .null: "null"
    case .array: "a list"
    case .object: "an object"
    case .hole: "a parameter"
    case .template: "a text with parameters"
    case .member, .broken: "a value"
    }
  }

  /// What a value that does not fit `type` is, with just what shows that it does not.
  package static func found(
    _ node: Int, in tape: borrowing ValueTape, against type: Int, in contracts: borrowing Contracts
  ) -> String {
    let kind = tape.nodes[node].kind
    switch (contracts.types[type].kind, kind) {
    case (.string, .string): return "a string of \(plural(tape.string(of: node).unicodeScalars.count, "character"))"
    case (.oneOf, .string): return DataPath.quoted(tape.string(of: node))
    case (.number, .number), (.integer, .number): return number(tape.string(of: node))
    case (.list, .array):
      var count = 0
      for _ in tape.children(of: node) { count += 1 }
      return "a list of \(plural(count, "item"))"
    default: return noun(kind)
    }
  }

  /// `a`, `a or b`, `a, b or c`.
  package static func list(_ words: [String], _ conjunction: String) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
  }

  /// `1 item`, `2 items`.
  package static func plural(_ count: Int, _ noun: String) -> String { plural(String(count), noun) }

  private static func plural(_ count: String, _ noun: String) -> String { "\(count) \(noun)\(count == "1" ? "" : "s")" }

  private static func number(_ text: String) -> String {
    text.utf8.count > NumberForms.maximumNumberLength ? "a number of \(text.utf8.count) characters" : text
  }

  private static func choices(_ node: TypeNode, _ contracts: borrowing Contracts) -> String {
    var words: [String] = []
    for place in Int(node.first)..<Int(node.first) + min(Int(node.count), 6) {
      words.append(DataPath.quoted(contracts.string(contracts.choices[place])))
    }
    if node.count > 6 { words[5] = "\(Int(node.count) - 5) others" }
    return list(words, "or")
  }

  private static func list(_ node: TypeNode, _ contracts: borrowing Contracts) -> String {
    guard Int(node.first) < contracts.types.count, let item = item(contracts.types[Int(node.first)].kind) else {
      return "a list" + bounded(node, " of ", contracts) { plural($0, "item") }
    }
    let counted = bounded(node, " of ", contracts) { plural($0, item) }
    return "a list" + (counted.isEmpty ? " of \(item)s" : counted)
  }

  private static func item(_ kind: TypeKind) -> String? {
    switch kind {
    case .string, .oneOf: "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .list: "list"
    case .shape: "object"
    case .any, .broken: nil
    }
  }

  /// Bounds of a length: `1 to 30 characters`, `at least 1 character`.
  private static func bounded(
    _ node: TypeNode, _ prefix: String, _ contracts: borrowing Contracts, _ count: (String) -> String
  ) -> String {
    let minimum = contracts.string(node.minimum)
    let maximum = contracts.string(node.maximum)
    if minimum.isEmpty { return maximum.isEmpty ? "" : "\(prefix)at most \(count(maximum))" }
    if maximum.isEmpty { return "\(prefix)at least \(count(minimum))" }
    return minimum == maximum ? prefix + count(minimum) : "\(prefix)\(minimum) to \(count(maximum))"
  }

  /// Bounds of a number: `from 0 to 9`.
  private static func range(_ node: TypeNode, _ contracts: borrowing Contracts) -> String {
    let minimum = contracts.string(node.minimum)
    let maximum = contracts.string(node.maximum)
    if minimum.isEmpty { return maximum.isEmpty ? "" : " of at most \(maximum)" }
    return maximum.isEmpty ? " of at least \(minimum)" : " from \(minimum) to \(maximum)"
  }
}
