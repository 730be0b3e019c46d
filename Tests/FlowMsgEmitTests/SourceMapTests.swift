import FlowMsgEmit
import FlowMsgJSON
import Testing

@Suite struct SourceMapTests {
  static func output(_ file: String, _ pointers: String...) -> SourceMap.Output {
    SourceMap.Output(file: file, sha256: "00", mappings: pointers.map { ["pointer": .string($0)] })
  }

  @Test func aMapIsJSONWithALineForEachMapping() throws {
    let map = SourceMap([Self.output("b.json", "/x", "/y"), Self.output("a.json")])
    let text = String(decoding: map.bytes(), as: UTF8.self)
    #expect(text.split(separator: "\n").count == 8 && text.hasSuffix("]}\n"))
    let document = JSONReader.read(map.bytes())
    let root = try #require(document.root.map(document.jsonValue))
    #expect(document.faults.isEmpty && root["version"] == 1)
    #expect(root["outputs"]?[0]?["file"] == "a.json" && root["outputs"]?[1]?["mappings"]?[1]?["pointer"] == "/y")
  }

  @Test func whatAnotherRunMadeIsKeptAsLongAsItIsListed() {
    let old = SourceMap([Self.output("a.json", "/old"), Self.output("b.json", "/old"), Self.output("c.json")])
    let joined = SourceMap([Self.output("a.json", "/new")]).joined(with: old.bytes(), files: ["a.json", "b.json"])
    #expect(joined == SourceMap([Self.output("a.json", "/new"), Self.output("b.json", "/old")]))
    for broken in [
      "", "x", "{}", "{\"version\":2,\"outputs\":[]}", "{\"version\":1,\"outputs\":[{\"file\":\"b.json\"}]}",
    ] {
      #expect(SourceMap().joined(with: Array(broken.utf8), files: ["b.json"]).outputs.isEmpty)
    }
  }

  @Test func theSchemaNamesWhatIsWritten() {
    let mapping = SourceMapDocument.value()["properties"]?["outputs"]?["items"]?["properties"]?["mappings"]?["items"]
    #expect(mapping?["required"] == ["pointer", "file", "range", "through", "inserted"])
    #expect(DocumentTests.references(SourceMapDocument.value(), SourceMapDocument.value()).allSatisfy { $0.1 != nil })
  }
}
