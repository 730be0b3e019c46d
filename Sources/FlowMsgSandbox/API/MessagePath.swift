import FlowMsgModel

/// The path of a message: whose bot sends it, and to whom.
struct MessagePath: Sendable {
  /// The bot's id, with escapes as they were written.
  var bot: String
  /// The phone number, as it was written.
  var user: String
  /// The query item `type`, with escapes as they were written.
  var type: String?

  /// The segments of the endpoint's path; those in braces represent themselves.
  private static let segments: [[UInt8]] = Schema.Endpoint.path.value.split(separator: "/").map { Array($0.utf8) }
  private static let older: [[UInt8]] = Schema.Endpoint.olderPath.value.split(separator: "/").map { Array($0.utf8) }

  private var query: Range<Int>?

  /// The path in `target`, if it is that of a message; `check` looks at what is in it.
  init(_ bytes: Span<UInt8>, _ target: Range<Int>) throws(Refusal) {
    let end = bytes.first(UInt8(ascii: "?"), in: target) ?? target.upperBound
    guard let parts = Self.match(bytes, target.lowerBound..<end, Self.segments) else {
      if Self.match(bytes, target.lowerBound..<end, Self.older) != nil {
        throw Refusal(
          404, "this is the older endpoint, expected \(Schema.Endpoint.path.value)", code: "not_found")
      }
      throw Refusal(404, "there is nothing at this path, expected \(Schema.Endpoint.path.value)", code: "not_found")
    }
    guard !parts[0].isEmpty else { throw Refusal(404, "the path names no bot") }
    guard Self.isID(bytes.decoded(parts[0])) else {
      throw Refusal(404, "the id of the bot leads to another path, expected letters, digits, '_', '-' and '.'")
    }
    (bot, user) = (bytes.text(parts[0]), bytes.text(parts[1]))
    if end < target.upperBound { query = end + 1..<target.upperBound }
  }

  /// Whether the bytes of a step, with its escapes decoded, are an id that `send` would write.
  private static func isID(_ step: [UInt8]) -> Bool {
    PathStep.isHarmless(step) && String(validating: step, as: UTF8.self) != nil
  }

  /// Looks at the phone number and the query.
  mutating func check(_ bytes: Span<UInt8>) throws(Refusal) {
    try checkUser()
    if let query { try readQuery(bytes, query) }
  }

  /// What is in the places of the names in braces; nil where the path is another one.
  private static func match(_ bytes: Span<UInt8>, _ path: Range<Int>, _ segments: [[UInt8]]) -> [Range<Int>]? {
    var found: [Range<Int>] = []
    var at = path.lowerBound
    for segment in segments {
      guard at < path.upperBound, bytes[at] == UInt8(ascii: "/") else { return nil }
      let end = bytes.first(UInt8(ascii: "/"), in: at + 1..<path.upperBound) ?? path.upperBound
      if segment.first == UInt8(ascii: "{") {
        found.append(at + 1..<end)
      } else if !bytes.equals(at + 1..<end, segment) {
        return nil
      }
      at = end
    }
    return at == path.upperBound ? found : nil
  }

  private func checkUser() throws(Refusal) {
    let digits = Schema.phoneDigits.value
    guard digits.contains(user.utf8.count), user.utf8.allSatisfy({ $0 &- 0x30 < 10 }), user.utf8.first != 0x30 else {
      let meaning = "\(digits.lowerBound) to \(digits.upperBound) digits with the country code, without '+'"
      throw Refusal.field("userId", "is not a phone number, expected \(meaning)")
    }
  }

  private mutating func readQuery(_ bytes: Span<UInt8>, _ query: Range<Int>) throws(Refusal) {
    for item in bytes.text(query).split(separator: "&", omittingEmptySubsequences: false) {
      let name = item.prefix { $0 != "=" }
      guard name == Schema[Schema.type].wireName else {
        throw Refusal(422, "the query has an item that is not known, expected `type` alone")
      }
      guard type == nil else { throw Refusal.field("type", "stands twice in the query") }
      guard item.count > name.count + 1 else { throw Refusal.field("type", "is empty") }
      type = String(item.dropFirst(name.count + 1))
    }
  }
}
