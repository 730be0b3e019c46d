package import FlowMsgModel

/// The table of components, each rule with a number, so that a place can name one in two bytes.
package struct FlatRules: Sendable {
  /// One rule.
  package struct Row: Sendable {
    /// Its key's bytes; none for the items of a list.
    package let key: [UInt8]
    /// What people call it; see `PropertyRule`.
    package let noun: String
    /// What it accepts.
    package let value: ValueRule
    /// Whether a value may not leave it out, whatever the component has.
    package let isRequired: Bool
    /// What it says beyond one value.
    package let traits: PropertyRule.Traits
    /// The rows of its parts.
    package var parts = 0..<0
    /// Whether a value of a component with `component` may not leave it out.
    package func isRequired(in component: PropertyUse.Traits) -> Bool {
      isRequired || (traits.contains(.itemOrComponent) && !component.contains(.componentActs))
    }

    /// Whether it is a list whose items people choose from.
    package var isChoice: Bool { traits.contains(.choices) }
    /// Its path from the component on: `Dropdown.data-source[].title`.
    package let path: String
  }

  /// A component.
  package struct Component: Sendable {
    /// Its type in Flow JSON.
    package let type: String
    /// The rows of its properties.
    package let properties: Range<Int>
    /// Of which pairs of rows the first cannot be above the second.
    package let orders: [(lower: Int, upper: Int)]
  }

  /// All rows.
  package private(set) var rows: [Row] = []
  /// All components, in the order of the table.
  package private(set) var components: [Component] = []
  private var componentByType: [String: Int] = [:]
  private var rowByPath: [String: Int] = [:]

  /// The table.
  package static let shared = FlatRules()

  private init() {
    for component in ComponentTable.components {
      let properties = add(component.properties, below: component.type + ".")
      let keys = component.properties.map(\.key)
      let orders = component.orders.compactMap { pair -> (lower: Int, upper: Int)? in
        guard let lower = keys.firstIndex(of: pair.lower), let upper = keys.firstIndex(of: pair.upper) else {
          return nil
        }
        return (properties.lowerBound + lower, properties.lowerBound + upper)
      }
      componentByType[component.type] = components.count
      components.append(Component(type: component.type, properties: properties, orders: orders))
    }
    for (index, row) in rows.enumerated() { rowByPath[row.path] = index }
  }

  /// Adds rules as neighbours, then those of their parts.
  private mutating func add(_ rules: [PropertyRule], below path: String) -> Range<Int> {
    let first = rows.count
    for rule in rules {
      let path = rule.key.isEmpty ? String(path.dropLast()) + "[]" : path + rule.key
      rows.append(
        Row(
          key: Array(rule.key.utf8), noun: rule.noun, value: rule.value, isRequired: rule.isRequired,
          traits: rule.traits, path: path))
    }
    for (index, rule) in rules.enumerated() where !rule.parts.isEmpty {
      rows[first + index].parts = add(rule.parts, below: rows[first + index].path + ".")
    }
    return first..<first + rules.count
  }

  /// The component of this type, if it is in the table.
  package func component(_ type: String) -> Component? { componentByType[type].map { components[$0] } }

  /// The row at a path, if there is one.
  package func row(_ path: String) -> Int? { rowByPath[path] }

  /// How many bytes a string may have that is accepted whatever it says, if it begins with a visible character.
  package func plainLength(of row: Int) -> UInt32 {
    guard case .text(let most, _) = rows[row].value else { return 0 }
    return UInt32(clamping: most)
  }

  /// Whether a value of `row` may say to which screen a tap leads.
  package func leadsToScreens(_ row: Int) -> Bool {
    if case .action(let names) = rows[row].value { return names.contains("navigate") }
    return rows[row].parts.contains { leadsToScreens($0) }
  }

  /// The row of the items of a list, if they are described.
  package func item(of row: Int) -> Int? { rows[row].parts.first.flatMap { rows[$0].key.isEmpty ? $0 : nil } }

  /// The row of the member `key` of what `row` describes, if it is described.
  package func part(of row: Int, _ key: some Sequence<UInt8>) -> Int? {
    rows[row].parts.first { rows[$0].key.elementsEqual(key) }
  }
}
