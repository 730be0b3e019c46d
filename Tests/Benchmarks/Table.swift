import Foundation

/// One line of the table.
struct Line {
  let row: Int
  let work: String
  let against: String
  /// What was measured, in the unit of `limits`: a ratio, or bytes for the peak memory.
  let value: Double
  let limits: Limits
  let ours: String
  let peer: String
  let runs: Int
}

/// What a value should not exceed; nil where nothing is asked.
struct Limits {
  var reach: Double?
  var aim: Double?
  /// Values are bytes, not ratios.
  var inBytes = false

  func show(_ value: Double?) -> String {
    guard let value else { return "" }
    return inBytes ? megabytes(value) : String(format: "%.3g ×", value)
  }

  func verdict(_ value: Double) -> String {
    if let aim, value <= aim { return "aim" }
    if let reach { return value <= reach ? "reach" : "no" }
    return aim == nil ? "" : "no"
  }
}

extension Line {
  static let header = """
    | row | work | against | measured | reach | aim | holds | flowmsg | peer | runs |
    |---|---|---|---|---|---|---|---|---|---|
    """

  /// The line in Markdown.
  var markdown: String {
    let cells = [
      String(row), work, against, limits.show(value), limits.reach.map { "≤ " + limits.show($0) } ?? "",
      limits.aim.map { "≤ " + limits.show($0) } ?? "", limits.verdict(value), ours, peer, String(runs),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}

/// The medians of some runs: time on the clock, and processor time of all threads in brackets.
func times(_ runs: [Usage]) -> String {
  "\(duration(median(runs.map(\.wall)))) (\(duration(median(runs.map(\.cpu)))))"
}

/// Seconds as milliseconds or seconds, three digits.
func duration(_ seconds: Double) -> String {
  seconds < 1 ? String(format: "%.3g ms", seconds * 1000) : String(format: "%.3g s", seconds)
}

/// Bytes as megabytes of 10⁶.
func megabytes(_ bytes: Double) -> String {
  String(format: "%.0f MB", bytes / 1_000_000)
}
