/// Many campaigns, one a seed.
package enum SimRun {
  /// Runs the campaigns of these seeds; gives what happened, and of each that broke a promise its seed and the first one.
  package static func run(_ seeds: some Sequence<UInt64>) -> (tally: SimTally, violations: [String]) {
    var tally = SimTally()
    var violations: [String] = []
    for seed in seeds {
      var campaign = SimCampaign(seed: seed)
      campaign.run()
      tally += campaign.tally
      if let first = campaign.violations.first { violations.append("seed \(seed): \(first)") }
    }
    return (tally, violations)
  }

  /// Runs `count` campaigns from `first` on, some at a time.
  package static func run(_ count: Int, from first: UInt64 = 0) async -> (tally: SimTally, violations: [String]) {
    let crews = 8
    return await withTaskGroup { group in
      for crew in 0..<crews {
        group.addTask { run(stride(from: crew, to: count, by: crews).map { first &+ UInt64($0) }) }
      }
      return await group.reduce(into: (SimTally(), [String]())) { sum, part in
        sum.0 += part.tally
        sum.1 += part.violations
      }
    }
  }
}
