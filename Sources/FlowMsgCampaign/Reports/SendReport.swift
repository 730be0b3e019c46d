import FlowMsgJSON
import FlowMsgModel
package import FlowMsgRows
package import FlowMsgSend

/// How each row ended, as a file: JSON, CSV or JUnit. It is made of what the check kept, so that there is one whatever became
/// of the recipients.
package final class SendReport {
  /// The format, by the file's name.
  private enum Format {
    case json, csv, junit
  }

  /// The header of a report as CSV, by which one is known.
  static let columns = "line,to,state,status,code,field,reason,time"
  /// The reason of a row that is beyond the limit.
  static let limitWord = "limit"
  /// The version of the JSON.
  static let version = 1

  /// How much is put together before it is written.
  private static let pieceSize = 1 << 16

  private let path: String
  private let file: any RowSink
  private let format: Format
  private let states: RowStates
  private let isComplete: Bool
  private var bytes: [UInt8] = []
  private var isFirst = true

  /// A report that goes to `file`, in the format that the name `path` ends with.
  package init(_ path: String, _ file: any RowSink, _ states: RowStates, isComplete: Bool) {
    (self.path, self.file, self.states, self.isComplete) = (path, file, states, isComplete)
    format = path.lowercased().hasSuffix(".csv") ? .csv : path.lowercased().hasSuffix(".xml") ? .junit : .json
  }

  /// Writes all of it, row by row.
  package func write(_ numbers: RowNumbers) throws(RowsFailure) {
    begin()
    for row in 0..<UInt32(clamping: states.count)
    where states[row].kind != .excluded || states[row] == .beyondLimit {
      guard let number = numbers.number(of: row) else { continue }
      add(numbers.line(of: row), number, row)
      if bytes.count >= Self.pieceSize { try flush() }
    }
    end()
    try flush()
  }

  private func flush() throws(RowsFailure) {
    do throws(StoreFailure) { try file.take(&bytes) } catch {
      throw RowsFailure("cannot write '\(path)': \(error.reason)")
    }
  }

  /// What a row that is in this state is called.
  static func word(_ kind: RowState.Kind) -> String {
    switch kind {
    case .sent: "sent"
    case .refused: "refused"
    case .inDoubt, .intent: "in doubt"
    case .pending, .unsent, .excluded: "not tried"
    }
  }

  private var counts: [(String, Int)] {
    [
      ("sent", states.count(.sent)), ("refused", states.count(.refused)),
      ("inDoubt", states.count(.inDoubt) + states.count(.intent)),
      ("notTried", states.open + states.excludedCount(.beyondLimit)),
    ]
  }

  private func append(_ text: String) { bytes += text.utf8 }

  private func begin() {
    switch format {
    case .json:
      let summary = counts.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")
      append(
        "{\n  \"version\": \(Self.version),\n  \"complete\": \(isComplete),\n  \"summary\": {\(summary)},\n  \"rows\": ["
      )
    case .csv: append(Self.columns + "\n")
    case .junit:
      let total = counts.reduce(0) { $0 + $1.1 }
      append(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"flowmsg send\" tests=\"\(total)\" "
          + "failures=\"\(counts[1].1)\" errors=\"\(counts[2].1)\" skipped=\"\(counts[3].1)\">\n")
    }
  }

  private func add(_ line: Int, _ number: UInt64, _ place: UInt32) {
    let state = states[place]
    let time = states.time(of: place).map { CivilTime(milliseconds: Int($0) * 1000).isoSeconds }
    let code = state.error.map { Schema.errors.value[$0].code }
    let field = state.field.map { Schema.fields[$0].wireName }
    let isBeyond = state == .beyondLimit
    let reason = isBeyond ? Self.limitWord : state.kind == .sent || state.reason == .none ? nil : state.reason.word
    let status = isBeyond || state.status == 0 ? nil : state.status
    switch format {
    case .json:
      let row: JSONValue = [
        "line": JSONValue(line), "to": .string(String(number)), "state": .string(Self.word(state.kind)),
        "status": status.map { JSONValue($0) } ?? .null, "code": .optional(code), "field": .optional(field),
        "reason": .optional(reason), "time": .optional(time),
      ]
      append(isFirst ? "\n    " : ",\n    ")
      bytes += row.bytes(.compact)
    case .csv:
      append(
        "\(line),\(number),\(Self.word(state.kind)),\(status.map { String($0) } ?? ""),\(code ?? ""),\(field ?? ""),"
          + "\(reason ?? ""),\(time ?? "")\n")
    case .junit:
      addCase(line, number, state, time, [status.map { String($0) }, code, field, reason].compactMap { $0 })
    }
    isFirst = false
  }

  private func addCase(_ line: Int, _ number: UInt64, _ state: RowState, _ time: String?, _ words: [String]) {
    let details = words.joined(separator: " ")
    let inner =
      switch state.kind {
      case .sent: ""
      case .refused: "<failure message=\"\(details)\"/>"
      case .inDoubt, .intent: "<error message=\"in doubt \(details)\"/>"
      case .pending, .unsent, .excluded: "<skipped message=\"not tried \(details)\"/>"
      }
    append(
      "<testcase classname=\"line \(line)\" name=\"\(number)\"" + (time.map { " timestamp=\"\($0)\"" } ?? "")
        + ">\(inner)</testcase>\n")
  }

  private func end() {
    switch format {
    case .json: append(isFirst ? "]\n}\n" : "\n  ]\n}\n")
    case .csv: break
    case .junit: append("</testsuite>\n</testsuites>\n")
    }
  }
}
