import EditRuns
import Foundation

// `edits [COUNT [SEED]]`: so many random edits of workspaces, 40 a project, one project a seed from SEED on. Ends with 1 where
// the diagnostics were not those of a compilation, with the seeds to look at.
// `edits keystrokes plain COUNT`, `edits keystrokes locales COUNT`: types in a file of 1,000 messages, to be measured.
let words = CommandLine.arguments.dropFirst()
if words.first == "keystrokes" {
  var typing = Keystrokes(locales: words.dropFirst().first == "locales")
  print("\(typing.type(words.last.flatMap { Int($0) } ?? 200)) files given out")
  exit(0)
}
let arguments = words.map { UInt64($0) }
guard !arguments.contains(nil), arguments.count <= 2 else {
  print("usage: edits [COUNT [SEED]]")
  exit(2)
}
let count = (arguments.first ?? nil) ?? 200_000
let first = arguments.count > 1 ? arguments[1] ?? 0 : UInt64.random(in: 0..<1 << 32)
print("\(count) edits from seed \(first)")
let corpus = ProcessInfo.processInfo.environment["FLOWMSG_CORPUS"].map { URL(filePath: $0) }
let pool = try Pool(examples: URL(filePath: "examples"), corpus: corpus)
var failures = 0
var made: [String: Int] = [:]
for seed in first..<(first + (count + 39) / 40) where failures < 20 {
  var run = EditRun(seed: seed, pool)
  if let difference = run.run(40) {
    print("seed \(seed): \(difference)")
    failures += 1
  }
  made.merge(run.counts, uniquingKeysWith: +)
}
print(made.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
print(failures == 0 ? "always as compiled" : "\(failures) projects differ")
exit(failures == 0 ? 0 : 1)
