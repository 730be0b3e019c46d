import FlowMsgModel
import FlowMsgJSON

/// What `GET /messages` shows.
///
///     {"version": 1, "session": "…", "first": 1,
///      "counts": {"received": 2, "accepted": 1, "refused": 1, "faulted": 0, "taken": 1},
///      "messages": [{"number": 1, "time": "2026-01-31T12:00:00.000Z", "method": "POST", "path": "/v1/…", "bot": "…",
///                    "user": "…", "type": null, "verdict": "accepted", "taken": true, "reason": null, "body": {…}}]}
///
/// `session` changes when the sandbox starts anew, `first` is the number of the oldest message that is kept, and a body
/// that is no JSON is null.
///
/// Of a request that is none for a message, and was refused, `bot`, `user` and `body` are null.
///
/// Where bodies are asked for as texts there is in the place of each `"isJSON": true, "text": "{…}"`, and
/// before the messages how many more pass the filter: `"earlier": 0, "later": 0`.
enum MessagesDocument {
  /// The messages that `query` asks for.
  static func bytes(_ store: MessageStore, _ session: String, _ query: MessagesQuery) -> [UInt8] {
    let selection = store.select(query)
    var output = Array(#"{"version":1,"session":"\#(session)","first":\#(store.firstNumber),"counts":"#.utf8)
    output += counts(store.counts).bytes(.compact)
    if query.wantsTexts { output += #","earlier":\#(selection.earlier),"later":\#(selection.later)"#.utf8 }
    output += #","messages":["#.utf8
    var isFirst = true
    for message in selection.messages {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      add(message, asText: query.wantsTexts, to: &output)
    }
    output += "]}\n".utf8
    return output
  }

  private static func counts(_ counts: SandboxCounts) -> JSONValue {
    [
      "received": JSONValue(counts.received), "accepted": JSONValue(counts.accepted),
      "refused": JSONValue(counts.refused), "faulted": JSONValue(counts.faulted), "taken": JSONValue(counts.taken),
    ]
  }

  /// The body goes in as it came, not read and written again: what a client sent is what is shown.
  private static func add(_ message: ReceivedMessage, asText: Bool, to output: inout [UInt8]) {
    let head: JSONValue = [
      "number": JSONValue(message.number), "time": .string(CivilTime(milliseconds: message.time).iso),
      "method": .string(message.method), "path": .string(message.target),
      "bot": .optional(message.isMessage ? message.bot : nil),
      "user": .optional(message.isMessage ? message.user : nil),
      "type": .optional(message.type),
      "verdict": .string(message.verdict.name), "taken": .bool(message.verdict.isTaken),
      "reason": .optional(message.reason),
    ]
    output += head.bytes(.compact).dropLast()
    if asText { return addText(message, to: &output) }
    output += #","body":"#.utf8
    output += message.isJSON ? message.body[...] : Array("null".utf8)[...]
    output.append(UInt8(ascii: "}"))
  }

  private static func addText(_ message: ReceivedMessage, to output: inout [UInt8]) {
    let rest: JSONValue = [
      "isJSON": .bool(message.isJSON),
      "text": .string(String(decoding: message.body, as: UTF8.self)),
    ]
    output.append(UInt8(ascii: ","))
    output += rest.bytes(.compact).dropFirst()
  }
}
