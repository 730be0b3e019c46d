import FlowMsgComponents
import FlowMsgJSON
import FlowMsgModel

/// The fields of a screen's data that its Flow's components show, by their keys.
struct BoundFields {
  /// A field, or the data itself.
  struct Field {
    /// What shows it.
    var uses: [PropertyUse] = []
    /// Its members that are shown, in the order of the layouts.
    var members: [(key: [UInt8], field: Int)] = []
    var memberByKey: [[UInt8]: Int] = [:]
    /// What was noted of it already: a field that many equal components show obeys the first.
    var seen: Set<UInt32> = []

    /// Whether people choose from its items.
    var isDataSource: Bool { uses.contains { FlatRules.shared.rows[Int($0.row)].isChoice } }
  }

  /// The data comes first.
  private(set) var fields = [Field()]

  /// The field `key` of `field`, if it is shown.
  func member(_ key: [UInt8], of field: Int) -> Int? { fields[field].memberByKey[key] }

  /// Notes that `use` shows what is at `path`.
  mutating func add(_ use: PropertyUse, at path: [[UInt8]]) {
    var field = 0
    for key in path {
      if let next = fields[field].memberByKey[key] {
        field = next
        continue
      }
      fields[field].members.append((key, fields.count))
      fields[field].memberByKey[key] = fields.count
      field = fields.count
      fields.append(Field())
    }
    if fields[field].seen.insert(UInt32(use.row) << 8 | UInt32(use.traits.rawValue)).inserted {
      fields[field].uses.append(use)
    }
  }
}

/// The one reader of what a layout shows.
///
///     Binding ::= '${' ('screen.' ID '.')? 'data.' key ('.' key)* '}'
///
/// A component is an object in the `children`, `then` or `else` of another, in a case of its `cases`, or in the layout
/// itself. What no row of the table describes shows nothing, as far as is known.
struct LayoutReader {
  private let document: JSONDocument
  /// The version's part of what is accepted.
  private let version: PropertyUse.Traits
  private let file: UInt32
  private let rules = FlatRules.shared
  /// For each screen's id the fields that are shown.
  private(set) var fields: [[UInt8]: BoundFields] = [:]
  /// For each screen's id what is in order in its data, with the paths of its sides.
  private(set) var orders: [[UInt8]: [Order]] = [:]

  /// Two properties of a component.
  struct Order {
    /// One of them: a path into the data, or the node of a value of the Flow's own.
    struct Side {
      var row: Int
      var path: [[UInt8]]
      var node: Int
    }

    var lower: Side
    var upper: Side
    var screen: UInt32
    var traits: PropertyUse.Traits
  }

  /// A reader of the layouts of `document`, the file `file`.
  init(_ document: JSONDocument, file: UInt32) {
    self.document = document
    self.file = file
    version = Self.traits(document)
  }

  /// What the version of the Flow changes; one that is not known is taken for the last.
  private static func traits(_ document: JSONDocument) -> PropertyUse.Traits {
    let text = document.root.flatMap { document.value("version", of: $0) }.flatMap { document.stringValue($0) } ?? ""
    guard let major = text.split(separator: ".").first.flatMap({ Int($0) }),
      Schema.FlowJSON.versions.value.contains(text)
    else { return [] }
    var traits: PropertyUse.Traits = []
    if major < 6 { traits.formUnion([.takesBlanks, .takesLargerPictures]) }
    if major < 5 { traits.insert(.takesMilliseconds) }
    return traits
  }

  // MARK: Components

  /// Reads the layout at `layout` of the screen `id`, whose contract is `screen`.
  mutating func read(_ layout: Int, of id: [UInt8], screen: UInt32) {
    var waiting = [layout]
    while let node = waiting.popLast() {
      switch document[node].kind {
      case .array: waiting += document.children(of: node).reversed()
      case .object:
        readComponent(node, id, screen)
        waiting += inner(node).reversed()
      default: break
      }
    }
  }

