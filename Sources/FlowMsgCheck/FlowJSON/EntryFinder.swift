import FlowMsgJSON
import FlowMsgModel
import FlowMsgText

/// On which screens a message may open the Flow.
///
/// Entry screens are those with no way from another screen to them: neither an edge of the `routing_model` nor the
/// `next` of a `navigate` action in a layout. A screen that a `routing_model` leaves out is one only if nothing else is.
/// If there is none, the first one is taken, with a warning; if there are several, each is one, with a note.
struct EntryFinder: FlowJSONPart {
  let source: FlowJSONSource
  private let screens: [FlowJSONScreen]
  /// For each id the first screen that has it.
  private let screenByID: [[UInt8]: Int]
  /// How many more unknown screens get a "did you mean": each is compared with every id, so a file of thousands of
  /// both must not have it for all.
  private var guesses = 20

  init(_ source: FlowJSONSource, _ screens: [FlowJSONScreen], _ screenByID: [[UInt8]: Int]) {
    (self.source, self.screens, self.screenByID) = (source, screens, screenByID)
  }

  /// What is known of the ways between screens.
  private struct Ways {
    /// For each screen whether another one leads to it.
    var isReached: [Bool]
    /// For each screen whether the `routing_model` names it.
    var isListed: [Bool]
  }

  /// For each of the screens whether it is an entry screen.
  mutating func find() -> [Bool] {
    var ways = Ways(
      isReached: Array(repeating: false, count: screens.count), isListed: Array(repeating: false, count: screens.count))
    let hasModel = readRoutingModel(into: &ways)
    for i in screens.indices { readActions(of: i, into: &ways) }
    // The platform never opens a Flow on what it keeps for itself.
    let possible = screens.indices.filter { !screens[$0].isReserved(in: document) }
    let free = possible.filter { !ways.isReached[$0] && isFirst($0) }
    guard !isCut else { return entries(free.isEmpty ? possible : free) }
    let listed = hasModel ? free.filter { ways.isListed[$0] } : free
    let chosen = listed.isEmpty ? free : listed
    if chosen.isEmpty, let first = possible.first { reportNoEntry(first) }
    if chosen.count > 1 { reportSeveral(chosen) }
    return entries(chosen.isEmpty ? Array(possible.prefix(1)) : chosen)
  }

  private func entries(_ indices: [Int]) -> [Bool] {
    var entries = Array(repeating: false, count: screens.count)
    for i in indices { entries[i] = true }
    return entries
  }

  /// Whether screen `i` is the first with its id, the one that ways lead to.
  private func isFirst(_ i: Int) -> Bool { screenByID[screens[i].id] == i }

  // MARK: The routing model

  /// Whether there is a routing model.
  private mutating func readRoutingModel(into ways: inout Ways) -> Bool {
    guard let root = document.root, let model = document.value("routing_model", of: root) else { return false }
    guard document[model].kind == .object else {
      report(
        FlowJSONDiagnostics.badRoutingModel,
        "expected \"routing_model\" to be an object, found \(document[model].kind.name)", at: model)
      return false
    }
    for member in Array(document.members(of: model)) {
      let source = screenByID[document.bytes(of: member)]
      if let source { ways.isListed[source] = true } else { reportUnknown(member, "the routing_model") }
      guard let targets = document.value(ofMember: member) else { continue }
      readTargets(targets, of: member, from: source, into: &ways)
    }
    return true
  }

  private mutating func readTargets(_ targets: Int, of member: Int, from source: Int?, into ways: inout Ways) {
    guard document[targets].kind == .array else {
      report(
        FlowJSONDiagnostics.badRoutingModel,
        "expected an array of the screens that \(quoted(member)) leads to, found \(document[targets].kind.name)",
        at: targets)
      return
    }
    for target in document.children(of: targets) {
      guard document[target].kind == .string else {
        report(
          FlowJSONDiagnostics.badRoutingModel, "expected the id of a screen, found \(document[target].kind.name)",
          at: target)
        continue
      }
      guard let to = screenByID[document.bytes(of: target)] else {
        reportUnknown(target, "the routing_model")
        continue
      }
      ways.isListed[to] = true
      // A key that is no screen of the Flow is reported, and leads nowhere.
      if let source, to != source { ways.isReached[to] = true }
    }
  }

  // MARK: Actions

  private mutating func readActions(of screen: Int, into ways: inout Ways) {
    let from = screenByID[screens[screen].id]
    for (name, isScreen) in targets(of: screens[screen]) {
      if let to = screenByID[document.bytes(of: name)] {
        if to != from { ways.isReached[to] = true }
      } else if isScreen, !document.string(of: name).hasPrefix("${") {
        reportUnknown(name, "an action of \(quoted(screens[screen].idNode))")
      }
    }
  }

  /// The names that `navigate` actions in the layout lead to, and whether they are said to be screens.
  private func targets(of screen: FlowJSONScreen) -> [(name: Int, isScreen: Bool)] {
    let (action, member) = Schema.FlowJSON.navigation.value
    var targets: [(Int, Bool)] = []
    forEachObject(inLayoutOf: screen) { object in
      guard let name = document.value("name", of: object), document[name].kind == .string,
        document.text(of: name, equals: action), let next = document.value(member, of: object),
        let target = document.value("name", of: next), document[target].kind == .string
      else { return }
      let type = document.value("type", of: next).flatMap { document.stringValue($0) }
      targets.append((target, type == "screen"))
    }
    return targets
  }

  /// Calls `body` for every object in the layout of `screen`, those of examples aside.
  private func forEachObject(inLayoutOf screen: FlowJSONScreen, _ body: (Int) -> Void) {
    guard let layout = document.value("layout", of: screen.node) else { return }
    var node = layout
    while node < Int(document[layout].next) {
      let kind = document[node].kind
      if kind == .object { body(node) }
      let isExample = kind == .member && document.text(of: node, equals: Schema.FlowJSON.exampleKey.value)
      node = isExample ? Int(document[node].next) : node + 1
    }
  }

  // MARK: Reporting

  /// Reports a name of no screen; not in a cut file, whose other screens may be after the cut.
  private mutating func reportUnknown(_ node: Int, _ place: String) {
    guard !isCut, !screens.isEmpty else { return }
    report(
      FlowJSONDiagnostics.unknownScreen, "\(place) names the screen \(quoted(node)), which the Flow does not have",
      at: node, help: guess(for: node).map { ["did you mean \"\($0)\"?"] } ?? [])
  }

  private mutating func guess(for node: Int) -> String? {
    guard guesses > 0, document[node].range.count < 100 else { return nil }
    guesses -= 1
    let ids = screens.prefix(Schema.FlowJSON.screenCount.value).map { document.string(of: $0.idNode) }
    return suggestion(for: document.string(of: node), among: ids)
  }

  private func reportNoEntry(_ first: Int) {
    report(
      FlowJSONDiagnostics.noEntry, "every screen of the Flow is led to by another, so none is an entry screen",
      at: screens[first].idNode, help: ["\(quoted(screens[first].idNode)), the first one, is taken for it"])
  }

  private func reportSeveral(_ entries: [Int]) {
    let names = entries.prefix(5).map { quoted(screens[$0].idNode) } + (entries.count > 5 ? ["others"] : [])
    report(
      FlowJSONDiagnostics.severalEntries,
      "the Flow has \(entries.count) entry screens: \(names.listed())", at: screens[entries[0]].idNode,
      labels: entries.dropFirst().prefix(4).map {
        DiagnosticLabel(location(document[screens[$0].idNode].range), "another")
      })
  }
}
