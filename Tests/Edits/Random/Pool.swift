import FlowMsg
import FlowMsgCheck
package import Foundation

/// What runs begin with: examples, the examples of all diagnostics, and real Flow JSON where there is some.
package struct Pool: Sendable {
  /// Some files, and those of them that are checked.
  struct Project {
    var files: [String: [UInt8]]
    var operands: [String]
  }

  private let examples: [String: [UInt8]]
  private let sources: [[UInt8]]
  private let flows: [[UInt8]]

  /// All of it, with `examples` by their paths in their folder; of `corpus`, a folder, the smaller files.
  package init(examples folder: URL, corpus: URL?) throws {
    examples = try Pool.files(folder, ["flowmsg", "json", "csv", "txt"])
    sources = Compiler.catalogue.flatMap { [$0.bad, $0.good] }.filter { !$0.isEmpty }.map { Array($0.utf8) }
    let real = try corpus.map { try Pool.files($0, ["json"]) } ?? [:]
    let all =
      real.sorted { $0.key < $1.key }.map(\.value)
      + RuleExampleFiles.files.sorted { $0.key < $1.key }
      .map { Array($0.value.utf8) }
    flows = all.filter { $0.count < 8192 }
  }

  private static func files(_ folder: URL, _ extensions: Set<String>) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let base = folder.path(percentEncoded: false)
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let url = all?.nextObject() as? URL {
      guard extensions.contains(url.pathExtension) else { continue }
      let path = url.path(percentEncoded: false).dropFirst(base.count).drop { $0 == "/" }
      if path.hasPrefix("expected/") { continue }
      files[String(path)] = Array(try Data(contentsOf: url))
    }
    return files
  }

  // MARK: Choice

  func project(_ random: inout SeededGenerator) -> Project {
    random.below(3) == 0 ? exampleProject(&random) : ruleProject(&random)
  }

  /// One or two of the examples, with all files that they may name.
  private func exampleProject(_ random: inout SeededGenerator) -> Project {
    let names = examples.keys.filter { $0.hasSuffix(".flowmsg") }.sorted()
    let first = random.pick(names) ?? ""
    let second = random.pick(names) ?? ""
    return Project(files: examples, operands: first == second || random.below(2) == 0 ? [first] : [first, second])
  }

  /// Some examples of diagnostics, in a file or two, of which one may import the other.
  private func ruleProject(_ random: inout SeededGenerator) -> Project {
    var files = RuleExampleFiles.files.mapValues { Array($0.utf8) }
    files["main.flowmsg"] = source(&random)
    if random.below(2) == 0 { return Project(files: files, operands: ["main.flowmsg"]) }
    files["other.flowmsg"] = source(&random)
    files["main.flowmsg"] = Array("import \"other.flowmsg\"\n".utf8) + (files["main.flowmsg"] ?? [])
    if let flow = random.pick(flows) { files["real.json"] = flow }
    return Project(files: files, operands: random.below(2) == 0 ? ["main.flowmsg"] : ["main.flowmsg", "other.flowmsg"])
  }

  private func source(_ random: inout SeededGenerator) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<(1 + random.below(3)) { text += (random.pick(sources) ?? []) + [0x0A] }
    return text
  }

  /// Another text for a file called `path`.
  func text(_ random: inout SeededGenerator, like path: String) -> [UInt8] {
    path.hasSuffix(".json") ? random.pick(flows) ?? [] : source(&random)
  }

  /// A few lines of some source.
  func piece(_ random: inout SeededGenerator) -> [UInt8] {
    let lines = (random.pick(sources) ?? []).split(separator: 0x0A, omittingEmptySubsequences: false)
    let start = random.below(lines.count + 1)
    let count = random.below(3) == 0 ? lines.count : 1 + random.below(4)
    return Array(lines.dropFirst(start == lines.count ? 0 : start).prefix(count).joined(separator: [0x0A])) + [0x0A]
  }
}

/// Files without a disk.
struct MemoryFiles: SourceProvider {
  let files: [String: [UInt8]]

  init(_ files: [String: [UInt8]]) { self.files = files }

  static func path(_ name: String) -> SourcePath { SourcePath(canonical: name, display: name) }

  func locate(_ path: String, from importer: SourcePath) throws(ReadFailure) -> SourcePath {
    var steps = importer.canonical.split(separator: "/").dropLast().map(String.init)
    for step in path.split(separator: "/") where step != "." {
      if step != ".." { steps.append(String(step)) } else if steps.popLast() == nil { throw .outsideRoot(root: "/") }
    }
    let name = steps.joined(separator: "/")
    if files[name] == nil { throw .notFound }
    return MemoryFiles.path(name)
  }

  func read(_ path: SourcePath) throws(ReadFailure) -> [UInt8] {
    guard let bytes = files[path.canonical] else { throw .notFound }
    return bytes
  }
}

/// SplitMix64: the same numbers on every machine.
package struct SeededGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number below `count`, 0 where that is 0.
  mutating func below(_ count: Int) -> Int { count > 0 ? Int(next() % UInt64(count)) : 0 }

  /// One of `all`.
  mutating func pick<Element>(_ all: [Element]) -> Element? { all.isEmpty ? nil : all[below(all.count)] }
}
