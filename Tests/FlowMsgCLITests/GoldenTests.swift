import FlowMsg
import FlowMsgCLI
import Testing

/// Runs the folders in `Cases`. `cmd` holds a command line on each line, `< FILE` at its end feeds standard input; what
/// they print and answer is in `out`, `err` and `exit`, the files that they leave changed in `made`.
///
/// `UPDATE_GOLDENS=PATTERN swift test` rewrites the cases whose name contains PATTERN and still fails: read the
/// difference before the next run.
@Suite("Goldens")
struct GoldenTests {
  private static let disk = DiskFileSystem()
  private static let folder = Path.join(Path.folder(of: #filePath), "Cases")
  private static let expectations = ["out", "err", "exit", "made"]

  static let names: [String] =
    (try? disk.names(in: folder))?.flatMap { outcome in
      (try? disk.names(in: Path.join(folder, outcome)))?.map { "\(outcome)/\($0)" } ?? []
    } ?? []

  @Test("what the command prints, answers and writes is what its case says", arguments: names)
  func golden(_ name: String) throws {
    let folder = Path.join(Self.folder, name)
    let actual = try Self.run(try Self.sources(in: folder))
    let pattern = Process.variable("UPDATE_GOLDENS")
    for (file, text) in zip(Self.expectations, actual) {
      let path = Path.join(folder, file)
      let expected = (try? Self.disk.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      if text != expected, let pattern, name.contains(pattern) {
        // Another disk, as one writes over nothing that it has read.
        let disk = DiskFileSystem()
        if text.isEmpty { try disk.remove(path) } else { try disk.write(Array(text.utf8), to: path) }
      }
      #expect(text == expected, "\(name)/\(file)")
    }
    let outcome = name.prefix { $0 != "/" }
    let last = actual[2].split(separator: "\n").last
    #expect(last == (outcome == "refused" ? "1" : outcome == "usage" ? "2" : "0"))
  }

  @Test("there are cases of every outcome")
  func outcomes() {
    #expect(Set(Self.names.map { $0.prefix { $0 != "/" } }) == ["compiles", "warns", "refused", "usage"])
  }

  /// Output, errors, exit codes and files of all lines of the case.
  private static func run(_ sources: [String: [UInt8]]) throws -> [String] {
    let files = MemoryFileSystem(sources.mapValues { String(decoding: $0, as: UTF8.self) })
    for (path, bytes) in sources { try files.write(bytes, to: path) }
    var result = ["", "", "", ""]
    for line in String(decoding: sources["cmd"] ?? [], as: UTF8.self).split(separator: "\n") {
      let halves = line.split(separator: " < ")
      let console = FakeConsole(bytes: halves.count > 1 ? sources[String(halves[1])] ?? [] : [])
      let environment = Environment(
        fileSystem: files, console: console, variable: { _ in nil }, runner: SerialRunner())
      let exit = Tool.run(halves[0].split(separator: " ").map(String.init), in: environment)
      result[0] += console.written(.output)
      result[1] += console.written(.error)
      result[2] += "\(exit)\n"
    }
    let left = Set(files.names)
    for name in sources.keys.sorted() where !left.contains("/proj/" + name) { result[3] += "=== \(name) is gone\n" }
    for path in files.names {
      let name = String(path.dropFirst("/proj/".count))
      let bytes = try files.read(path)
      if sources[name] == bytes { continue }
      result[3] += "=== \(name)\n" + String(decoding: bytes, as: UTF8.self)
    }
    return result
  }

  /// All files of a case but its expectations, by their path in it.
  private static func sources(in folder: String, _ prefix: String = "") throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for name in try disk.names(in: folder) where !prefix.isEmpty || !expectations.contains(name) {
      let path = Path.join(folder, name)
      if try disk.kind(of: path, followingLinks: true) == .folder {
        found.merge(try sources(in: path, "\(prefix)\(name)/")) { first, _ in first }
      } else {
        found[prefix + name] = try disk.read(path)
      }
    }
    return found
  }
}
