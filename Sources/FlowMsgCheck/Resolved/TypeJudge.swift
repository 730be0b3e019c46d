import FlowMsgComponents
import FlowMsgModel

/// Holds a parameter's type to what a component accepts: whatever a row fills in must be shown whole.
struct TypeJudge {
  private let contracts: Contracts
  private let rules = FlatRules.shared
  private let traits: PropertyUse.Traits
  private let texts: TextJudge
  private let node: Int
  /// What the type allows and the component does not accept, with the part of the type that allows it.
  private(set) var findings: [(fault: ValueFault, type: Int)] = []
  /// Whether the type leaves something open that the values decide.
  private(set) var isOpen = false

  /// A judge of what fills the hole at `node`.
  init(_ contracts: Contracts, _ traits: PropertyUse.Traits, node: Int) {
    (self.contracts, self.traits, self.node) = (contracts, traits, node)
    texts = TextJudge(traits)
  }

  /// Holds `type` to `row`; the rules are as deep as the table, however deep a type is.
  mutating func judge(_ type: Int, _ row: Int) {
    let given = contracts.types[type]
    switch (given.kind, rules.rows[row].value) {
    case (.any, _), (.broken, _), (_, .anything): break
    case (.string, let rule): string(type, row, rule)
    case (.oneOf, let rule): choices(type, row, rule)
    case (.list, .list(let count)): list(type, row, count)
    case (.shape, .action): isOpen = true
    case (.shape, _): shape(type, row)
    case (.integer, .whole):
      let least = given.minimum == .none ? "-" : contracts.string(given.minimum)
      if least.hasPrefix("-") { add(.whole, row, type) }
    case (.number, .whole): add(.whole, row, type)
    case (.boolean, .flag), (.integer, .text), (.number, .text), (.boolean, .text): break
    default: add(.kind, row, type)
    }
  }

  private mutating func add(_ kind: ValueFault.Kind, _ row: Int, _ type: Int, count: Int = 0) {
    findings.append((ValueFault(kind, node, row: row, count: count), type))
  }

  private mutating func string(_ type: Int, _ row: Int, _ rule: ValueRule) {
    guard case .text(let most, _) = rule else {
      switch rule {
      // A text may be a day, a word, a picture; each row tells.
      case .day, .word, .picture, .color: isOpen = true
      default: add(.kind, row, type)
      }
      return
    }
    guard let length = contracts.textLength(of: type) else { return }
    if texts.refusesBlank(rule) {
      isOpen = true
      if length.least == 0 { add(.blank, row, type) }
    }
    if (length.most ?? .max) > most {
      isOpen = true
      add(.long, row, type, count: length.most ?? .max)
    }
  }

  private mutating func choices(_ type: Int, _ row: Int, _ rule: ValueRule) {
    for choice in contracts.texts(of: type) ?? [] {
      let found = Array(choice.utf8).withUnsafeBufferPointer { texts.fault(in: $0, rule) }
      if let found { add(found.kind, row, type, count: found.count) }
    }
  }

  private mutating func list(_ type: Int, _ row: Int, _ range: ClosedRange<Int>) {
    let given = contracts.types[type]
    let room = given.lengths
    let most = room.most ?? .max
    if room.least < range.lowerBound { add(.maybeFew, row, type, count: room.least) }
    if most > range.upperBound { add(.many, row, type, count: most) }
    // Ids, and what a value says, are known only then.
    isOpen = true
    if let item = rules.item(of: row) { judge(Int(given.first), item) }
  }

  private mutating func shape(_ type: Int, _ row: Int) {
    guard !rules.rows[row].parts.isEmpty, rules.item(of: row) == nil else { return add(.kind, row, type) }
    isOpen = true
    let given = contracts.members(of: contracts.types[type])
    for part in rules.rows[row].parts {
      let rule = rules.rows[part]
      guard let field = given.first(where: { contracts.string($0.key).utf8.elementsEqual(rule.key) }) else {
        if rule.isRequired(in: traits) { add(.missing, part, type) }
        continue
      }
      if field.isOptional, rule.isRequired { add(.missing, part, type) }
      judge(Int(field.type), part)
    }
  }
}
