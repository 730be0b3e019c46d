import Foundation
import Testing

/// Inside a room, too, arrows run one way: a folder names only types of its own and of those below it.
struct FolderArrowsTests {
  /// The folders of each room, the lowest first; "" is the room itself.
  private static let rooms: [(room: String, folders: [String])] = [
    (
      "FlowMsgCheck",
      [
        "Support", "Units", "Names", "FlowJSON", "Program", "Resolved", "Rules/Support", "Rules", "Analysis",
        "Messages/Chain", "Messages/Values", "Messages/Parameters", "Messages/Locales", "Messages/Bodies", "Messages",
        "Whole", "Edits", "References",
      ]
    ),
    ("FlowMsgText", ["", "Wording"]),
    ("FlowMsgSyntax", ["Tokens", "Scanning", "Outline", "Tree", "Parser", "Faults"]),
    ("FlowMsgJSON", [""]),
    ("FlowMsgModel", ["Numbers", "Schema", "Texts", "Values", "Types", "", "Compiled", "Layout"]),
    ("FlowMsgComponents", ["Values", "Table", "Judging"]),
    ("FlowMsgEmit", ["", "Backends", "Documents"]),
    ("FlowMsgReport", ["Drawing", "", "Formats"]),
    ("FlowMsgCSV", [""]),
    ("FlowMsgRows", ["", "Reading", "Countries", "Form", "Values", "Program", "Columns", "Filling"]),
    ("FlowMsgSend", ["", "Outcome", "Journal", "Pacing", "Transport", "Campaign"]),
    ("FlowMsgWorkbook", ["Failures", "Bytes", "XML", "Archive", "Values", "Parts", "Sheets", ""]),
    ("FlowMsgCampaign", ["Words", "Recipients", "Journals", "Reports", "Checking", "Requests"]),
    ("FlowMsgSandbox", ["HTTP", "Faults", "Received", "Page", "API", "Server"]),
    ("FlowMsg", ["", "Fixing", "Workspace"]),
    ("FlowMsgCLI", ["Failures", "Platform", "Options", "Files", "Rendering", "Sending", "Commands", ""]),
  ]

  /// Every room has a row, and every folder that has files is in it.
  @Test func everyRoomHasARow() throws {
    let sources = Self.sources
    let found = try FileManager.default.contentsOfDirectory(atPath: sources.path(percentEncoded: false))
    for room in found where room.hasPrefix("FlowMsg") {
      let folders = try #require(Self.rooms.first { $0.room == room }?.folders, "\(room) has no row in this test")
      #expect(try Set(Self.files(of: room).map(\.folder)) == Set(folders), "\(room)")
    }
  }

  @Test(arguments: rooms.map(\.room))
  func foldersNameWhatIsBelowThem(_ room: String) throws {
    let folders = try #require(Self.rooms.first { $0.room == room }?.folders)
    let files = try Self.files(of: room)
    var homes: [String: Set<String>] = [:]
    for (folder, text) in files {
      for name in Self.declared(in: text) { homes[name, default: []].insert(folder) }
    }
    #expect(homes.count > 3)
    var wrong: Set<String> = []
    for (folder, text) in files {
      let own = folders.firstIndex(of: folder) ?? 0
      for word in Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)) {
        // A name that several folders declare, nested in types of theirs, says nothing.
        guard let home = homes[word], home.count == 1, let place = home.first.flatMap({ folders.firstIndex(of: $0) }),
          place > own
        else { continue }
        wrong.insert("\(room)/\(folder) names \(word) of \(folders[place])")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.sorted().joined(separator: "; "))")
  }

  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  /// Every source of a room: its folder, and its text without comments and strings.
  private static func files(of room: String) throws -> [(folder: String, text: String)] {
    let root = sources.appending(path: room)
    let base = root.path(percentEncoded: false)
    var result: [(String, String)] = []
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    while let url = files?.nextObject() as? URL {
      guard url.pathExtension == "swift" else { continue }
      let path = url.deletingLastPathComponent().path(percentEncoded: false).dropFirst(base.count)
      result.append(
        (path.split(separator: "/").joined(separator: "/"), code(try String(contentsOf: url, encoding: .utf8))))
    }
    return result
  }

  /// The lines of a source without comments, and of what is between quotes the interpolations alone.
  private static func code(_ text: String) -> String {
    var lines: [Substring] = []
    var isInBlock = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count == 2 {
        isInBlock.toggle()
        continue
      }
      if line.drop(while: { $0 == " " }).hasPrefix("//") { continue }
      let parts = isInBlock ? ["", line] : line.split(separator: "\"", omittingEmptySubsequences: false)
      for (place, part) in parts.enumerated() { lines += place.isMultiple(of: 2) ? [part] : interpolations(part) }
    }
    return lines.joined(separator: "\n")
  }

  /// What a text puts in with `\(…)`.
  private static func interpolations(_ text: Substring) -> [Substring] {
    text.split(separator: "\\(", omittingEmptySubsequences: false).dropFirst().map { piece in
      piece[..<(piece.lastIndex(of: ")") ?? piece.endIndex)]
    }
  }

  /// The types that a source declares.
  private static func declared(in text: String) -> [String] {
    let words = text.split { $0 == " " || $0 == "\n" || $0 == ":" || $0 == "<" || $0 == "{" || $0 == "(" }
    return zip(words, words.dropFirst()).compactMap { word, name in
      ["struct", "class", "enum", "protocol", "actor"].contains(word) && name.first?.isUppercase == true
        ? String(name) : nil
    }
  }
}
