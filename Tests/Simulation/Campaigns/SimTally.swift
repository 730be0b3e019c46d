/// What happened, summed up over campaigns, to see that everything did.
package struct SimTally: Sendable, Equatable, CustomStringConvertible {
  /// What is counted.
  package enum Event: String, CaseIterable, Sendable {
    case requests, retries, crashes, powerCuts, doubts, journalFailures, stops, corrections, damages, refusals,
      hindrances
    case waits, everybodys, foreign, coded, echoes, notTaken, cuts, gaps, exclusions, copies, missing, retriesOfRefused,
      newMessages
  }

  private var counts = [Int](repeating: 0, count: Event.allCases.count)

  package init() {}

  /// How often something happened.
  package subscript(event: Event) -> Int {
    get { counts[place(event)] }
    set { counts[place(event)] = newValue }
  }

  private func place(_ event: Event) -> Int { Event.allCases.firstIndex(of: event) ?? 0 }

  package static func += (a: inout SimTally, b: SimTally) {
    for place in a.counts.indices { a.counts[place] += b.counts[place] }
  }

  package var description: String {
    zip(Event.allCases, counts).map { "\($0.rawValue) \($1)" }.joined(separator: ", ")
  }
}
