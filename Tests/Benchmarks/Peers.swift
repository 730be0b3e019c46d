import Foundation

/// The programs that flowmsg is compared with, as Debian packages them.
enum Peer: String {
  case jq
  case jsonnet
  case xargs
  case cat
  case compiler = "g++"
  case miller = "mlr"
  case python = "python3"
  case nothing = "true"

  /// The Debian package that holds it.
  var package: String {
    switch self {
    case .jq: "jq"
    case .jsonnet: "jsonnet"
    case .xargs: "findutils"
    case .cat, .nothing: "coreutils"
    case .compiler: "g++"
    case .miller: "miller"
    case .python: "python3-orjson"
    }
  }

  /// Where it is, or an error that names the package to install.
  func find() throws -> String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    for folder in path.split(separator: ":") where folder.hasPrefix("/") {
      let program = "\(folder)/\(rawValue)"
      if FileManager.default.isExecutableFile(atPath: program) { return program }
    }
    throw Stopped("`\(rawValue)` is missing; on Debian: apt-get install \(package)")
  }
}

/// Builds the commands of the peers.
struct Peers {
  let inputs: Inputs
  /// The folder of this target, for the source of the RapidJSON program.
  let sources: URL

  /// Compiles the RapidJSON program and returns where it is.
  func buildRapidJSON() throws -> String {
    let program = inputs.path("rewrite")
    guard !FileManager.default.isExecutableFile(atPath: program) else { return program }
    let source = sources.appending(path: "rapidjson/rewrite.cpp").path(percentEncoded: false)
    let build = Command(
      "g++", try Peer.compiler.find(), ["-O2", "-o", program, source], output: inputs.path("g++.out"))
    do {
      try build.run()
    } catch {
      throw Stopped("the rapidjson program does not compile (on Debian: apt-get install rapidjson-dev); \(error)")
    }
    return program
  }

  /// Parses and writes again a file of one message a line.
  func rapidJSON(_ lines: String) throws -> Command {
    let product = inputs.path("rapidjson.ndjson")
    return Command(
      "rapidjson", try buildRapidJSON(), ["lines", lines, product], output: inputs.path("rapidjson.out"),
      product: product)
  }

  func jq(_ options: [String], _ file: String) throws -> Command {
    Command("jq", try Peer.jq.find(), options + [".", file], output: inputs.path("jq.out"))
  }

  func jsonnet(_ file: String) throws -> Command {
    Command("jsonnet", try Peer.jsonnet.find(), [file], output: inputs.path("jsonnet.out"))
  }

  /// Into a file, cat has the kernel copy from file to file and reads nothing; to the null device it reads everything.
  func xargsCat(_ list: String) throws -> Command {
    var command = Command(
      "xargs cat", try Peer.xargs.find(), ["-0", "-a", list, try Peer.cat.find()], output: inputs.path("cat.out"))
    command.isDiscarding = true
    return command
  }

  /// Turns CSV into JSON, which is less than to fill a form.
  func miller(_ rows: String) throws -> Command {
    Command("mlr", try Peer.miller.find(), ["--icsv", "--ojson", "cat", rows], output: inputs.path("mlr.out"))
  }

  /// Makes the very requests that flowmsg makes, without a check of any of them.
  func python(_ rows: String) throws -> Command {
    let script = sources.appending(path: "render.py").path(percentEncoded: false)
    var command = Command("python", try Peer.python.find(), [script], output: inputs.path("python.ndjson"))
    command.input = rows
    return command
  }

  func nothing() throws -> Command {
    Command("/bin/true", try Peer.nothing.find(), [], output: inputs.path("true.out"))
  }

  /// A line that says which jq was measured; the limits are set for 1.6, and later ones start faster.
  func jqVersion() throws -> String {
    let output = inputs.path("version.out")
    try Command("jq", try Peer.jq.find(), ["--version"], output: output).run()
    return try String(contentsOf: URL(filePath: output), encoding: .utf8).trimmingCharacters(
      in: .whitespacesAndNewlines)
  }
}
