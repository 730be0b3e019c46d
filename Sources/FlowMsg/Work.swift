import FlowMsgCheck
import FlowMsgSyntax

/// A run of messages that one worker takes: of one file, or of several.
struct Work: Sendable {
  /// For each unit in order: which of its messages.
  var parts: [Part]

  /// Some messages of one file.
  struct Part: Sendable {
    var unit: Int
    var messages: Range<Int>
  }

  /// Splits all messages of `program` into pieces of about the same number of bytes: a few for each thread.
  static func split(_ program: Program, width: Int) -> [Work] {
    let total = program.units.reduce(0) { $0 + $1.bytes.count }
    let pieces = width == 1 ? 1 : width * 16
    let wanted = max(1 << 16, total / pieces + 1)
    var result: [Work] = []
    var work = Work(parts: [])
    var size = 0
    for (u, unit) in program.units.enumerated() {
      var first = 0
      var start = 0
      for (m, extent) in unit.messages.enumerated() {
        let end = Int(unit.outline.extents[Int(extent)].range.end)
        guard size + end - start >= wanted else { continue }
        work.parts.append(Part(unit: u, messages: first..<(m + 1)))
        result.append(work)
        work = Work(parts: [])
        (first, start, size) = (m + 1, end, 0)
      }
      if first < unit.messages.count {
        work.parts.append(Part(unit: u, messages: first..<unit.messages.count))
        size += unit.bytes.count - start
      }
    }
    if !work.parts.isEmpty { result.append(work) }
    return result
  }
}
