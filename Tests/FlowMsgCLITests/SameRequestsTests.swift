import FlowMsg
import FlowMsgCLI
import Testing

/// A source, what it compiles to in a folder, and its open form give the same requests, for every row and every locale:
/// listed ones, some that fall back, unknown ones, and none.
struct SameRequestsTests {
  private static let locales = [
    "", "pt-BR", "pt", "pt-PT", "es", "es-419", "es-MX", "es-CO", "es-US", "es-ES", "ES_mx", "en", "en-US", "fr",
    "zz-ZZ",
  ]

  /// One line for each locale.
  private static func rows(_ members: String = "") -> String {
    locales.enumerated().map { i, locale in
      "{\"to\":\"5939876543\(10 + i)\",\"locale\":\"\(locale)\"\(members)}\n"
    }.joined()
  }

  private func render(_ source: String, _ message: String, _ files: MemoryFileSystem, _ rows: String) -> Outcome {
    let isFile = source.hasSuffix(".json")
    return flowmsg(
      ["render", source, "--bot", "B", "--skip-invalid"] + (isFile ? [] : ["--message", message]), files: files,
      console: FakeConsole(input: rows))
  }

  /// Compiles a source into `dist` and compares.
  private func compare(_ source: String, _ message: String, _ rows: String, hasParameters: Bool) {
    let files = MemoryFileSystem(["m.flowmsg": source])
    let made = flowmsg("compile", "m.flowmsg", "-o", "dist", files: files)
    #expect(made.exit == 0, "\(made.error)\n\(source)")
    let expected = render("m.flowmsg", message, files, rows)
    #expect(!expected.output.isEmpty, "\(expected.error)\n\(source)")
    let folder = render("dist", message, files, rows)
    #expect(folder.output == expected.output && folder.exit == expected.exit, "\(folder.error)\n\(source)")
    if hasParameters {
      let form = render("dist/\(message).open.json", message, files, rows)
      #expect(form.output == expected.output && form.exit == expected.exit, "\(form.error)\n\(source)")
    }
  }

  @Test func overMadeUpPrograms() {
    var made = Seeded(20_261_129)
    for _ in 0..<60 {
      let program = Program(&made)
      compare(
        program.source, "m", Self.rows(program.hasParameter ? ",\"nome\":\"Ana\"" : ""),
        hasParameters: program.hasParameter)
    }
  }

