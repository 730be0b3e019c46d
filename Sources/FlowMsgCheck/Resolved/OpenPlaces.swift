import FlowMsgComponents
import FlowMsgJSON
package import FlowMsgModel

/// What an open form says of the places that components show and rows fill.
package enum OpenPlaces {
  /// Those of `message`, in the order in which they were found; each once.
  package static func places(_ message: ResolvedMessage) -> [ShownPlace] {
    guard !message.shown.openValues.isEmpty, let (data, root) = data(of: message) else { return [] }
    var places: [ShownPlace] = []
    for value in message.shown.openValues {
      let inner = value.keys.map { "/\(JSONPointer.escaped(message.contracts.string($0)))" }.joined()
      let place = place(value, root + pointer(to: value.node, from: data, message) + inner, message)
      if !places.contains(place) { places.append(place) }
    }
    return places
  }

  /// What can be compared only when rows have filled it.
  package static func orders(_ message: ResolvedMessage) -> [ShownOrder] {
    guard !message.shown.openOrders.isEmpty, let (data, root) = data(of: message) else { return [] }
    return message.shown.openOrders.map { open in
      let order = message.contracts.orders[open.order]
      let side = { (side: PropertyOrder.Side, node: Int?) in
        ShownOrder.Side(
          property: FlatRules.shared.rows[Int(side.row)].path,
          pointer: node.map { root + pointer(to: $0, from: data, message) },
          value: message.contracts.string(side.literal))
      }
      return ShownOrder(
        lower: side(order.lower, open.lower), upper: side(order.upper, open.upper),
        screen: message.contracts.string(message.contracts.screens[Int(order.screen)].id))
    }
  }

  /// The node of the data and its place in the body.
  private static func data(of message: ResolvedMessage) -> (node: Int, pointer: String)? {
    guard let data = message.message[Schema.data], let keys = Schema[Schema.data].place.keys else { return nil }
    return (data, keys.map { "/\(JSONPointer.escaped($0))" }.joined())
  }

  private static func place(_ value: OpenValue, _ pointer: String, _ message: ResolvedMessage) -> ShownPlace {
    let (use, row) = (message.contracts.uses[value.use], FlatRules.shared.rows[value.row])
    let screen = message.contracts.screens[Int(use.screen)]
    let ids = message.flowContract.map { message.screens(of: $0) }.map { range in
      range.map { message.contracts.string(message.contracts.screens[$0].id) }
    }
    return ShownPlace(
      pointer: pointer, property: row.path, screen: message.contracts.string(screen.id), traits: use.traits,
      screens: FlatRules.shared.leadsToScreens(value.row) ? ids ?? [] : [])
  }

  /// The way from the data to a value.
  private static func pointer(to node: Int, from data: Int, _ message: ResolvedMessage) -> String {
    let tape = message.message.tape
    var (at, pointer) = (data, "")
    while at < node {
      let isArray = tape.nodes[at].kind == .array
      var index = 0
      var next: Int?
      for child in tape.children(of: at) {
        if Int(tape.nodes[child].next) > node {
          next = child
          break
        }
        index += 1
      }
      guard let next else { break }
      if isArray { pointer += "/\(index)" }
      if tape.nodes[next].kind == .member { pointer += "/\(JSONPointer.escaped(tape.string(of: next)))" }
      at = next
    }
    return pointer
  }
}
