import Foundation

/// How often each kind of comparison is repeated, and how large the inputs are.
struct Effort {
  var messages = 100_000
  var growth = 10
  var files = 10_000
  var recipients = 1_000_000
  /// Pairs of runs: with the fast peer, with slow ones, of large inputs, of many files, of starts.
  var fast = 15
  var slow = 3
  var large = 5
  var many = 15
  var starts = 201

  static let full = Self()
  /// The same inputs, so the ratios mean the same; fewer runs, so they are noisier.
  static let quick = Self(fast: 3, slow: 1, large: 1, many: 3, starts: 21)
}

/// The rows of the table, each with its inputs made when it needs them.
struct Rows {
  let flowmsg: String
  let inputs: Inputs
  let peers: Peers
  let effort: Effort
  /// Takes a line as soon as it is measured.
  let found: (Line) -> Void
  /// Takes what could not be measured, and why.
  let missed: (Int, any Error) -> Void

  static let all = [1, 2, 3, 4, 5, 6]

  func run(_ wanted: [Int]) {
    if wanted.contains(1) { attempt(1, messages) }
    if wanted.contains(2) { attempt(2, growth) }
    if wanted.contains(3) { attempt(3, memory) }
    if wanted.contains(4) { attempt(4, files) }
    if wanted.contains(5) { attempt(5, start) }
    if wanted.contains(6) { attempt(6, render) }
  }

  private func attempt(_ row: Int, _ work: () throws -> Void) {
    do { try work() } catch { missed(row, error) }
  }
}

extension Rows {
  private func compile(_ source: String) -> Command {
    Command(
      "flowmsg", flowmsg, ["compile", "--ndjson", "--compact", source], output: inputs.path("flowmsg.ndjson"))
  }

  private func compare(
    _ row: Int, _ work: String, _ ours: Command, _ peer: Command, _ limits: Limits, times count: Int
  ) throws {
    let pair = try Pair(ours, peer, times: count)
    found(
      Line(
        row: row, work: work, against: peer.name, value: pair.ratio, limits: limits, ours: times(pair.first),
        peer: times(pair.second), runs: count))
  }

  /// Row 1: many messages in one file, with peers that read and write what flowmsg writes.
  private func messages() throws {
    let source = try inputs.manyMessages(effort.messages, as: "messages.flowmsg")
    let ours = compile(source)
    try ours.run()
    let lines = inputs.path("messages.ndjson")
    try? FileManager.default.removeItem(atPath: lines)
    try FileManager.default.copyItem(atPath: ours.output, toPath: lines)
    let work = "\(effort.messages) messages, check and compile"
    attempt(1) {
      let peer = try peers.rapidJSON(lines)
      try compare(1, work, ours, peer, Limits(reach: 0.8, aim: 0.6), times: effort.fast)
      try same(lines, peer.product ?? "", by: peer.name)
    }
    attempt(1) { try compare(1, work, ours, peers.jq(["-c"], lines), Limits(), times: effort.slow) }
    attempt(1) {
      let list = try inputs.list(of: lines, as: "messages.jsonnet")
      try compare(1, work, ours, peers.jsonnet(list), Limits(), times: effort.slow)
    }
  }

  /// A peer that does less is no peer: it must have written the very bytes that flowmsg wrote.
  private func same(_ lines: String, _ product: String, by peer: String) throws {
    guard FileManager.default.contentsEqual(atPath: lines, andPath: product) else {
      throw Stopped("\(peer): what it wrote is not what flowmsg wrote")
    }
  }

  /// Row 2: the time of ten times the messages, over the time of the messages.
  private func growth() throws {
    let (small, large) = try growingSources()
    let pair = try Pair(compile(large), compile(small), times: effort.large)
    found(
      Line(
        row: 2, work: "growth of time, \(effort.messages) to \(effort.messages * effort.growth) messages",
        against: "itself", value: pair.ratio, limits: Limits(reach: 11, aim: 10), ours: times(pair.first),
        peer: times(pair.second), runs: effort.large))
  }

  /// Row 3: what the peak is above the source and the output.
  private func memory() throws {
    let ours = compile(try growingSources().large)
    var runs: [Usage] = []
    for _ in 0..<effort.large { runs.append(try ours.run()) }
    let peak = runs.map(\.peak).max() ?? 0
    let source = try size(ours.arguments.last ?? "")
    let output = try size(ours.output)
    found(
      Line(
        row: 3, work: "peak memory at \(effort.messages * effort.growth) messages, less source and output",
        against: "source \(megabytes(source)), output \(megabytes(output))", value: Double(peak) - source - output,
        limits: Limits(reach: 64_000_000, inBytes: true), ours: megabytes(Double(peak)), peer: "", runs: effort.large))
  }

  /// Row 4: many small files, with as many threads as flowmsg takes by itself.
  private func files() throws {
    let (folder, list) = try inputs.manyFiles(effort.files, as: "files")
    let ours = Command("flowmsg", flowmsg, ["check", folder], output: inputs.path("check.out"))
    try compare(
      4, "\(effort.files) files of one message, check", ours, peers.xargsCat(list), Limits(reach: 0.6),
      times: effort.many)
  }

  /// Row 5: one small file, from the start of the process to its end.
  private func start() throws {
    let source = try inputs.oneMessage(as: "small.flowmsg")
    let body = inputs.path("small.json")
    try Command("flowmsg", flowmsg, ["compile", source], output: body).run()
    let ours = Command("flowmsg", flowmsg, ["compile", source], output: inputs.path("small.out"))
    attempt(5) {
      let peer = try peers.jq([], body)
      try compare(5, "one small file, start to exit", ours, peer, Limits(reach: 0.15), times: effort.starts)
    }
    attempt(5) {
      try compare(
        5, "one small file, start to exit", ours, peers.nothing(), Limits(aim: 2), times: effort.starts)
    }
  }

  /// Row 6: a form filled for many recipients, all checks included, and what it needs of memory.
  private func render() throws {
    let rows = try inputs.recipients(effort.recipients, as: "people.csv")
    let form = try inputs.openForm(as: "carrinho.open.json")
    var ours = Command("flowmsg", flowmsg, ["render", form], output: inputs.path("requests.ndjson"))
    ours.input = rows
    let work = "\(effort.recipients) rows of CSV, check and render"
    attempt(6) { try compare(6, work, ours, peers.miller(rows), Limits(reach: 0.35), times: effort.large) }
    attempt(6) {
      let peer = try peers.python(rows)
      try compare(6, work, ours, peer, Limits(reach: 0.15), times: effort.large)
      try same(ours.output, peer.output, by: peer.name)
    }
    let runs = try (0..<effort.slow).map { _ in try ours.run() }
    let peak = Double(runs.map(\.peak).max() ?? 0)
    found(
      Line(
        row: 6, work: "peak memory at \(effort.recipients) rows", against: "output \(megabytes(try size(ours.output)))",
        value: peak, limits: Limits(reach: 32_000_000, inBytes: true), ours: megabytes(peak), peer: "",
        runs: runs.count))
  }

  /// The sources of rows 2 and 3, written once.
  private func growingSources() throws -> (small: String, large: String) {
    func source(_ count: Int, _ name: String) throws -> String {
      let path = inputs.path(name)
      return FileManager.default.fileExists(atPath: path) ? path : try inputs.manyMessages(count, as: name)
    }
    return (
      try source(effort.messages, "messages.flowmsg"),
      try source(effort.messages * effort.growth, "more-messages.flowmsg")
    )
  }

  private func size(_ path: String) throws -> Double {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.size] as? NSNumber)?.doubleValue ?? 0
  }
}
