import FlowMsg
import FlowMsgCheck
import FlowMsgText
import Testing

/// What may be written at a place: `‸` in a source is the place.
struct ExpectedTests {
  private static func expected(_ marked: String) -> Expected? {
    let offset = UInt32(marked.prefix { $0 != "‸" }.utf8.count)
    return compile(["main.flowmsg": marked.replacing("‸", with: "")]).references?.expected(at: offset, in: FileID(0))
  }

  @Test(
    arguments: [
      ("‸", .declaration), ("mess‸", .declaration), ("let a = 1\n‸\nlet b = 2", .declaration),
      ("‸let a = 1", .declaration),
      ("let a = 1\n  ‸", .declaration), ("// x‸", nil), ("let a = 1 ‸", nil), ("let a = 1e\u{301}‸", nil),
      ("import ‸", .path), ("import \"a‸\"", .path), ("let a from ‸", .path), ("flow f from \"‸", .path),
      ("locales ‸", .locale), ("locales pt, ‸", .locale), ("locales pt, e‸s", .locale),
      ("let ‸", .name), ("let a‸ = 1", .name), ("let a ‸", .word(["=", "from"])),
      ("let a fr‸om \"x\"", .word(["=", "from"])),
      ("let a = ‸", .value), ("let a = b‸", .value), ("let a = [1, ‸]", .value), ("let a = { b: ‸ }", .value),
      ("let a = { ‸ }", .key), ("let a = { \"‸\": 1 }", .key), ("let a = b.‸", .member), ("let a = b.c‸.d", .member),
      ("let a = 12‸", .value), ("let a = tr‸ue", .value),
      ("let a = \"x ‸\"", .text), ("let a = \"{‸}\"", .hole), ("let a = \"{b‸}\"", .hole), ("let a = \"{‸\"", .hole),
      ("let a = \"x {b‸ y\"", .hole), ("let a = \"{b.‸}\"", .member), ("let a = \"{b.c‸ y\"", .member),
      ("let a = \"x {b.‸\nlet c = 1", .member), ("let a = \"x ‸\nlet b = 1", .text),
      ("let a = \"\"\"\n  x {‸}\n  \"\"\"", .hole), ("let a = \"\\{‸\"", .text), ("let a = \"x b‸c\"", .text),
      ("type ‸", .name), ("type T ‸", .word(["="])), ("type T = ‸", .type), ("type T = stri‸ng", .type),
      ("type T = [‸]", .type), ("type T = { a: ‸ }", .type), ("type T = { ‸ }", .name),
      ("type T = string(‸)", .word(["min", "max"])),
      ("type T = string(m‸: 1)", .word(["min", "max"])), ("type T = string(min: ‸)", .number),
      ("type T = string(min: 1‸)", .number),
      ("type T = \"a\" | ‸", .text),
      ("bot ‸", .name), ("bot b ‸", .word(["{"])), ("bot b { ‸ }", .word(["id", "provider"])),
      ("bot b { id ‸ }", .name), ("bot b { id \"‸\" }", .text), ("bot b { provider ‸ }", .provider),
      ("bot b { provi‸der x }", .word(["id", "provider"])),
      ("flow ‸", .name), ("flow f ‸", .word(["{", "from"])), ("flow f { ‸ }", .word(["screen"])),
      ("flow f { screen ‸ }", .name),
      ("flow f { screen S { a: ‸ } }", .type),
    ] as [(String, Expected.Kind?)])
  func declarations(_ source: String, _ kind: Expected.Kind?) {
    #expect(Self.expected(source)?.kind == kind)
  }

