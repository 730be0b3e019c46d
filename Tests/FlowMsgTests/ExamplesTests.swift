import FlowMsg
import FlowMsgJSON
import FlowMsgText
import Foundation
import Testing

/// The examples compile without a warning, to the bodies that are beside them.
struct ExamplesTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "examples")

  static let names: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)))?
    .filter { $0.hasSuffix(".flowmsg") }.sorted() ?? []

  @Test func thereAreExamples() {
    #expect(Self.names.count >= 8)
  }

  @Test(arguments: names)
  func compilesToItsBodies(_ name: String) throws {
    var options = CompilerOptions()
    options.product = .bodies(compact: false)
    let path = SourcePath(canonical: name, display: name)
    let compilation = Compiler(provider: try Self.provider()).compile([path], options: options)
    let graver = compilation.diagnostics.filter { $0.severity > .note }
    #expect(graver.isEmpty, "\(graver.map { "\($0.code) \($0.message)" })")

    let expected = Self.folder.appending(path: "expected/\(name.dropLast(".flowmsg".count))")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: expected.path(percentEncoded: false))) ?? []
    #expect(Set(files) == Set(compilation.outputs.map { "\($0.name).json" }))
    for output in compilation.outputs {
      let bytes = Array(compilation.chunks[output.chunk].bytes[output.range])
      let wanted = try Data(contentsOf: expected.appending(path: "\(output.name).json"))
      #expect(bytes.elementsEqual(wanted), "\(output.name)")
    }
  }

  /// All files of the folder, read once.
  static func provider() throws -> MemoryProvider {
    var files: [String: [UInt8]] = [:]
    let base = folder.path(percentEncoded: false)
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let url = all?.nextObject() as? URL {
      guard ["flowmsg", "json"].contains(url.pathExtension) else { continue }
      let path = url.path(percentEncoded: false).dropFirst(base.count).drop { $0 == "/" }
      files[String(path)] = Array(try Data(contentsOf: url))
    }
    return MemoryProvider(bytes: files)
  }
}
