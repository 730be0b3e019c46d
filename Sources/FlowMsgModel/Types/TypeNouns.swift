/// What types and values are called in reports about sources; each kind's file has its words.
package enum TypeNouns {
  /// A type with its article, bounds and choices: `a string of 1 to 30 characters`.
  package static func noun(_ type: Int, in contracts: borrowing Contracts) -> String {
    contracts.withView { $0.noun(of: $0.types[type]) }
  }

  /// What the value at `node` is to be; where it is a number that no value of its type can be, for its length, that limit too.
  package static func wanted(
    _ node: Int, in tape: borrowing ValueTape, as type: Int, _ contracts: borrowing Contracts
  ) -> String {
    let noun = noun(type, in: contracts)
    guard tape.nodes[node].kind == .number else { return noun }
    return noun + (contracts.types[type].kind.facts.limit(beyond: tape.bytes(of: node)) ?? "")
  }

  /// What a value that does not fit `type` is, with just what shows that it does not.
  package static func found(
    _ node: Int, in tape: borrowing ValueTape, against type: Int, in contracts: borrowing Contracts
  ) -> String {
    contracts.types[type].kind.facts.found(node, in: tape) ?? noun(tape.nodes[node].kind)
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
    case .interpolated: "a text with parameters"
    case .member, .broken: "a value"
    }
  }
}
