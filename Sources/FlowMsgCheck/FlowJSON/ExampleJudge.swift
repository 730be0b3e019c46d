import FlowMsgComponents
import FlowMsgJSON
import FlowMsgModel
import FlowMsgText

/// Holds the examples of a Flow's file to what shows them.
struct ExampleJudge: FlowJSONPart {
  let source: FlowJSONSource
  /// For each id the first screen that has it.
  let screenByID: [[UInt8]: Int]
  /// The screens that have a layout: the place of each one's contract, and the node of its id.
  let shownScreens: [(contract: Int, node: Int)]

  /// Judges the example of a declaration by what shows it: what a component does not accept of it is a note of the file.
  func judge(of declaration: Int, _ type: UInt32, _ contracts: Contracts) {
    guard let example = document.value(Schema.FlowJSON.exampleKey.value, of: declaration) else { return }
    judge(example, Int(type), contracts, depth: 0)
  }

  private func judge(_ value: Int, _ type: Int, _ contracts: Contracts, depth: Int) {
    let node = contracts.types[type]
    for place in Int(node.firstUse)..<Int(node.firstUse) + Int(node.useCount) {
      let use = contracts.uses[place]
      let keys = (Int(use.firstKey)..<Int(use.firstKey) + Int(use.keyCount)).map { contracts.keys[$0] }
      let shown = keys.reduce(Int?.some(value)) { node, key in
        node.flatMap { document.value(contracts.string(key), of: $0) }
      }
      if let shown { judge(shown, use, contracts) }
    }
    guard node.kind == .shape, depth < Schema.nesting.value else { return }
    for field in contracts.members(of: node) {
      guard let inner = document.value(contracts.string(field.key), of: value) else { continue }
      judge(inner, Int(field.type), contracts, depth: depth + 1)
    }
  }

  private func judge(_ value: Int, _ use: PropertyUse, _ contracts: Contracts) {
    var judge = ValueJudge(JSONValues(document), use.traits) { [screenByID] in screenByID[Array($0)] != nil }
    judge.judge(value, Int(use.row))
    let own = shownScreens.first { $0.contract == Int(use.screen) }?.node
    for fault in judge.faults.prefix(Self.shownExamples) {
      let demand = FaultWording.demand(
        fault.kind, fault.row, use.traits, screen: own.map { document.string(of: $0) } ?? "the Flow")
      let place =
        document[fault.node].kind == .object || document[fault.node].kind == .array
        ? opener(of: fault.node) : document[fault.node].range
      report(
        FlowJSONDiagnostics.refusedExample, "an example that its component does not accept: \(demand)", at: place,
        labels: [DiagnosticLabel(SourceLocation(use.origin), "shown here")])
    }
  }

  /// How many faults of one example are reported.
  private static let shownExamples = 5
}
