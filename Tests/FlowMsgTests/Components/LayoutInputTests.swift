import FlowMsg
import FlowMsgModel
import FlowMsgText
import TestSupport
import Testing

/// Layouts of any shape, and their cost.
struct LayoutInputTests {
  private static let words = [
    "type", "children", "then", "else", "cases", "text", "data-source", "label", "title", "main-content", "list-items",
    "on-click-action", "end", "start", "image", "tags", "badge", "min-date", "init-value", "start-date", "src",
    "images",
  ]
  private static let values = [
    "TextHeading", "If", "Switch", "Dropdown", "NavigationList", "DatePicker", "CalendarPicker", "ImageCarousel",
    "${data.v}", "${data.o.a}", "${screen.S.data.v}", "${screen.T.data.v}", "${data.}", "${", "}", "`${data.v}`",
    "${data.v.v.v}", "${data.l}", "large",
  ]

  /// A tree of JSON that has the words of layouts in places that they may not be in.
  private func tree(_ random: inout SplitMix64, depth: Int) -> String {
    switch depth == 0 ? 0 : random.next() % 8 {
    case 0, 1, 2: return "\"\(Self.values[Int(random.next() % UInt64(Self.values.count))])\""
    case 3: return ["null", "true", "3", "-1.5"][Int(random.next() % 4)]
    case 4: return "[\((0..<random.next() % 4).map { _ in tree(&random, depth: depth - 1) }.joined(separator: ", "))]"
    default:
      let members = (0..<random.next() % 5).map { _ in
        "\"\(Self.words[Int(random.next() % UInt64(Self.words.count))])\": \(tree(&random, depth: depth - 1))"
      }
      return "{\(members.joined(separator: ", "))}"
    }
  }

  private static let message = """
    flow f from "flow.json"
    message m(p: { a: string }, q: [string]) {
      title "T"
      text "B"
      caption "C"
      flow f
      cta "Go"
      screen S { v: "", o: p, l: q }
    }

    """

  @Test func noLayoutStopsACheck() {
    var random = SplitMix64(seed: 20_261_130)
    for _ in 0..<600 {
      let flow = """
        {"version": "7.3", "screens": [{"id": "S", "data": {"v": {"type": "string"}, "o": {"type": "object"},
          "l": {"type": "array"}}, "layout": \(tree(&random, depth: 9))}, {"id": "T", "layout": \(tree(&random, depth: 5))}]}
        """
      // Whatever it says, it ends, and what it finds has a place.
      for finding in compile(["main.flowmsg": Self.message, "flow.json": flow]).diagnostics {
        #expect(finding.location.range.start <= finding.location.range.end)
      }
    }
  }

  @Test("layout and data are read in linear time")
  func cost() {
    let flow = { (count: Int) in
      let data = (0..<count).map { "\"v\($0)\": {\"type\": \"string\"}" }.joined(separator: ", ")
      let components = (0..<count).map { "{\"type\": \"TextHeading\", \"text\": \"${data.v\($0)}\"}" }
      return """
        {"version": "7.3", "screens": [{"id": "S", "data": {\(data)}, "layout": {"type": "SingleColumnLayout",
          "children": [\(components.joined(separator: ", "))]}}]}
        """
    }
    let source = { (count: Int) in
      Self.message.replacing(
        "v: \"\", o: p, l: q", with: (0..<count).map { "v\($0): \" \"" }.joined(separator: ", ")
      ).replacing("(p: { a: string }, q: [string])", with: "")
    }
    let growth = ProcessorTime.growth(from: 400, { (source($0), flow($0)) }) { source, flow in
      _ = compile(["main.flowmsg": source, "flow.json": flow])
    }
    #expect(growth < ProcessorTime.linear)
    let deep = String(repeating: "{\"type\": \"If\", \"then\": [", count: 500) + String(repeating: "]}", count: 500)
    let made = compile([
      "main.flowmsg": Self.message,
      "flow.json": flow(1).replacing("{\"type\": \"TextHeading\"", with: deep + ", {\"type\": \"TextHeading\""),
    ])
    #expect(!made.diagnostics.isEmpty)
  }
}
