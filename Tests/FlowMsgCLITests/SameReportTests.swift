import Foundation
import Testing

/// Every process has another seed of hashes: what is reported does not depend on it.
struct SameReportTests {
  private static let keys = (0..<8).map { "k\($0)" }

  private static func list(_ id: String) -> String {
    keys.map { "\($0): [{ id: \"\(id)\($0)\" }]" }.joined(separator: ", ")
  }

  private static let sources = [
    "items": """
    let v = { \(list("x")) }
    message items { title "T", text "a *b _c ~d", caption "C", flow "f", cta "Go", screen S { o: { \(list("y")) } }, in es { screen S { o: v } }, in pt { text "x", screen S { o: v } } }
    """,
    "bots": "bot b {\n  provider gupshup\n\(keys.map { "  id \($0) \"x\"\n" }.joined())  id \"y\"\n}\n",
    "data": """
    flow g { screen S { \(keys.map { "\($0): string" }.joined(separator: ", ")) } }
    let w = { \(keys.map { "\($0): 1" }.joined(separator: ", ")) }
    message data { title "T", text "X", caption "C", flow g, cta "Go", screen S { o: w }, in es { title "x" } }
    """,
  ]

  @Test func twentyProcessesReportTheSame() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "flowmsg-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, source) in Self.sources {
      try source.write(to: folder.appending(path: "\(name).flowmsg"), atomically: false, encoding: .utf8)
    }
    let tool = Bundle.main.bundleURL.appending(path: "flowmsg")
    var reports: Set<Data> = []
    for _ in 0..<20 { reports.insert(try Self.report(tool, folder)) }
    #expect(reports.count == 1)
    #expect((reports.first?.count ?? 0) > 5000)
  }

  private static func report(_ tool: URL, _ folder: URL) throws -> Data {
    let process = Process()
    let output = Pipe()
    process.executableURL = tool
    process.arguments = ["check", "--format", "json", "."]
    process.currentDirectoryURL = folder
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
