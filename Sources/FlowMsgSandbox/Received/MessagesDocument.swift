import FlowMsgModel
import FlowMsgJSON

/// What `GET /messages` shows.
///
///     {"version": 1, "session": "…", "first": 1,
///      "counts": {"received": 2, "accepted": 1, "refused": 1, "faulted": 0, "taken": 1},
///      "messages": [{"number": 1, "time": "2026-01-31T12:00:00.000Z", "bot": "…", "user": "…", "type": null,
///                    "verdict": "accepted", "taken": true, "reason": null, "body": {…}}]}
///
/// `session` changes when the sandbox starts anew, `first` is the number of the oldest message that is kept, and a body
/// that is no JSON is null.
enum MessagesDocument {
  /// The messages with numbers greater than `after`, at most `limit`.
  static func bytes(_ store: MessageStore, _ session: String, after: Int, limit: Int) -> [UInt8] {
    var output = Array(#"{"version":1,"session":"\#(session)","first":\#(store.firstNumber),"counts":"#.utf8)
    output += counts(store.counts).bytes(.compact)
    output += #","messages":["#.utf8
    var isFirst = true
    for message in store.messages(after: after, limit: limit) {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      add(message, to: &output)
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
  private static func add(_ message: ReceivedMessage, to output: inout [UInt8]) {
    let head: JSONValue = [
      "number": JSONValue(message.number), "time": .string(CivilTime(milliseconds: message.time).iso),
      "bot": .string(message.bot), "user": .string(message.user), "type": .optional(message.type),
      "verdict": .string(message.verdict.name), "taken": .bool(message.verdict.isTaken),
      "reason": .optional(message.reason),
    ]
    output += head.bytes(.compact).dropLast()
    output += #","body":"#.utf8
    output += message.isJSON ? message.body[...] : Array("null".utf8)[...]
    output.append(UInt8(ascii: "}"))
  }
}
