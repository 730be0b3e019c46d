import EditRuns
import FlowMsg
import Foundation
import Testing

/// After any edit the diagnostics of a workspace are those of a compilation.
struct WorkspaceEditTests {
  private static let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "examples")
  private static let environment = ProcessInfo.processInfo.environment

  /// FLOWMSG_EDITS edits, 20 a project, from the seed FLOWMSG_EDITS_SEED on.
  @Test func staysAsCompiled() throws {
    let count = Self.environment["FLOWMSG_EDITS"].flatMap { UInt64($0) } ?? 2000
    let first = Self.environment["FLOWMSG_EDITS_SEED"].flatMap { UInt64($0) } ?? .random(in: 0..<1 << 32)
    print("random edits from seed \(first)")
    let corpus = Self.environment["FLOWMSG_CORPUS"].map { URL(filePath: $0) }
    let pool = try Pool(examples: Self.examples, corpus: corpus)
    for seed in first..<(first + (count + 19) / 20) {
      var run = EditRun(seed: seed, pool)
      let difference = run.run(20)
      #expect(difference == nil, "seed \(seed)")
      if difference != nil { return }
    }
  }
}
