#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import CampaignSimulation

// `simulate [COUNT [FIRST]]`: campaigns against a simulated world, one a seed from FIRST on. Prints what happened; ends with
// 1 if a promise was broken, with the seeds to look at.
// `simulate journals`: a journal of 100 people, cut and zeroed at every place and with 2,000 bits changed, each alone.
if CommandLine.arguments.dropFirst().first == "journals" {
  let results = [
    ("closed", try SimDamage.cuts(closed: true)), ("killed", try SimDamage.cuts(closed: false)),
    ("flips", try SimDamage.flips(2000)),
  ]
  for (name, result) in results {
    print("\(name): \(result.tries) damaged journals, \(result.usable) can be gone on with")
    for violation in result.violations.prefix(20) { print("broken: \(violation)") }
  }
  exit(results.allSatisfy(\.1.violations.isEmpty) ? 0 : 1)
}

let arguments = CommandLine.arguments.dropFirst().map { UInt64($0) }
guard !arguments.contains(nil), arguments.count <= 2 else {
  print("usage: simulate [COUNT [FIRST]]")
  exit(2)
}
let count = Int(clamping: (arguments.first ?? nil) ?? 100_000)
let first = arguments.count > 1 ? arguments[1] ?? 0 : 0
let (tally, violations) = await SimRun.run(count, from: first)
print("\(count) campaigns from seed \(first): \(tally)")
for violation in violations.sorted().prefix(20) { print("broken: \(violation)") }
print(violations.isEmpty ? "nobody twice, nobody lost" : "\(violations.count) campaigns broke a promise")
exit(violations.isEmpty ? 0 : 1)