  /// Where other components are inside one.
  private func inner(_ component: Int) -> [Int] {
    var found: [Int] = []
    for member in document.members(of: component) {
      guard let value = document.value(ofMember: member) else { continue }
      switch document.string(of: member) {
      case "children", "then", "else": found.append(value)
      case "cases":
        for one in document.members(of: value) { if let value = document.value(ofMember: one) { found.append(value) } }
      default: break
      }
    }
    return found
  }

  private mutating func readComponent(_ node: Int, _ id: [UInt8], _ screen: UInt32) {
    guard let type = document.value("type", of: node).flatMap({ document.stringValue($0) }),
      let component = rules.component(type)
    else { return }
    var traits = version
    if document.member("on-click-action", of: node) != nil { traits.insert(.componentActs) }
    let size = document.value("media-size", of: node).flatMap { document.stringValue($0) }
    if size == "large" { traits.insert(.showsLargePictures) }
    var found: [Int: Int] = [:]
    for member in document.members(of: node) {
      guard let value = document.value(ofMember: member) else { continue }
      let key = document.bytes(of: member)
      guard let row = component.properties.first(where: { rules.rows[$0].key == key }) else { continue }
      found[row] = value
      bind(value, row, traits, id, screen)
    }
    for order in component.orders {
      guard let lower = found[order.lower], let upper = found[order.upper] else { continue }
      add((order.lower, lower), (order.upper, upper), traits, id, screen)
    }
  }

  /// Notes every binding in the value of a property, however deep it is in it.
  private mutating func bind(_ value: Int, _ row: Int, _ traits: PropertyUse.Traits, _ id: [UInt8], _ screen: UInt32) {
    switch document[value].kind {
    case .string:
      guard let (other, path) = Self.binding(document.bytes(of: value)) else { return }
      let use = PropertyUse(
        row: UInt16(truncatingIfNeeded: row), traits: traits, plainLength: rules.plainLength(of: row), screen: screen,
        origin: Origin(file, document[value].start, document[value].end))
      fields[other ?? id, default: BoundFields()].add(use, at: path)
    case .array:
      guard let item = rules.item(of: row) else { return }
      for child in document.children(of: value) { bind(child, item, traits, id, screen) }
    case .object:
      for member in document.members(of: value) {
        guard let inner = document.value(ofMember: member),
          let part = rules.part(of: row, document.bytes(of: member))
        else { continue }
        bind(inner, part, traits, id, screen)
      }
    default: break
    }
  }

  /// The screen that a binding names, if it names one, and the path of the field.
  private static func binding(_ text: [UInt8]) -> (screen: [UInt8]?, path: [[UInt8]])? {
    guard text.count > 3, text.starts(with: "${".utf8), text.last == 0x7D else { return nil }
    var parts = text[2..<text.count - 1].split(separator: 0x2E, omittingEmptySubsequences: false).map(Array.init)
    var screen: [UInt8]?
    if parts.count > 2, parts[0] == Array("screen".utf8) {
      screen = parts[1]
      parts.removeFirst(2)
    }
    guard parts.count > 1, parts[0] == Array("data".utf8), parts.allSatisfy({ !$0.isEmpty && !$0.contains(0x7D) })
    else { return nil }
    return (screen, Array(parts.dropFirst()))
  }

  // MARK: Orders

  /// Notes an order of which at least one side is bound; if both are, to the data of one screen.
  private mutating func add(
    _ lower: (row: Int, node: Int), _ upper: (row: Int, node: Int), _ traits: PropertyUse.Traits, _ id: [UInt8],
    _ screen: UInt32
  ) {
    let sides = [lower, upper].map { side -> (screen: [UInt8]?, side: Order.Side)? in
      if document[side.node].kind == .string, let found = Self.binding(document.bytes(of: side.node)) {
        return (found.screen ?? id, Order.Side(row: side.row, path: found.path, node: side.node))
      }
      return (nil, Order.Side(row: side.row, path: [], node: side.node))
    }
    guard let low = sides[0], let high = sides[1], let owner = low.screen ?? high.screen,
      high.screen ?? owner == owner
    else { return }
    orders[owner, default: []].append(Order(lower: low.side, upper: high.side, screen: screen, traits: traits))
  }
}