  /// Rows that lack what a message needs are refused everywhere alike.
  @Test func overTheExamples() throws {
    let disk = DiskFileSystem()
    let root = Path.normalized(Path.join(Path.folder(of: #filePath), "../../examples"))
    var texts: [String: String] = [:]
    for folder in ["", "flows", "data"] {
      for name in try disk.names(in: Path.join(root, folder)) where name.contains(".") {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        texts[path] = String(decoding: try disk.read(Path.join(root, path)), as: UTF8.self)
      }
    }
    let files = MemoryFileSystem(texts)
    #expect(flowmsg("compile", ".", "-o", "dist", files: files).exit == 0)
    let names = files.names.filter { $0.hasPrefix("/proj/dist/") && !$0.contains("manifest") }
      .map { String($0.dropFirst("/proj/dist/".count).prefix { $0 != "." }) }
    var compared = 0
    for message in Set(names).sorted() {
      let rows = Self.rows(#","nome":"Ana","name":"Ana","pedido":7"#)
      let expected = render(".", message, files, rows)
      let folder = render("dist", message, files, rows)
      #expect(folder.output == expected.output && folder.exit == expected.exit, "\(message) \(folder.error)")
      compared += expected.output.isEmpty ? 0 : 1
    }
    #expect(compared > 8)
  }

  /// What the two lists of the issue that made this gave.
  @Test func theBaseKnowsItsOwnTag() {
    for (list, isSent) in [
      ("es-MX, es", ["es-MX": "Base", "es-CO": "es", "": "Base"]),
      ("pt-BR, es-419", ["pt-BR": "Base", "es-MX": "es-419"]),
    ] {
      let tag = list.split(separator: " ").last ?? ""
      let source = """
        locales \(list)
        message m {
          title "Base"
          text "B"
          caption "C"
          flow "f"
          cta "Go"
          screen S
          in \(tag) { title "\(tag)", text "b", cta "go" }
        }
        """
      let files = MemoryFileSystem(["m.flowmsg": source])
      #expect(flowmsg("compile", "m.flowmsg", "-o", "dist", files: files).exit == 0)
      for (locale, title) in isSent {
        let row = "{\"to\":\"593987654321\",\"locale\":\"\(locale)\"}\n"
        for from in ["m.flowmsg", "dist"] {
          let made = flowmsg(["render", from, "--bot", "B"], files: files, console: FakeConsole(input: row))
          #expect(made.exit == 0 && made.output.contains("\"title\":\"\(title)\""), "\(from) \(locale) \(made.error)")
        }
      }
    }
  }

  @Test func aBodyKnowsWhatTheManifestBesideItSays() {
    let source = """
      locales pt-BR, es
      bot loja { id "LOJA", provider cloud_api }
      message m {
        title "Base"
        text "B"
        caption "C"
        flow "f"
        cta "Go"
        screen S
        bot loja
        type "special"
        in es { title "T", text "b", cta "go" }
      }
      """
    let files = MemoryFileSystem(["m.flowmsg": source])
    #expect(flowmsg("compile", "m.flowmsg", "-o", "dist", files: files).exit == 0)
    func render(_ body: String, _ locale: String, _ options: String...) -> Outcome {
      flowmsg(
        ["render", body] + options, files: files,
        console: FakeConsole(input: "{\"to\":\"593987654321\",\"locale\":\"\(locale)\"}\n"))
    }
    for (body, locale, isFine) in [
      ("dist/m.json", "", true), ("dist/m.json", "pt-BR", true), ("dist/m.json", "es", false),
      ("dist/m.es.json", "es-MX", true),
      ("dist/m.es.json", "", true), ("dist/m.es.json", "pt-BR", false),
    ] {
      let made = render(body, locale)
      #expect((made.exit == 0) == isFine, "\(body) \(locale) \(made.error)")
      if isFine {
        #expect(
          made.output.contains("/bots/LOJA/users/593987654321/") && made.output.contains(#""query":{"type":"special"}"#)
        )
      }
    }
    #expect(render("dist/m.json", "", "--type", "other").output.contains(#""query":{"type":"other"}"#))
    #expect(render("dist/m.json", "", "--bot", "B").output.contains("/bots/B/"))
    // One that no manifest lists represents itself.
    try? files.write(Array((files["dist/m.json"] ?? "").utf8), to: "alone/m.json")
    #expect(render("alone/m.json", "").exit == 2)
    #expect(render("alone/m.json", "", "--bot", "B").output.contains(#""query":{}"#))
    try? files.write(Array("{".utf8), to: "dist/flowmsg.manifest.json")
    let damaged = render("dist/m.json", "")
    #expect(damaged.exit == 2 && damaged.error.contains("flowmsg.manifest.json"))
  }
}

/// A message in some locales, listed or not, made up.
private struct Program {
  var source: String
  var hasParameter: Bool

  init(_ dice: inout Seeded) {
    let all = ["pt-BR", "es", "es-419", "es-MX", "es-CO", "en", "es-ES", "pt"]
    hasParameter = Bool.random(using: &dice)
    let isListed = Bool.random(using: &dice)
    let tags = Array(all.shuffled(using: &dice).prefix(Int.random(in: 1...4, using: &dice)))
    let blocks = isListed ? Array(tags.dropFirst()) : tags
    let name = hasParameter ? ", {nome}" : ""
    source = isListed ? "locales \(tags.joined(separator: ", "))\n" : ""
    source += "bot a { id \"A\", provider cloud_api }\n"
    source += "message m\(hasParameter ? "(nome: string(min: 1, max: 9) = \"x\")" : "") {\n"
    source += "  title \"Base\(name)\"\n  text \"B\"\n  caption \"C\"\n  flow \"f\"\n  cta \"Go\"\n  screen S\n"
    if Bool.random(using: &dice) { source += "  payload { \"$k\": 1, k: \"$\" }\n" }
    let type = Bool.random(using: &dice)
    if type { source += "  type \"t\"\n" }
    for tag in blocks {
      source += "  in \(tag) { title \"\(tag)\(name)\", text \"\(tag)\", cta \"go\""
      if Bool.random(using: &dice) { source += ", bot a" }
      if type, Bool.random(using: &dice) { source += ", type \"\(tag)\"" }
      source += " }\n"
    }
    source += "}\n"
  }
}

/// Numbers that a seed gives (splitmix64).
private struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
