import FlowMsg
import FlowMsgText
import Synchronization
import Testing

/// A source provider without a disk: a dictionary of paths under a simulated root.
struct MemoryProvider: SourceProvider {
  var files: [String: [UInt8]]

  init(_ files: [String: String]) { self.files = files.mapValues { Array($0.utf8) } }

  init(bytes files: [String: [UInt8]]) { self.files = files }

  func locate(_ path: String, from importer: SourcePath) throws(ReadFailure) -> SourcePath {
    var steps = importer.canonical.split(separator: "/").dropLast().map(String.init)
    guard !path.hasPrefix("/") else { throw .outsideRoot(root: "/") }
    for step in path.split(separator: "/") where step != "." {
      if step != ".." {
        steps.append(String(step))
      } else if steps.popLast() == nil {
        throw .outsideRoot(root: "/")
      }
    }
    let canonical = steps.joined(separator: "/")
    guard files[canonical] != nil else { throw .notFound }
    return SourcePath(canonical: canonical, display: canonical)
  }

  func read(_ path: SourcePath) throws(ReadFailure) -> [UInt8] {
    guard let bytes = files[path.canonical] else { throw .notFound }
    return bytes
  }
}

/// Runs pieces on real threads (tasks of the global pool), in whatever order they come.
struct TaskRunner: Runner {
  let width: Int

  func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let box = Box()
    for _ in 1..<max(2, width) { Task.detached { box.toil(count, work) } }
    box.toil(count, work)
    while box.ended.load(ordering: .acquiring) < count {}
  }

  private final class Box: Sendable {
    let next = Atomic<Int>(0)
    let ended = Atomic<Int>(0)

    func toil(_ count: Int, _ work: @Sendable (Int) -> Void) {
      while true {
        let piece = next.add(1, ordering: .relaxed).oldValue
        guard piece < count else { return }
        work(piece)
        ended.add(1, ordering: .releasing)
      }
    }
  }
}

/// Compiles `main.flowmsg` (and the other operands) of `files`.
func compile(
  _ files: [String: String], operands: [String] = ["main.flowmsg"], product: CompilerOptions.Product = .nothing,
  runner: any Runner = SerialRunner()
) -> Compilation {
  var options = CompilerOptions()
  options.product = product
  return Compiler(provider: MemoryProvider(files), runner: runner)
    .compile(operands.map { SourcePath(canonical: $0, display: $0) }, options: options)
}

/// The findings as `line: CODE`, in order; those in another file than `main.flowmsg` with its name before.
func findings(_ compilation: Compilation, from least: Severity = .note) -> [String] {
  compilation.diagnostics.filter { $0.severity >= least }.map { diagnostic in
    let file = compilation.files[Int(diagnostic.location.file.rawValue)]
    let line = LineIndex(file.bytes).line(at: diagnostic.location.range.start) + 1
    return "\(file.name == "main.flowmsg" ? "" : "\(file.name) ")\(line): \(diagnostic.code)"
  }
}

/// `source` with the first fix of every finding made, each edit once.
func mended(_ source: String, _ found: [Diagnostic]) -> String {
  var edits: [TextEdit] = []
  for edit in found.compactMap(\.fixes.first).flatMap(\.edits) where !edits.contains(edit) { edits.append(edit) }
  var bytes = Array(source.utf8)
  for edit in edits.sorted(by: { $0.location.range.start > $1.location.range.start }) {
    let range = edit.location.range
    bytes.replaceSubrange(Int(range.start)..<Int(range.end), with: Array(edit.replacement.utf8))
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// A message of which nothing is to be said, but for `statements`, which are from line 2 on; what they leave out is
/// supplied after them, and the Flow `f` is declared behind the message.
func message(_ statements: String..., name: String = "m") -> String {
  var lines = statements
  let words = statements.map { $0.prefix { $0 != " " } }
  for (word, operand) in [
    ("title", "\"T\""), ("text", "\"B\""), ("caption", "\"C\""), ("flow", "f"), ("cta", "\"Go\""),
  ]
  where !words.contains(word[...]) {
    lines.append("\(word) \(operand)")
  }
  let body = lines.map { "  \($0)\n" }.joined()
  return "message \(name) {\n\(body)}\nflow f { screen S }\n"
}

/// A source with what it draws.
struct Case: Sendable, CustomTestStringConvertible {
  var source: String
  var expected: [String]
  var files: [String: String]
  /// What is less grave is not looked at.
  var least = Severity.note

  init(_ source: String, _ expected: String..., files: [String: String] = [:]) {
    self.source = source
    self.expected = expected
    self.files = files
  }

  var testDescription: String { String(source.replacing("\n", with: "⏎").prefix(160)) }

  var found: [String] { findings(compile(files.merging(["main.flowmsg": source]) { $1 }), from: least) }
}
