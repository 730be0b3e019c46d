import FlowMsgModel

/// Chooses which requests are faulted, and how: the same ones for the same seed and order of requests.
struct FaultPlan: Sendable {
  private let faults: [SandboxFault]
  private var random: SplitMix64

  /// A plan of these faults; each takes its share of all requests, and no request has two.
  init(_ faults: [SandboxFault], seed: UInt64) {
    self.faults = faults
    random = SplitMix64(seed: seed)
  }

  /// Whether nothing is ever done to any request.
  var isEmpty: Bool { faults.isEmpty }

  /// What to do to the next request, if anything.
  mutating func next() -> SandboxFault? {
    guard !faults.isEmpty else { return nil }
    var drawn = random.share()
    for fault in faults {
      if drawn < fault.share { return fault }
      drawn -= fault.share
    }
    return nil
  }
}
