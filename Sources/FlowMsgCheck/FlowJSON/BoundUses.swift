import FlowMsgComponents
import FlowMsgJSON
import FlowMsgModel

/// What of a layout goes into the contract: where components show the values of a type, and what is in order in the data.
struct BoundUses: FlowJSONPart {
  let source: FlowJSONSource

  init(_ source: FlowJSONSource) { self.source = source }

  /// Says of `type`, that of `field`, where it is shown. What is shown of a value whose members no type describes is
  /// found by their keys.
  func addUses(of field: Int, in bound: BoundFields, to type: UInt32, _ contracts: inout Contracts) {
    var uses = bound.fields[field].uses
    let node = contracts.types[Int(type)]
    if node.kind == .any || (node.kind == .shape && node.strictness == .open) {
      addInner(of: field, in: bound, keys: [], &uses, &contracts)
    }
    guard !uses.isEmpty else { return }
    contracts.types[Int(type)].firstUse = UInt32(truncatingIfNeeded: contracts.uses.count)
    contracts.types[Int(type)].useCount = UInt32(truncatingIfNeeded: uses.count)
    contracts.uses += uses
  }

  private func addInner(
    of field: Int, in bound: BoundFields, keys: [PoolRange], _ uses: inout [PropertyUse], _ contracts: inout Contracts
  ) {
    // No value may be nested deeper.
    guard keys.count < Schema.nesting.value else { return }
    for (key, member) in bound.fields[field].members {
      let path = keys + [contracts.intern(key)]
      for var use in bound.fields[member].uses {
        (use.firstKey, use.keyCount) = Self.add(path, &contracts)
        uses.append(use)
      }
      addInner(of: member, in: bound, keys: path, &uses, &contracts)
    }
  }

  private static func add(_ path: [PoolRange], _ contracts: inout Contracts) -> (first: UInt32, count: UInt32) {
    let first = UInt32(truncatingIfNeeded: contracts.keys.count)
    contracts.keys += path
    return (first, UInt32(truncatingIfNeeded: path.count))
  }

  /// The orders in the data of a screen: the first, and how many.
  func addOrders(_ orders: [LayoutReader.Order], _ contracts: inout Contracts) -> (first: UInt32, count: UInt32) {
    let first = UInt32(truncatingIfNeeded: contracts.orders.count)
    for order in orders {
      contracts.orders.append(
        PropertyOrder(
          lower: side(order.lower, &contracts), upper: side(order.upper, &contracts), screen: order.screen,
          traits: order.traits))
    }
    return (first, UInt32(truncatingIfNeeded: orders.count))
  }

  private func side(_ side: LayoutReader.Order.Side, _ contracts: inout Contracts) -> PropertyOrder.Side {
    var result = PropertyOrder.Side(row: UInt16(truncatingIfNeeded: side.row), origin: origin(of: side.node))
    if side.path.isEmpty {
      switch document[side.node].kind {
      case .string: result.literal = contracts.intern(document.bytes(of: side.node))
      case .number: result.literal = contracts.intern(document.written(side.node))
      case .array:
        result.literal = contracts.intern(String(document.children(of: side.node).reduce(0) { n, _ in n + 1 }).utf8)
      default: break
      }
    } else {
      (result.firstKey, result.keyCount) = Self.add(side.path.map { contracts.intern($0) }, &contracts)
    }
    return result
  }
}
