// Measures flowmsg against its peers and prints the table; see README.md in this folder.

import Foundation

/// What the command line asks for.
struct Options {
  var effort = Effort.full
  var rows = Rows.all
  var keepsFiles = false
  var flowmsg: String?

  static let usage = """
    usage: swift run -c release Benchmarks [--quick] [--rows 1,4] [--keep] [--flowmsg FILE]

      --quick         fewer runs of the same inputs
      --rows LIST     only these rows, by number
      --keep          leave the inputs and outputs in the temporary folder, and say where
      --flowmsg FILE  the program to measure; else .build/release/flowmsg of this package
    """

  init(_ arguments: some Sequence<String>) throws {
    var rest = arguments.makeIterator()
    while let word = rest.next() {
      switch word {
      case "--quick": effort = .quick
      case "--keep": keepsFiles = true
      case "--rows": rows = try Self.rows(rest.next())
      case "--flowmsg": flowmsg = rest.next()
      default: throw Stopped("unknown option `\(word)`\n" + Self.usage)
      }
    }
  }

  private static func rows(_ list: String?) throws -> [Int] {
    try (list ?? "").split(separator: ",", omittingEmptySubsequences: false).map {
      guard let row = Int($0), Rows.all.contains(row) else {
        throw Stopped("no row `\($0)`; there are \(Rows.all.map(String.init).joined(separator: ", "))")
      }
      return row
    }
  }
}

/// Writes at once, so that a line shows when it is measured even where the output is a file.
func say(_ text: String) {
  FileHandle.standardOutput.write(Data((text + "\n").utf8))
}

func complain(_ text: String) {
  FileHandle.standardError.write(Data("benchmarks: \(text)\n".utf8))
}

/// The release build, and a warning when a source is newer than it: `swift run Benchmarks` does not build it.
func release(of package: URL, named given: String?) throws -> String {
  let url = given.map { URL(filePath: $0) } ?? package.appending(path: ".build/release/flowmsg")
  let path = url.path(percentEncoded: false)
  guard FileManager.default.isExecutableFile(atPath: path) else {
    throw Stopped("no program at \(path); first run: swift build -c release --static-swift-stdlib")
  }
  let sources = FileManager.default.enumerator(
    at: package.appending(path: "Sources"), includingPropertiesForKeys: [.contentModificationDateKey])
  let changed = sources?.compactMap { ($0 as? URL).flatMap(modified) }.max()
  if given == nil, let built = modified(url), let changed, built < changed {
    complain("warning: \(path) is older than the sources; run: swift build -c release --static-swift-stdlib")
  }
  return path
}

func modified(_ file: URL) -> Date? {
  try? file.resolvingSymlinksInPath().resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
}

func main() throws -> Int32 {
  if CommandLine.arguments.contains("--help") {
    say(Options.usage)
    return 0
  }
  let options = try Options(CommandLine.arguments.dropFirst())
  let here = URL(filePath: #filePath).deletingLastPathComponent()
  let package = here.deletingLastPathComponent().deletingLastPathComponent()
  let flowmsg = try release(of: package, named: options.flowmsg)
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "flowmsg-benchmarks-\(ProcessInfo.processInfo.processIdentifier)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { if !options.keepsFiles { try? FileManager.default.removeItem(at: folder) } }

  let inputs = Inputs(folder: folder)
  let peers = Peers(inputs: inputs, sources: here)
  if let version = try? peers.jqVersion() { say("peer jq: \(version)\n") }
  say(Line.header)
  var complaints: [String] = []
  Rows(
    flowmsg: flowmsg, inputs: inputs, peers: peers, effort: options.effort, found: { say($0.markdown) },
    missed: { complaints.append("row \($0) is not measured: \($1)") }
  ).run(options.rows)
  complaints.forEach(complain)
  if options.keepsFiles { complain("files are in \(folder.path(percentEncoded: false))") }
  return complaints.isEmpty ? 0 : 1
}

do {
  exit(try main())
} catch {
  complain("\(error)")
  exit(2)
}