  @Test(
    arguments: [
      ("message ‸", .name), ("message m ‸", .word(["{", "like"])), ("message m li‸ke b", .word(["{", "like"])),
      ("message m(‸)", .name), ("message m(a: ‸)", .type), ("message m(a: string = ‸)", .value),
      ("message m like ‸", .base), ("message m like b‸", .base), ("message m like b(‸)", .argument),
      ("message m like b(a: 1, ‸)", .argument), ("message m like b(a: ‸)", .value),
      ("message m { ‸ }", .statement), ("message m {\n  title \"x\"\n  ‸\n}", .statement),
      ("message m { ti‸ }", .statement),
      ("message m { titl‸e \"x\" }", .statement), ("message m {\n  title \"x\" ‸\n}", nil),
      ("message m { in es { ‸ } }", .statement),
      ("message m {\n  ‸\n", .statement),
      ("message m { title ‸ }", .text), ("message m { title \"‸\" }", .text), ("message m { title \"{‸}\" }", .hole),
      ("message m { flow ‸ }", .slug), ("message m { flow \"‸\" }", .slug), ("message m { bot ‸ }", .bot),
      ("message m { bot \"‸\" }", .bot),
      ("message m { screen ‸ }", .screen), ("message m { screen S { ‸ } }", .key),
      ("message m { screen S { a: ‸ } }", .value),
      ("message m { screen S { a: [{ ‸ }] } }", .key), ("message m { payload ‸ }", .word(["{"])),
      ("message m { payload { ‸ } }", .key),
      ("message m { payload { a: b.‸ } }", .member), ("message m { in ‸ { } }", .locale),
      ("message m { in e‸s { } }", .locale),
      ("message m { locales ‸ }", .locale), ("message m { example { ‸ } }", .argument),
      ("message m { example { a: ‸ } }", .value),
      ("message m { i‸n es { } }", .statement),
    ] as [(String, Expected.Kind?)])
  func messages(_ source: String, _ kind: Expected.Kind?) {
    #expect(Self.expected(source)?.kind == kind)
  }

  @Test(arguments: [
    ("let a = mar‸ca", 8, 13), ("let a = ‸", 8, 8), ("let a = \"{mar‸ca.b}\"", 10, 15), ("let a = \"{x.‸}\"", 12, 12),
    ("message m { titl‸ }", 12, 16), ("let a = \"x‸\"", 8, 11), ("let a = \"{‸", 10, 10),
    ("let a = [\u{A0}é‸é]", 11, 15), ("message m { bot\u{A0}br‸ }", 17, 19), ("let a = [“x”,b‸]", 17, 18),
  ])
  func takesThePlaceOf(_ source: String, _ start: UInt32, _ end: UInt32) {
    #expect(Self.expected(source)?.location.range == ByteRange(start, end))
  }

  /// A name that is not there yet is expected as what it is when it is there.
  @Test(arguments: ExamplesTests.names)
  func aNameIsExpectedWhereItIsLeftOut(_ name: String) throws {
    var provider = try ExamplesTests.provider()
    let path = SourcePath(canonical: name, display: name)
    let whole = try #require(Compiler(provider: provider).compile([path]).references)
    let bytes = try #require(provider.files[name])
    var looked: Set<SourceLocation> = []
    for offset in 0...UInt32(bytes.count) {
      guard let place = whole.reference(at: offset, in: FileID(0))?.location, looked.insert(place).inserted else {
        continue
      }
      provider.files[name] = Array(bytes[..<Int(place.range.start)] + bytes[Int(place.range.end)...])
      let without = try #require(Compiler(provider: provider).compile([path]).references)
      let expected = without.expected(at: place.range.start, in: FileID(0))
      #expect(expected?.kind == whole.expected(at: place.range.start, in: FileID(0))?.kind, "\(offset)")
      #expect(expected != nil && expected?.location.range == ByteRange(at: place.range.start), "\(offset)")
    }
    #expect(!looked.isEmpty)
  }

  /// Whatever the source and the place, there is an answer or none.
  @Test(arguments: Compiler.catalogue)
  func anySource(_ kind: DiagnosticKind) throws {
    for source in [kind.bad, kind.good] {
      var files = RuleExampleFiles.files
      files["main.flowmsg"] = source
      let references = try #require(compile(files).references)
      for offset in 0...UInt32(source.utf8.count) + 1 {
        guard let range = references.expected(at: offset, in: FileID(0))?.location.range else { continue }
        #expect(range.start <= offset && offset <= range.end && Int(range.end) <= source.utf8.count, "\(offset)")
      }
    }
  }
}
