import FlowMsg
import Foundation
import Testing

@testable import FlowMsgCLI

@Suite("Depfiles")
struct DepfileTests {
  private static let body = """
    title "T"
      text "B"
      caption "{brand}"
      flow f
      cta "Go"
      screen S
    """
  private static let sources = [
    "a.flowmsg": "import \"lib/shared.flowmsg\"\nmessage a {\n  \(body)\n  payload { rows: rows }\n}\n",
    "b.flowmsg":
      "import \"lib/names.flowmsg\"\nmessage b(n: integer = 1) {\n  \(body.replacing(" f\n", with: " \"g\"\n"))\n  payload { n: n }\n}\n",
    "lib/shared.flowmsg":
      "import \"names.flowmsg\"\nlet brand = name\nlet rows from \"../data/rows.csv\"\nflow f from \"../flows/f.json\"\n",
    "lib/names.flowmsg": "let name = \"Aurora\"\nlet brand = \"Aurora\"\n",
    "data/rows.csv": "id\n1\n",
    "flows/f.json": "{\"version\": \"5.0\", \"screens\": [{\"id\": \"S\", \"terminal\": true, \"layout\": {}}]}",
  ]

  /// The rules of a depfile, target by target, without those for sources alone.
  private func rules(_ text: String?) -> [String: [String]] {
    var rules: [String: [String]] = [:]
    for rule in (text ?? "").replacing(" \\\n ", with: "").split(separator: "\n") {
      let words = rule.split(separator: " ").map(String.init)
      if words.count > 1 { rules[String(words[0].dropLast())] = Array(words.dropFirst()) }
    }
    return rules
  }

  @Test("each output has what it was made of: imports of imports, values and Flows from files, and no more")
  func folder() {
    let files = MemoryFileSystem(Self.sources)
    let run = flowmsg("compile", "a.flowmsg", "b.flowmsg", "-o", "dist", "--depfile", "dist.d", files: files)
    #expect(run.exit == 0 && run.output.isEmpty, "\(run.error)")
    let ofA = ["a.flowmsg", "lib/shared.flowmsg", "lib/names.flowmsg", "data/rows.csv", "flows/f.json"]
    let ofB = ["b.flowmsg", "lib/names.flowmsg"]
    let found = rules(files["dist.d"])
    #expect(Set(found["dist/a.json"] ?? []) == Set(ofA) && found["dist/a.json"]?.count == ofA.count)
    #expect(found["dist/b.json"] == ofB && found["dist/b.open.json"] == ofB)
    #expect(Set(found["dist/flowmsg.manifest.json"] ?? []) == Set(ofA + ofB))
    #expect(found.count == 4 && files["dist.d"]?.hasPrefix("dist/flowmsg.manifest.json:") == true)
    for source in ofA + ofB { #expect(files["dist.d"]?.contains("\n\(source):\n") == true) }
  }

  @Test(
    "what is printed is called what the depfile is named after, else like the body's file",
    arguments: [
      ("out/a.json.d", [], "out/a.json"), ("a.d", [], "a.json"), ("deps", [], "a.json"),
      ("out/.d", [], "a.json"), ("all.ndjson.d", ["--ndjson"], "all.ndjson"),
    ] as [(String, [String], String)])
  func printed(_ name: String, _ options: [String], _ target: String) {
    let files = MemoryFileSystem(Self.sources)
    let run = flowmsg(["compile", "a.flowmsg", "--depfile", name] + options, files: files)
    #expect(run.exit == 0 && !run.output.isEmpty, "\(run.error)")
    #expect(Array(rules(files[name]).keys) == [target])
    #expect(rules(files[name])[target]?.contains("flows/f.json") == true)
  }

  @Test("standard input is no file; without messages there is nothing to say")
  func edges() {
    let files = MemoryFileSystem(Self.sources)
    let console = FakeConsole(input: Self.sources["b.flowmsg"] ?? "")
    let piped = flowmsg("compile", "-", "--open", "--depfile", "b.json.d", files: files, console: console)
    #expect(piped.exit == 0 && rules(files["b.json.d"]) == ["b.json": ["lib/names.flowmsg"]], "\(piped.error)")
    #expect(flowmsg("compile", "lib/names.flowmsg", "--depfile", "n", files: files).exit == 0)
    #expect(files["n"] == "")
  }

  @Test("what makes no sense is exit 2 and writes nothing; errors in sources write nothing either")
  func refused() {
    let files = MemoryFileSystem(Self.sources.merging(["bad.flowmsg": "message"]) { $1 })
    let before = files.names
    for arguments in [
      ["a.flowmsg", "--depfile", "./a.flowmsg"], ["a.flowmsg", "--depfile", "flows/f.json"],
      ["a.flowmsg", "-o", "dist", "--depfile", "dist/a.json"],
      ["a.flowmsg", "-o", "dist", "--depfile", "dist//flowmsg.manifest.json"],
      ["a.flowmsg", "-o", "dist", "--check", "--depfile", "d"], ["a.flowmsg", "--ndjson", "--depfile", "d"],
      ["a.flowmsg", "-o", "di\nst", "--depfile", "d"],
    ] {
      let run = flowmsg(["compile"] + arguments, files: files)
      #expect(run.exit == 2 && run.output.isEmpty && run.error.contains("--depfile"), "\(arguments) \(run.error)")
    }
    #expect(flowmsg("compile", "bad.flowmsg", "-o", "dist", "--depfile", "d", files: files).exit == 1)
    #expect(files.names == before)
    for (path, text) in Self.sources { #expect(files[path] == text) }
    let full = MemoryFileSystem(Self.sources, failures: ["/proj/d": .noSpace])
    let failed = flowmsg("compile", "a.flowmsg", "-o", "dist", "--depfile", "d", files: full)
    #expect(failed.exit == 2 && failed.error.contains("cannot write 'd': no space left on device"))
  }

  @Test("blanks, '#', ':' and '$' are written as make and ninja read them; what they do not both read is refused")
  func escapes() throws {
    for (path, escaped) in [
      ("a b", "a\\ b"), ("a#b", "a\\#b"), ("a$b", "a$$b"), ("a:b", "a\\:b"), ("a\\b", "a\\b"), ("a(b)c", "a(b)c"),
      ("a\tb", "a\\\tb"), ("ação", "ação"), ("a~", "a~"),
    ] {
      #expect(try Depfile.escaped(path) == escaped)
    }
    for path in [
      "a=b", "a|b", "a;", "%", "a*", "a?", "[", "~a", "a\"", "'", "a&", "<", ">", "^", "`", "a ", "a:", "a\\", "a\\ b",
    ] {
      #expect(throws: Failure.self, "\(path)") { try Depfile.escaped(path) }
    }
    #expect(throws: Failure.self) { try Depfile.escaped("lib(a)") }
  }

  @Test("make builds, finds what is new, and does nothing without a change", .enabled(if: Make.isThere))
  func make() throws {
    let folder = try TemporaryFolder()
    let source = "one $x #2.flowmsg"
    try folder.add(source, Self.sources["a.flowmsg"] ?? "")
    for (name, text) in Self.sources where name.contains("/") { try folder.add(name, text) }
    // What `compile` writes, for the paths of this folder, and a recipe that only counts how often it is run.
    let files = MemoryFileSystem(Self.sources.merging([source: Self.sources["a.flowmsg"] ?? ""]) { $1 })
    #expect(flowmsg("compile", source, "-o", "my dist", "--depfile", "d", files: files).exit == 0)
    try folder.add("d", files["d"] ?? "")
    try folder.add(
      "Makefile",
      "all: my\\ dist/flowmsg.manifest.json\nmy\\ dist/flowmsg.manifest.json:\n\t@echo run; touch \"$@\"\n-include d\n")
    try folder.add("my dist/keep")
    #expect(try Make.run(in: folder.path) == "run\n")
    #expect(try !Make.run(in: folder.path).contains("run"))
    let sources = [source, "data/rows.csv", "flows/f.json", "lib/names.flowmsg", "lib/shared.flowmsg"]
    for path in sources {
      for other in sources { try Make.set(folder(other), hoursAgo: other == path ? 1 : 3) }
      try Make.set(folder("my dist/flowmsg.manifest.json"), hoursAgo: 2)
      #expect(try Make.run(in: folder.path) == "run\n", "\(path)")
    }
    // A source that is gone is no reason to stop.
    try DiskFileSystem().remove(folder("lib/names.flowmsg"))
    #expect(try Make.run(in: folder.path) == "run\n")
  }
}

/// The system's make.
private enum Make {
  static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/make")

  /// Runs it in a folder; what it prints.
  static func run(in folder: String) throws -> String {
    let process = Foundation.Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/make")
    process.arguments = ["--no-print-directory", "-C", folder]
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }

  /// Says when a file was last changed.
  static func set(_ path: String, hoursAgo hours: Double) throws {
    let date = Date(timeIntervalSinceNow: -3600 * hours)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }
}
