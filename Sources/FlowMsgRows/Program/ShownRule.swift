import FlowMsgComponents
import FlowMsgJSON
import FlowMsgModel

/// What a component accepts of what a row fills in at one place of the body.
struct ShownRule: Sendable {
  /// What people call the place: its way below the screen's data.
  let name: String
  let row: Int
  let value: ValueRule
  let traits: PropertyUse.Traits
  let screen: String
  let screens: Set<[UInt8]>

  init(_ place: ShownPlace, _ row: Int) {
    self.row = row
    value = FlatRules.shared.rows[row].value
    (traits, screen) = (place.traits, place.screen)
    screens = Set(place.screens.map { Array($0.utf8) })
    // Behind `parameters`, the action's payload and `data`.
    name = (JSONPointer.steps(of: place.pointer) ?? [place.pointer]).dropFirst(3).joined(separator: ".")
  }

  /// The fault of a row, worded; `found` is what the row brings.
  func fault(_ kind: ValueFault.Kind, row: Int, found: String) -> RowFault {
    RowFault("`\(name)`: \(demand(kind, row))\(found)", code: kind.code)
  }

  /// What the component asks for.
  func demand(_ kind: ValueFault.Kind, _ row: Int) -> String {
    FaultWording.demand(kind, row, traits, screen: screen)
  }
}

/// A text that a component shows, as every row looks at it first: what a row fills in, with the literal parts round it.
struct ShownText: BitwiseCopyable {
  /// What its characters, or its form, are held to at first sight.
  enum Look: UInt8 { case length, day, other }

  let look: Look
  /// How many characters are shown.
  var most = 0
  /// The code points of its literal parts, and whether any of them can be seen.
  var literal = 0
  var isVisible = false
  /// The node that fills all of it, or -1.
  var node = -1
  /// Its parts: a range of `FormProgram.parts`.
  var parts = TableRange()

  init(_ rule: ValueRule) {
    switch rule {
    case .text(let most, _): (look, self.most) = (.length, most)
    case .day: look = .day
    default: look = .other
    }
  }
}

/// A value that a component shows and that is looked at in the filled body.
struct ShownValue: Sendable {
  let rule: ShownRule
  let steps: [String]

  /// What is wrong with it in a filled body.
  func faults(_ body: JSONDocument) -> [ValueFault] {
    guard let root = body.root, let node = JSONPointer.node(steps, in: body, from: root) else { return [] }
    var judge = ValueJudge(JSONValues(body), rule.traits) { id in
      rule.screens.isEmpty || rule.screens.contains(Array(id))
    }
    judge.judge(node, rule.row)
    return judge.faults
  }
}
