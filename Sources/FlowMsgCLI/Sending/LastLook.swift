import FlowMsgCampaign
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel
import FlowMsgRows
import FlowMsgSend

/// What the sender looks at last: the first message as people will see it, who sends it, and how many get it.
struct LastLook {
  /// The first request that would leave.
  let first: PreparedRequest
  /// The row that it is for.
  let row: (line: Int, number: UInt64)
  /// What is known of all rows.
  let check: RecipientCheck
  /// The locales of the form's variants, by place; nil for the base.
  let locales: [String?]
  /// Where the requests go: `at api.jelou.ai`.
  let place: String

  private static let mostLines = 20
  private static let mostCharacters = 400

  /// The lines, each with its end.
  var text: String {
    let heading = "line \(row.line), to \(PhoneNumber.masked(row.number)):"
    let lines = [heading] + card.map { $0.isEmpty ? "  |" : "  | \($0)" } + audience + columns
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: The message

  private var card: [String] {
    let document = JSONReader.read(first.body)
    guard document.syntaxFault == nil, let body = BodyReader(document, root: document.root) else { return [] }
    let title = body.text(Schema.title).map { [$0] } ?? []
    let words = [body.text(Schema.text), body.text(Schema.caption)].compactMap { $0 }
    let button = body.text(Schema.cta).map { "[ \($0) ]" }
    let screen = body.text(Schema.screen).map { "opens the screen \($0)" }
    let end = [button, screen].compactMap { $0 }.joined(separator: " ")
    let data = body.node(Schema.data)
    return (title + words + [end]).flatMap(shown) + (data.map { self.data(document, $0) } ?? [])
  }

  private func shown(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      masked(ShownText.line(cut(String($0))))
    }
    return lines.count > Self.mostLines ? lines.prefix(Self.mostLines) + ["…"] : lines
  }

  /// A line for each member of the screen's data, its value as JSON.
  private func data(_ document: JSONDocument, _ object: Int) -> [String] {
    let members = Array(document.members(of: object))
    let lines = members.prefix(Self.mostLines).map { member in
      let bytes = document.value(ofMember: member).map { document.written($0) } ?? []
      return "  \(ShownText.line(cut(document.string(of: member)))): "
        + masked(ShownText.line(cut(String(decoding: bytes, as: UTF8.self))))
    }
    return lines + (members.count > Self.mostLines ? ["  …"] : [])
  }

  private func cut(_ text: String) -> String {
    text.count > Self.mostCharacters ? text.prefix(Self.mostCharacters) + "…" : text
  }

  /// Messages on a terminal are kept by who logs it: the number is not among them.
  private func masked(_ text: String) -> String {
    text.replacing(String(row.number), with: PhoneNumber.masked(row.number))
  }

  // MARK: Who gets it

  private var audience: [String] {
    let bots = check.audience.bots
    var lines = [
      bots.count == 1
        ? "from the bot '\(ShownText.line(bots[0].id))' \(place), to \(Count.people(check.count))"
        : "\(place), to \(Count.people(check.count))"
    ]
    let names = locales.indices.filter { check.audience.variants[$0] != nil }.map { place in
      (locales[place].map { ShownText.line($0) } ?? "base", check.audience.variants[place] ?? 0)
    }
    if locales.count > 1 { lines.append("  by locale: " + Self.counted(names)) }
    if bots.count > 1 { lines.append("  by bot: " + Self.counted(bots.map { (ShownText.line($0.id), $0.count) })) }
    let countries = check.countries.names.map { ($0.name, $0.count) }
    if !countries.isEmpty { lines.append("  by country: " + Self.counted(countries)) }
    return lines
  }

  private static func counted(_ parts: [(String, Int)]) -> String {
    let most = 12
    let shown = parts.prefix(most).map { "\($0) \(Count.grouped($1))" }.joined(separator: ", ")
    return shown + (parts.count > most ? " and \(parts.count - most) more" : "")
  }

  private var columns: [String] {
    let text = check.columns.filledText
    return text.isEmpty ? [] : ["  columns: " + text]
  }
}
