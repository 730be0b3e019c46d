import FlowMsg
import FlowMsgComponents
import FlowMsgText
import TestSupport
import Testing

/// The whole table of components: each property at its limit, one above, blank and wrong, however the value is written.
struct ComponentTableTests {
  /// Ways to write a value.
  private enum Way: String, CaseIterable { case literal, named, file, locale, base }

  /// The source of a message whose screen gets `value`, and the file that it reads.
  private func source(_ value: String, _ way: Way) -> String {
    let head = "flow f from \"flow.json\"\n"
    let texts = "title \"T\", text \"B\", caption \"C\", flow f, cta \"Go\""
    switch way {
    case .literal: return head + "message m { \(texts), screen S { v: \(value) } }\n"
    case .named: return head + "let valor = \(value)\nmessage m { \(texts), screen S { v: valor } }\n"
    case .file: return head + "let valor from \"v.json\"\nmessage m { \(texts), screen S { v: valor.v } }\n"
    case .base:
      return head + "base b(v: string) { \(texts), screen S { v: v } }\nmessage m like b(v: \(value))\n"
    case .locale:
      let own = "title \"T\", text \"B\", cta \"Go\", screen S { v: \(value) }"
      return head + "message m { locales es, pt\n\(texts), screen S { v: \(value) }\n in pt { \(own) } }\n"
    }
  }

  /// The codes from 5201 on that a source draws, each once.
  private func codes(_ source: String, _ flow: String, _ value: String) -> Set<Int> {
    let json = "{\"v\": \(value)}".replacing("alt-text:", with: "\"alt-text\":")
      .replacing("main-content:", with: "\"main-content\":").replacing("on-click-action:", with: "\"on-click-action\":")
    let quoted = ["id", "title", "name", "next", "type", "src"].reduce(json) {
      $0.replacing(" \($1): ", with: " \"\($1)\": ")
    }
    let made = compile(["main.flowmsg": source, "flow.json": flow, "v.json": quoted])
    return Set(made.diagnostics.map { Int($0.code.number) }.filter { !(6000...6999).contains($0) && $0 != 2612 })
  }

  @Test(arguments: ComponentFact.all)
  func everyLimitHolds(_ fact: ComponentFact) {
    for probe in fact.probes {
      for way in Way.allCases where way != .base || fact.type == "string" {
        let found = codes(source(probe.value, way), fact.flow(), probe.value)
        let expected: Set<Int> = probe.code.map { [$0] } ?? []
        #expect(found == expected, "\(way) \(probe.value.prefix(80)) \(found)")
      }
    }
  }

  @Test("before 6.0 labels may be blank, and before 5.0 days may be milliseconds", arguments: ComponentFact.all)
  func versions(_ fact: ComponentFact) {
    let blank = codes(source("\" \"", .literal), fact.flow(version: "5.1"), "")
    if fact.kind == "text" { #expect(blank == (fact.words[1] == "all" ? [5201] : [])) }
    if fact.kind == "day" {
      #expect(codes(source("\"1766620800000\"", .literal), fact.flow(version: "4.0"), "") == [])
      #expect(codes(source("\"1766620800000\"", .literal), fact.flow(version: "5.0"), "") == [5205])
    }
  }

  /// Every row that asks for something is written down here, too.
  @Test func noRowIsForgotten() {
    let known = Set(ComponentFact.all.map(\.path))
    for row in FlatRules.shared.rows {
      switch row.value {
      case .anything, .object, .flag: continue
      case .text(most: .max, _): continue
      case .list(let count) where count == 0...Int.max: continue
      default: break
      }
      // The parts of options are the same for all lists to choose from, and those of pickers.
      let twin = row.path.replacing("RadioButtonsGroup.data-source[]", with: "CheckboxGroup.data-source[]")
        .replacing("Dropdown.data-source[]", with: "CheckboxGroup.data-source[]")
        .replacing("ChipsSelector.data-source[]", with: "CheckboxGroup.data-source[]")
        .replacing("DatePicker.label.", with: "CalendarPicker.label.")
        .replacing(".helper-text.", with: ".label.").replacing(".error-message.", with: ".label.")
        .replacing("DatePicker.", with: "CalendarPicker.")
      #expect(known.contains(row.path) || known.contains(twin), "\(row.path)")
    }
  }

  @Test("parameters are proved by the shortest and the longest text", arguments: ComponentFact.all)
  func parameters(_ fact: ComponentFact) {
    guard fact.kind == "text", let most = Int(fact.words[0]) else { return }
    let least = ["all", "six"].contains(fact.words[1]) ? 1 : 0
    let cases: [(String, Set<Int>)] = [
      ("string(min: \(least), max: \(most))", []), ("string(min: \(least), max: \(most + 1))", [5202]),
      ("string(min: \(least))", [5202]), ("string(max: \(most))", least > 0 ? [5201] : []),
    ]
    for (type, expected) in cases {
      let source = """
        flow f from "flow.json"
        message m(v: \(type)) {
          title "T"
          text "B"
          caption "C"
          flow f
          cta "Go"
          screen S { v: v }
        }

        """
      #expect(codes(source, fact.flow(), "") == expected, "\(type)")
      let found = compile(["main.flowmsg": source, "flow.json": fact.flow()]).diagnostics
      #expect(found.allSatisfy { !(5201...5202).contains($0.code.number) || !$0.fixes.isEmpty }, "\(type)")
    }
  }
}
