import FlowMsgJSON
import FlowMsgModel
import FlowMsgRows
import FlowMsgSend

/// How each row ended, as a file: JSON, CSV or JUnit. The recipients are read once more, so that no campaign keeps them in
/// memory.
struct SendReport {
  /// The format, by the file's name.
  private enum Format {
    case json, csv, junit
  }

  /// The report.
  private(set) var bytes: [UInt8] = []
  private let format: Format
  private let states: RowStates
  private var isFirst = true

  init(
    _ path: String, _ file: RecipientFile, _ program: FormProgram, _ plan: RenderPlan, _ states: RowStates,
    _ ending: CampaignEnding
  ) throws(Failure) {
    format = path.lowercased().hasSuffix(".csv") ? .csv : path.lowercased().hasSuffix(".xml") ? .junit : .json
    self.states = states
    begin(ending)
    let stream = try RecipientStream(file.reader(), program, plan)
    while try stream.next() {
      for row in stream.filled {
        let state = states[UInt32(stream.firstRow + row.index)]
        if state.kind != .excluded { add(stream.firstLine + row.line, row.number, state) }
      }
    }
    end()
  }

  private static func word(_ state: RowState) -> String {
    switch state.kind {
    case .sent: "sent"
    case .refused: "refused"
    case .inDoubt, .intent: "in doubt"
    case .pending, .unsent, .excluded: "not tried"
    }
  }

  private var counts: [(String, Int)] {
    [
      ("sent", states.count(.sent)), ("refused", states.count(.refused)), ("inDoubt", states.count(.inDoubt)),
      ("notTried", states.open),
    ]
  }

  private mutating func append(_ text: String) { bytes += text.utf8 }

  private mutating func begin(_ ending: CampaignEnding) {
    switch format {
    case .json:
      let summary = counts.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")
      append("{\n  \"version\": 1,\n  \"complete\": \(ending == .done),\n  \"summary\": {\(summary)},\n  \"rows\": [")
    case .csv: append("line,to,state,status,code,field,reason\n")
    case .junit:
      let total = counts.reduce(0) { $0 + $1.1 }
      append(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"flowmsg send\" tests=\"\(total)\" "
          + "failures=\"\(counts[1].1)\" errors=\"\(counts[2].1)\" skipped=\"\(counts[3].1)\">\n")
    }
  }

  private mutating func add(_ line: Int, _ number: UInt64, _ state: RowState) {
    let code = state.error.map { Schema.errors.value[$0].code }
    let field = state.field.map { Schema.fields[$0].wireName }
    let reason = state.kind == .sent || state.reason == .none ? nil : state.reason.word
    let status = state.status == 0 ? nil : state.status
    switch format {
    case .json:
      let row: JSONValue = [
        "line": JSONValue(line), "to": .string(String(number)), "state": .string(Self.word(state)),
        "status": status.map { JSONValue($0) } ?? .null, "code": .optional(code), "field": .optional(field),
        "reason": .optional(reason),
      ]
      append(isFirst ? "\n    " : ",\n    ")
      bytes += row.bytes(.compact)
    case .csv:
      append(
        "\(line),\(number),\(Self.word(state)),\(status.map { String($0) } ?? ""),\(code ?? ""),\(field ?? ""),"
          + "\(reason ?? "")\n")
    case .junit: addCase(line, number, state, [status.map { String($0) }, code, field, reason].compactMap { $0 })
    }
    isFirst = false
  }

  private mutating func addCase(_ line: Int, _ number: UInt64, _ state: RowState, _ words: [String]) {
    let details = words.joined(separator: " ")
    let inner =
      switch state.kind {
      case .sent: ""
      case .refused: "<failure message=\"\(details)\"/>"
      case .inDoubt, .intent: "<error message=\"in doubt \(details)\"/>"
      case .pending, .unsent, .excluded: "<skipped message=\"not tried \(details)\"/>"
      }
    append("<testcase classname=\"line \(line)\" name=\"\(number)\">\(inner)</testcase>\n")
  }

  private mutating func end() {
    switch format {
    case .json: append(isFirst ? "]\n}\n" : "\n  ]\n}\n")
    case .csv: break
    case .junit: append("</testsuite>\n</testsuites>\n")
    }
  }
}
