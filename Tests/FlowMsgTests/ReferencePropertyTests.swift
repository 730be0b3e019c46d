import FlowMsg
import FlowMsgCheck
import FlowMsgText
import Foundation
import Testing

/// What holds for the answers about any source, right or wrong.
struct ReferencePropertyTests {
  /// At every offset of every file: what a definition's uses are has the reference that led to it, at most one of them
  /// is the declaration, and each of them leads back.
  private static func check(_ compilation: Compilation) throws -> Int {
    let references = try #require(compilation.references)
    var known: [Definition: [Reference]] = [:]
    var count = 0
    for (f, file) in compilation.files.enumerated() {
      for offset in 0...UInt32(file.bytes.count) + 1 {
        guard let found = references.reference(at: offset, in: FileID(UInt32(f))) else { continue }
        count += 1
        #expect(found.location.file == FileID(UInt32(f)))
        #expect(found.location.range.start <= offset && offset <= found.location.range.end)
        let uses = known[found.definition] ?? references.uses(of: found.definition)
        if known.updateValue(uses, forKey: found.definition) == nil { check(uses, of: found.definition, references) }
        if found.definition.kind != .file || !found.isDeclaration {
          #expect(uses.contains(found), "\(file.name) \(offset): \(found)")
        }
      }
    }
    #expect(references.reference(at: 0, in: FileID(UInt32(compilation.files.count))) == nil)
    #expect(references.reference(at: 0, in: .none) == nil)
    return count
  }

  private static func check(_ uses: [Reference], of definition: Definition, _ references: References) {
    #expect(uses == references.uses(of: definition))
    #expect(uses.filter(\.isDeclaration).count <= 1)
    #expect(Set(uses).count == uses.count)
    for use in uses { #expect(references.reference(at: use.location.range.start, in: use.location.file) == use) }
  }

  @Test(arguments: ExamplesTests.names)
  func examples(_ name: String) throws {
    let path = SourcePath(canonical: name, display: name)
    #expect(try Self.check(Compiler(provider: try ExamplesTests.provider()).compile([path])) > 0)
  }

  /// All examples as one program.
  @Test func examplesTogether() throws {
    let paths = ExamplesTests.names.map { SourcePath(canonical: $0, display: $0) }
    _ = try Self.check(Compiler(provider: try ExamplesTests.provider()).compile(paths))
  }

  /// The examples of all diagnostics: together they have every construct, right and wrong.
  @Test(arguments: Compiler.catalogue)
  func catalogue(_ kind: DiagnosticKind) throws {
    for source in [kind.bad, kind.good] {
      var files = RuleExampleFiles.files
      files["main.flowmsg"] = source
      _ = try Self.check(compile(files))
    }
  }

  /// A source that ends anywhere, and one without one of its bytes.
  @Test(arguments: ["08-series.flowmsg", "09-parameters.flowmsg", "10-base.flowmsg"])
  func damaged(_ name: String) throws {
    var provider = try ExamplesTests.provider()
    let bytes = try #require(provider.files[name])
    for i in stride(from: 0, to: bytes.count, by: 7) {
      for damaged in [bytes[..<i], bytes[..<i] + bytes[(i + 1)...]] {
        provider.files[name] = Array(damaged)
        let compilation = Compiler(provider: provider).compile([SourcePath(canonical: name, display: name)])
        let references = try #require(compilation.references)
        for offset in stride(from: UInt32(0), through: UInt32(damaged.count), by: 5) {
          guard let found = references.reference(at: offset, in: FileID(0)) else { continue }
          #expect(references.uses(of: found.definition).contains(found), "\(i) \(offset)")
        }
      }
    }
  }

  private static let flows = ProcessInfo.processInfo.environment["FLOWMSG_CORPUS"].map { $0 + "/flows/" }
  private static let flowNames =
    flows.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) }?.filter { $0.hasSuffix(".json") }
    .sorted()
    ?? []

  /// The screens and fields of Flow JSON files from elsewhere, named by messages.
  @Test(.enabled(if: !flowNames.isEmpty))
  func corpus() throws {
    for name in Self.flowNames {
      let json = try String(contentsOfFile: (Self.flows ?? "") + name, encoding: .utf8)
      let main = "flow f from \"f.json\"\nmessage m { flow f, screen START { a: 1 } }\n"
      let compilation = compile(["main.flowmsg": main, "f.json": json])
      #expect(try Self.check(compilation) > 0, "\(name)")
    }
  }
}
