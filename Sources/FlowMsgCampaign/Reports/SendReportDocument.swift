import FlowMsgEmit
package import FlowMsgJSON
import FlowMsgModel
import FlowMsgSend

/// `schema report`: the JSON Schema of what `send --report` writes as JSON. It is beside the report, since only the
/// command knows how rows end.
package enum SendReportDocument {
  /// The document.
  package static func value() -> JSONValue {
    let root = SchemaParts.closed([
      ("version", ["const": JSONValue(SendReport.version), "description": "the version of this format"]),
      (
        "complete",
        SchemaParts.plain(
          "boolean",
          "whether the run came to its end and no one is left; false if it was interrupted, stopped, limited or could not go on"
        )
      ),
      ("summary", summary),
      ("rows", SchemaParts.list(of: row, description: "one for each row of this campaign, in their order")),
    ])
    guard case .object(let members) = root else { return root }
    return .object(
      [
        .init("$schema", .string(SchemaParts.dialect)), .init("title", "send --report: how each row ended"),
      ] + members)
  }

  private static var summary: JSONValue {
    SchemaParts.closed([
      ("sent", SchemaParts.count(from: 0, "rows that the API took")),
      ("refused", SchemaParts.count(from: 0, "rows that the API refused")),
      ("inDoubt", SchemaParts.count(from: 0, "rows that may have arrived")),
      ("notTried", SchemaParts.count(from: 0, "rows that certainly did not arrive, and that '--resume' takes up")),
    ])
  }

  private static var row: JSONValue {
    SchemaParts.closed([
      (
        "line",
        SchemaParts.count(from: 1, "the line on which the row begins; numbers of '--to' are counted from 2")
      ),
      ("to", SchemaParts.phoneNumber),
      ("state", SchemaParts.choice(states, "how the row ended, in this run or an earlier one")),
      (
        "status",
        [
          "type": ["integer", "null"], "minimum": 100, "maximum": 999,
          "description": "the HTTP status of the answer; null if there was none",
        ]
      ),
      ("code", choice(Schema.errors.value.map(\.code), "the documented error that the answer names")),
      ("field", choice(Schema.fields.map(\.wireName), "the field of the request that the answer names")),
      (
        "time",
        [
          "type": ["string", "null"],
          "description":
            "when that was known, in UTC, such as 2026-11-28T14:03:05Z; null if nothing happened yet, or no time was kept",
        ]
      ),
      ("reason", choice(reasons, "why the row is where it is; null if it was sent, or nothing happened to it yet")),
    ])
  }

  private static var states: [String] {
    RowState.Kind.allCases.map(SendReport.word).reduce(into: []) { words, word in
      if !words.contains(word) { words.append(word) }
    }
  }

  private static var reasons: [String] { Reason.allCases.filter { $0 != .none }.map(\.word) + [SendReport.limitWord] }

  /// One of these words, or null.
  private static func choice(_ words: [String], _ description: String) -> JSONValue {
    ["enum": .array(words.map { .string($0) } + [.null]), "description": .string(description)]
  }
}
