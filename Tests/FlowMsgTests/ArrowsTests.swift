import Foundation
import Testing

/// Holds the house rules that a compiler does not: who may import what.
struct ArrowsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What each target may see of the others.
  private static let arrows: [String: Set<String>] = [
    "FlowMsgText": [],
    "FlowMsgSyntax": ["FlowMsgText"],
    "FlowMsgJSON": ["FlowMsgText"],
    "FlowMsgModel": ["FlowMsgText"],
    "FlowMsgComponents": ["FlowMsgText", "FlowMsgModel", "FlowMsgJSON"],
    "FlowMsgCheck": [
      "FlowMsgText", "FlowMsgSyntax", "FlowMsgModel", "FlowMsgJSON", "FlowMsgCSV", "FlowMsgComponents",
    ],
    "FlowMsgEmit": ["FlowMsgModel", "FlowMsgJSON"],
    "FlowMsgReport": ["FlowMsgText", "FlowMsgJSON"],
    "FlowMsgCSV": [],
    "FlowMsgWorkbook": ["FlowMsgCSV", "CZlib"],
    "FlowMsgRows": [
      "FlowMsgText", "FlowMsgModel", "FlowMsgJSON", "FlowMsgEmit", "FlowMsgCSV", "FlowMsgComponents",
    ],
    "FlowMsgSandbox": ["FlowMsgText", "FlowMsgModel", "FlowMsgJSON"],
    "FlowMsg": ["FlowMsgText", "FlowMsgSyntax", "FlowMsgModel", "FlowMsgJSON", "FlowMsgCheck", "FlowMsgEmit"],
    "FlowMsgCLI": [
      "FlowMsg", "FlowMsgText", "FlowMsgModel", "FlowMsgJSON", "FlowMsgEmit", "FlowMsgReport", "FlowMsgRows",
      "FlowMsgCSV", "FlowMsgWorkbook", "FlowMsgSend", "FlowMsgCampaign", "FlowMsgSandbox", "CSystem",
    ],
    "FlowMsgCampaign": [
      "FlowMsgText", "FlowMsgModel", "FlowMsgJSON", "FlowMsgEmit", "FlowMsgRows", "FlowMsgCSV", "FlowMsgSend",
    ],
    "FlowMsgSend": ["FlowMsgModel", "FlowMsgJSON", "FlowMsgEmit", "CCurl"],
    "flowmsg-cli": ["FlowMsgCLI"],
  ]
  /// What talks to the system: commands, the server that is in for the API, and what reads a file at places.
  private static let outward: Set<String> = ["FlowMsgCLI", "FlowMsgSandbox", "FlowMsgWorkbook"]
  /// What comes with the system, and only those may see.
  private static let platform: Set<String> = ["Glibc", "Musl", "Darwin", "FoundationEssentials", "Synchronization"]

  @Test func importsFollowTheArrows() throws {
    var seen: Set<String> = []
    for (target, file, module) in try Self.imports() {
      seen.insert(target)
      let allowed = try #require(Self.arrows[target], "the target \(target) has no row in this test")
      let isPlatform = Self.outward.contains(target) && Self.platform.contains(module)
      let isEntry = target == "flowmsg-cli" && ["Glibc", "Musl", "Darwin"].contains(module)
      #expect(allowed.contains(module) || isPlatform || isEntry, "\(target)/\(file) imports \(module)")
    }
    #expect(seen.isSuperset(of: ["FlowMsgSyntax", "FlowMsgCheck", "FlowMsg", "FlowMsgCLI", "flowmsg-cli"]))
  }

  @Test func nothingComesFromOutside() throws {
    let manifest = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
    #expect(!manifest.contains(".package("))
    for (target, arrows) in Self.arrows where target.hasPrefix("Flow") {
      #expect(manifest.contains("\"\(target)\""))
      #expect(!arrows.contains(target))
    }
  }

  /// Every import of every source file, but for the standard library's own modules.
  private static func imports() throws -> [(target: String, file: String, module: String)] {
    let sources = root.appending(path: "Sources")
    let base = sources.path(percentEncoded: false)
    var result: [(String, String, String)] = []
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    while let url = files?.nextObject() as? URL {
      guard url.pathExtension == "swift" else { continue }
      let path = url.path(percentEncoded: false).dropFirst(base.count).drop { $0 == "/" }
      let target = String(path.prefix { $0 != "/" })
      for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
        guard let module = module(line), module != "Swift" else { continue }
        result.append((target, String(path), module))
      }
    }
    return result
  }

  /// The module that a line imports, if it does: attributes and access words may be before `import`, a kind after it.
  private static func module(_ line: Substring) -> String? {
    var words = line.split(separator: " ").map(String.init)
    while let word = words.first, word.hasPrefix("@") || ["public", "package", "internal", "private"].contains(word) {
      words.removeFirst()
    }
    guard words.first == "import", words.count > 1 else { return nil }
    let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
    return String(name.prefix { $0 != "." })
  }
}
