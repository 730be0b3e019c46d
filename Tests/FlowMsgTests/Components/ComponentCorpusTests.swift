import FlowMsg
import FlowMsgCheck
import FlowMsgComponents
import FlowMsgModel
import FlowMsgText
import Foundation
import TestSupport
import Testing

private let corpus = ProcessInfo.processInfo.environment["FLOWMSG_CORPUS"]

/// Real Flows, if `FLOWMSG_CORPUS` names a folder with `flows/*.json`: right messages draw nothing, and every value that a
/// component refuses is found at its line.
@Suite(.enabled(if: corpus != nil, "FLOWMSG_CORPUS names no corpus"))
struct ComponentCorpusTests {
  /// A field of an entry screen: its key, what is right there, and what shows it.
  private struct Field {
    var key: String
    var value: String
    var paths: [String]
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(corpus ?? "")/flows")
      .filter { $0.hasSuffix(".json") }.sorted()
  }

  /// The entry screens of a Flow with their fields.
  private func screens(_ bytes: [UInt8]) -> [(id: String, fields: [Field])] {
    var contracts = Contracts()
    _ = FlowJSONReader.read(bytes: bytes, file: FileID(9), into: &contracts) { _ in }
    return contracts.screens.filter(\.isEntry).map { screen in
      (
        contracts.string(screen.id),
        members(Int(screen.shape), contracts).map { field in
          let type = contracts.types[Int(field.type)]
          let uses = (Int(type.firstUse)..<Int(type.firstUse) + Int(type.useCount)).map { contracts.uses[$0] }
            .filter { $0.keyCount == 0 }
          let paths = uses.map { FlatRules.shared.rows[Int($0.row)].path }
          return Field(
            key: contracts.string(field.key), value: right(Int(field.type), paths, contracts), paths: paths)
        }
      )
    }
  }

  private func members(_ shape: Int, _ contracts: Contracts) -> ArraySlice<TypeField> {
    let type = contracts.types[shape]
    guard type.kind == .shape else { return [] }
    return ArraySlice(contracts.fields[Int(type.first)..<Int(type.first) + Int(type.count)])
  }

  /// A value that fits a type, and what shows it.
  private func right(_ type: Int, _ paths: [String], _ contracts: Contracts) -> String {
    let node = contracts.types[type]
    switch node.kind {
    case .string:
      let fact = facts(paths).first { $0.kind != "text" }
      return fact?.probes.first { $0.code == nil && $0.value.utf8.count < 1000 }?.value ?? "\"T\""
    case .number, .integer: return "1"
    case .boolean: return "true"
    case .list:
      if paths.contains(where: { $0.hasSuffix(".unavailable-dates") }) { return "[\"2026-12-25\"]" }
      let item = { (id: String) in
        right(Int(node.first), [], contracts).replacing("id: \"T\"", with: "id: \"\(id)\"")
      }
      return "[\(item("a")), \(item("b"))]"
    case .shape:
      let inner = members(type, contracts).filter { !contracts.string($0.key).hasPrefix("on-") }.map { field in
        let key = contracts.string(field.key)
        let value =
          key == "image" ? "\"iVBORw0KGgoA\"" : key == "color" ? "\"25D366\"" : right(Int(field.type), [], contracts)
        return "\"\(key)\": \(value)".replacing("\"id\":", with: "id:")
      }
      return "{ \(inner.joined(separator: ", ")) }"
    default: return "\"T\""
    }
  }

  private func facts(_ paths: [String]) -> [ComponentFact] { ComponentFact.all.filter { paths.contains($0.path) } }

  /// The source of a message, each field on a line of its own from line 10 on.
  private func source(_ screen: (id: String, fields: [Field]), _ planted: (index: Int, value: String)? = nil) -> String
  {
    let lines = screen.fields.enumerated().map { i, field in
      "\"\(field.key)\": \(planted?.index == i ? planted?.value ?? "" : field.value)"
    }
    let data = lines.isEmpty ? "" : " {\n\n\(lines.joined(separator: "\n"))\n}"
    return """
      flow f from "flow.json"
      message m {
        title "T"
        text "B"
        caption "C"
        flow f
        cta "Go"
        screen \(screen.id)\(data)
      }

      """
  }

  @Test func rightMessagesDrawNothingAndPlantedFaultsAreFound() throws {
    var (messages, planted) = (0, 0)
    for name in try names() {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(corpus ?? "")/flows/\(name)")))
      let flow = String(decoding: bytes, as: UTF8.self)
      for screen in screens(bytes) {
        messages += 1
        let right = findings(compile(["main.flowmsg": source(screen), "flow.json": flow]), from: .warning)
        #expect(right.filter { $0.contains("FM52") || $0.contains("FM50") } == [], "\(name) \(source(screen))")
        for (i, field) in screen.fields.enumerated() {
          for fact in facts(field.paths) {
            for probe in fact.probes where probe.code != nil {
              planted += 1
              let made = compile(["main.flowmsg": source(screen, (i, probe.value)), "flow.json": flow])
              let found = findings(made, from: .warning)
              // A line of the data, or of a Flow older than what is asked for.
              let isOld =
                flow.contains("\"version\": \"2") || flow.contains("\"version\": \"4")
                || flow.contains("\"version\": \"5")
              #expect(
                found.contains { $0.hasPrefix("\(10 + i): FM5") }
                  || isOld && (probe.code == 5201 || probe.value.utf8.count == 15),
                "\(name) \(field.key) \(probe.value.prefix(40)) \(found)")
            }
          }
        }
      }
    }
    #expect(messages > 20 && planted > 20, "\(messages) \(planted)")
  }
}
