import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stopped a row; said in its place in the table's notes, never a crash.
struct Stopped: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A program with its arguments, and where its output goes.
struct Command {
  /// What the table calls it.
  let name: String
  let program: String
  let arguments: [String]
  /// Takes standard output; removed before every run, so that each run writes a new file.
  let output: String
  /// A file the program writes by itself; removed before every run for the same reason.
  var product: String?
  /// A file that standard input is read from; else there is none.
  var input = "/dev/null"
  /// Whether no one looks at standard output: it goes to the null device.
  var isDiscarding = false

  init(_ name: String, _ program: String, _ arguments: [String], output: String, product: String? = nil) {
    self.name = name
    self.program = program
    self.arguments = arguments
    self.output = output
    self.product = product
  }
}

/// What one run took.
struct Usage {
  /// Seconds from before the start to after the end, by a clock that never goes back.
  let wall: Double
  /// Seconds of user and system time of all its threads, and of the children it waited for.
  let cpu: Double
  /// The largest resident set, in bytes.
  let peak: Int
}

extension Command {
  /// Runs to the end; a status other than 0 is an error that quotes the first line of standard error.
  @discardableResult
  func run() throws -> Usage {
    for path in [output, product].compactMap(\.self) { unlink(path) }
    let errors = output + ".err"
    defer { unlink(errors) }
    var usage = rusage()
    var status: Int32 = 0
    let clock = ContinuousClock()
    let start = clock.now
    let child = try spawn(errors: errors)
    while wait4(child, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw Stopped("\(name): \(String(cString: strerror(errno)))") }
    }
    let wall = start.duration(to: clock.now) / Duration.seconds(1)
    // The low seven bits are the signal that ended it, the next eight the exit status.
    guard status == 0 else { throw Stopped("\(name): \(Self.reason(status))\(Self.firstLine(of: errors))") }
    return Usage(
      wall: wall, cpu: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime), peak: Self.bytes(usage.ru_maxrss))
  }

  private func spawn(errors: String) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, 1, isDiscarding ? "/dev/null" : output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = Self.environment.map { strdup($0) } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var child: pid_t = 0
    let problem = posix_spawn(&child, program, &actions, nil, &words, &settings)
    guard problem == 0 else { throw Stopped("\(name): \(program): \(String(cString: strerror(problem)))") }
    return child
  }

  /// The same few settings for every program: what else is set for the person at the terminal should not count.
  private static let environment = [
    "PATH=" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"), "LC_ALL=C.UTF-8",
  ]

  private static func reason(_ status: Int32) -> String {
    status & 0x7F == 0 ? "exit status \(status >> 8 & 0xFF)" : "ended by signal \(status & 0x7F)"
  }

  private static func firstLine(of path: String) -> String {
    let text = (try? String(contentsOf: URL(filePath: path), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").first.map { ": \($0)" } ?? ""
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }

  private static func bytes(_ peak: Int) -> Int {
    #if canImport(Darwin)
      peak
    #else
      peak * 1024  // Linux counts in KiB.
    #endif
  }
}

/// Two commands run in turn, A B A B, so that a machine that slows down slows both.
struct Pair {
  let first: [Usage]
  let second: [Usage]

  /// Runs each once unmeasured, to fill the caches, then `count` times in turn.
  init(_ first: Command, _ second: Command, times count: Int) throws {
    try first.run()
    try second.run()
    var runs: [(Usage, Usage)] = []
    for _ in 0..<count { runs.append((try first.run(), try second.run())) }
    self.first = runs.map(\.0)
    self.second = runs.map(\.1)
  }

  /// The median of the ratios of neighbouring runs; steadier than the ratio of the medians when the machine drifts.
  var ratio: Double {
    median(zip(first, second).map { $0.wall / $1.wall })
  }
}

/// The middle value, or the mean of the two in the middle; of nothing, not a number.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
