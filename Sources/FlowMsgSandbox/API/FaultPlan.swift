/// Chooses which requests are faulted, and how: the same ones for the same seed and order of requests.
struct FaultPlan: Sendable {
  private let faults: [SandboxFault]
  private var state: UInt64

  /// A plan of these faults; each takes its share of all requests, and no request has two.
  init(_ faults: [SandboxFault], seed: UInt64) {
    self.faults = faults
    state = seed
  }

  /// Whether nothing is ever done to any request.
  var isEmpty: Bool { faults.isEmpty }

  /// What to do to the next request, if anything.
  mutating func next() -> SandboxFault? {
    guard !faults.isEmpty else { return nil }
    var drawn = draw()
    for fault in faults {
      if drawn < fault.share { return fault }
      drawn -= fault.share
    }
    return nil
  }

  /// A number from 0 to 1, without 1: SplitMix64, which is small, well mixed and the same everywhere.
  private mutating func draw() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Double(mixed >> 11) * 0x1p-53
  }
}
