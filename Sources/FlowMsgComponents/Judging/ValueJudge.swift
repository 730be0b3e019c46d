package import FlowMsgModel

/// Holds a value to what a component accepts, in one walk over the value. What parameters fill is listed, to be judged by
/// its type or when its value is known.
package struct ValueJudge<Values: ReadableValues> {
  private let values: Values
  private let rules = FlatRules.shared
  private let traits: PropertyUse.Traits
  private let isScreen: (UnsafeBufferPointer<UInt8>) -> Bool
  /// What is wrong, in the order of the value.
  package private(set) var faults: [ValueFault] = []
  /// What parameters fill, as a whole or in part, and the row that it is held to.
  package private(set) var openValues: [(node: Int, row: Int)] = []

  /// A judge of `values`, for a component with `traits`; `isScreen` says whether the Flow has a screen of this id.
  package init(
    _ values: Values, _ traits: PropertyUse.Traits, isScreen: @escaping (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    (self.values, self.traits, self.isScreen) = (values, traits, isScreen)
  }

  /// Holds the value at `node` to `row`. The rules are as deep as the table, however deep a value is.
  package mutating func judge(_ node: Int, _ row: Int) {
    let rule = rules.rows[row]
    switch values.kind(of: node) {
    case .broken, .null, .member: return
    case .hole, .interpolated: return openValues.append((node, row))
    default: break
    }
    switch rule.value {
    case .anything: break
    case .list(let count): list(node, row, count)
    case .object: object(node, row)
    case .action(let names): action(node, row, names)
    case .flag: if !isBoolean(node) { parts(node, row) }
    default: scalar(node, row)
    }
  }

  private mutating func fault(_ kind: ValueFault.Kind, _ node: Int, _ row: Int, count: Int = 0, other: Int = -1) {
    faults.append(ValueFault(kind, node, row: row, count: count, other: other))
  }

  private func isBoolean(_ node: Int) -> Bool { values.kind(of: node) == .true || values.kind(of: node) == .false }

  // MARK: Values without members

  private mutating func scalar(_ node: Int, _ row: Int) {
    switch (values.kind(of: node), rules.rows[row].value) {
    case (.string, .whole): fault(.kind, node, row)
    case (.string, _):
      let found = values.withBytes(of: node) { TextJudge(traits).fault(in: $0, rules.rows[row].value) }
      if let found { fault(found.kind, node, row, count: found.count) }
    case (.number, .whole):
      if !values.withBytes(of: node, Self.isWhole) { fault(.whole, node, row) }
    // A text's type is the Flow's own matter, where it has one; a number is no day either way.
    case (.number, .text), (.true, .text), (.false, .text): break
    default: parts(node, row)
    }
  }

  /// Whether a number is whole and not negative.
  private static func isWhole(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    NumberForms.isInteger(text) && text.first != 0x2D
  }

  /// A value of another kind, unless its parts are described: a calendar for a range has both ends in an object.
  private mutating func parts(_ node: Int, _ row: Int) {
    guard values.kind(of: node) == .object, !rules.rows[row].parts.isEmpty, rules.item(of: row) == nil else {
      if values.kind(of: node) != .object || rules.rows[row].parts.isEmpty { fault(.kind, node, row) }
      return
    }
    object(node, row)
  }

  // MARK: Lists

  private mutating func list(_ node: Int, _ row: Int, _ range: ClosedRange<Int>) {
    guard values.kind(of: node) == .array else { return fault(.kind, node, row) }
    let item = rules.item(of: row)
    var count = 0
    let first = faults.count
    for child in values.children(of: node) {
      count += 1
      if let item { judge(child, item) }
    }
    if count < range.lowerBound || count > range.upperBound {
      faults.insert(
        ValueFault(count < range.lowerBound ? .few : .many, node, row: row, count: count), at: first)
    }
    let traits = rules.rows[row].traits
    if traits.contains(.uniqueIDs) { findRepeatedIDs(node, row) }
    if traits.contains(.oneBadge) { findSecondBadge(node, row) }
  }

  private mutating func findRepeatedIDs(_ node: Int, _ row: Int) {
    var first: [[UInt8]: Int] = [:]
    for item in values.children(of: node) {
      guard let id = values.value("id".utf8, of: item), values.kind(of: id) == .string else { continue }
      let bytes = values.withBytes(of: id) { Array($0) }
      if let other = first[bytes] { fault(.repeatedID, id, row, other: other) } else { first[bytes] = id }
    }
  }

  private mutating func findSecondBadge(_ node: Int, _ row: Int) {
    var first: Int?
    for item in values.children(of: node) {
      guard let badge = values.value("badge".utf8, of: item) else { continue }
      if let first { return fault(.secondBadge, badge, row, other: first) }
      first = badge
    }
  }

  // MARK: Objects

  private mutating func object(_ node: Int, _ row: Int) {
    guard values.kind(of: node) == .object else { return fault(.kind, node, row) }
    var seen: UInt64 = 0
    let parts = rules.rows[row].parts
    for member in values.children(of: node) where values.kind(of: member) == .member {
      guard let value = values.value(ofMember: member) else { continue }
      let part = values.withBytes(of: member) { key in parts.first { areEqual(rules.rows[$0].key, key) } }
      guard let part else { continue }
      seen |= 1 << UInt64(part - parts.lowerBound)
      found(value, part)
    }
    for part in parts where seen >> UInt64(part - parts.lowerBound) & 1 == 0 { miss(part, of: node) }
  }

  private func areEqual(_ key: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    key.count == bytes.count && key.elementsEqual(bytes)
  }

  private mutating func found(_ value: Int, _ part: Int) {
    let rule = rules.rows[part]
    if rule.traits.contains(.itemOrComponent), traits.contains(.componentActs) {
      return fault(.secondAction, value, part)
    }
    if rule.traits.contains(.notLarge), traits.contains(.showsLargePictures), values.kind(of: value) != .null {
      fault(.besideLarge, value, part)
    }
    judge(value, part)
  }

  private mutating func miss(_ part: Int, of node: Int) {
    if rules.rows[part].isRequired(in: traits) { fault(.missing, node, part) }
  }

  // MARK: Actions

  private mutating func action(_ node: Int, _ row: Int, _ names: [String]) {
    guard values.kind(of: node) == .object else { return fault(.kind, node, row) }
    guard let name = values.value("name".utf8, of: node) else { return fault(.action, node, row) }
    guard values.kind(of: name) == .string else {
      return values.kind(of: name) == .hole || values.kind(of: name) == .interpolated ? () : fault(.action, name, row)
    }
    let word = values.string(of: name)
    guard names.contains(word) else { return fault(.action, name, row, other: name) }
    guard word == "navigate" else { return }
    guard let next = values.value("next".utf8, of: node), let screen = values.value("name".utf8, of: next) else {
      return fault(.screen, node, row)
    }
    guard values.kind(of: screen) == .string, !values.withBytes(of: screen, isScreen) else { return }
    fault(.screen, screen, row, other: screen)
  }
}
