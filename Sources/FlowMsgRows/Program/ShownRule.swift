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

/// A text that a component shows: what a row fills in, with the literal parts round it.
struct ShownText: Sendable {
  let rule: ShownRule
  /// Its parts: a range of `FormProgram.parts`.
  let parts: TableRange
  /// The code points of its literal parts.
  let literal: Int
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

/// One of two values in order: where its amount comes from.
struct FilledSide: Sendable {
  /// Where its amount comes from: the Flow, parts of a text (a range of `FormProgram.parts`), or the filled body.
  enum Source: Sendable {
    case literal(Int?)
    case text(TableRange)
    case body([String])
  }

  /// What people call it.
  let noun: String
  let source: Source
}

/// Two values of which one cannot be above the other.
struct FilledOrder: Sendable {
  let lower: FilledSide
  let upper: FilledSide
  let screen: String

  /// Whether it is looked at in the filled body.
  var readsBody: Bool {
    [lower, upper].contains { if case .body = $0.source { true } else { false } }
  }

  /// The fault of a row that has them the other way round.
  var fault: RowFault {
    RowFault("the \(lower.noun) of \(screen) is above the \(upper.noun)", code: ValueFault.Kind.order.code)
  }
}
