import FlowMsg
import FlowMsgJSON
import FlowMsgText
import Foundation
import Testing

@Suite("Source maps")
struct SourceMapTests {
  /// Each mapping as `pointer ← text`, with what it came through and what was inserted behind it.
  private func told(_ compilation: Compilation, _ name: String) -> [String] {
    let output = compilation.outputs.first { $0.name == name }
    return (output?.mappings ?? []).map { mapping in
      let through = mapping.through.map { " \($0.kind.rawValue) \(text($0.location, compilation))" }.joined()
      let inserted = mapping.insertions.map {
        " {\(text($0.name, compilation)) = \(text($0.value, compilation))}"
      }.joined()
      return "\(mapping.pointer) ← \(text(mapping.location, compilation))\(through)\(inserted)"
    }
  }

  private func text(_ location: FlowMsgText.SourceLocation, _ compilation: Compilation) -> String {
    let bytes = compilation.files[Int(location.file.rawValue)].bytes
    return String(decoding: bytes[Int(location.range.start)..<Int(location.range.end)], as: UTF8.self)
  }

  private func map(
    _ files: [String: String], settings: [(name: String, value: String)] = [], isMapped: Bool = true
  ) -> Compilation {
    var options = CompilerOptions()
    options.product = .bodies(compact: false)
    options.mapsSources = isMapped
    options.settings = settings
    return Compiler(provider: MemoryProvider(files)).compile(
      [SourcePath(canonical: "main.flowmsg", display: "main.flowmsg")], options: options)
  }

  private static let main = """
    import "lib.flowmsg"
    flow f { screen S { items: [{ id: string }], n: integer, at: { x: string } } }
    base b(items: [{ id: string }], n: integer, who: string(min: 1, max: 9)) {
      title "Hi {who}, {brand}!"
      text "B"
      caption brand_caption_is_text
      flow f
      cta "Go"
      screen S { items: items, n: n, at: place }
      payload { list: [n, deep.inner], "a/b~c": true }
      in es { title "Hola {who}, {brand}", text "Cuerpo", cta "Va" }
    }
    base c(who: string(min: 1, max: 9)) like b(items: rows, n: 7)
    message m(who: string(min: 1, max: 9) = "Ana") like c { payload { own: deep } }
    """.replacing("caption brand_caption_is_text", with: "caption \"{brand}\"")
  private static let library = """
    let brand = "Auro\\{ra"
    let place = where
    let where = { x: "here" }
    let rows from "rows.csv"
    let deep from "deep.json"
    """
  private static let files = [
    "main.flowmsg": main, "lib.flowmsg": library, "rows.csv": "id\n\"o \"\"1\"\"\"\ntwo\n",
    "deep.json": "{ \"inner\": 1.50 ,\n  \"é\": [\"\\u00e9\"] }",
  ]

  @Test("members are followed through like, locales, arguments, lets and files")
  func ways() {
    let compilation = map(Self.files)
    #expect(!compilation.hasErrors, "\(compilation.diagnostics.map(\.message))")
    #expect(
      told(compilation, "m.es") == [
        "/title ← \"Hola {who}, {brand}\" like c like b in es {who = \"Ana\"} {brand = \"Auro\\{ra\"}",
        "/text ← \"Cuerpo\" like c like b in es",
        "/caption ← \"{brand}\" like c like b {brand = \"Auro\\{ra\"}",
        "/parameters ← m",
        "/parameters/flow_name ← f like c like b",
        "/parameters/flow_cta ← \"Va\" like c like b in es",
        "/parameters/flow_action_payload ← m",
        "/parameters/flow_action_payload/screen ← S like c like b",
        "/parameters/flow_action_payload/data ← { items: items, n: n, at: place } like c like b",
        "/parameters/flow_action_payload/data/items ← id\n\"o \"\"1\"\"\"\ntwo\n like c like b name items name rows",
        "/parameters/flow_action_payload/data/items/0 ← o \"\"1\"\" like c like b name items name rows",
        "/parameters/flow_action_payload/data/items/0/id ← o \"\"1\"\" like c like b name items name rows",
        "/parameters/flow_action_payload/data/items/1 ← two like c like b name items name rows",
        "/parameters/flow_action_payload/data/items/1/id ← two like c like b name items name rows",
        "/parameters/flow_action_payload/data/n ← 7 like c like b name n",
        "/parameters/flow_action_payload/data/at ← { x: \"here\" } like c like b name place name where",
        "/parameters/flow_action_payload/data/at/x ← \"here\" like c like b name place name where",
        "/payload ← { own: deep }",
        "/payload/list ← [n, deep.inner] like c like b",
        "/payload/list/0 ← 7 like c like b name n",
        "/payload/list/1 ← 1.50 like c like b name deep.inner",
        "/payload/a~1b~0c ← true like c like b",
        "/payload/own ← { \"inner\": 1.50 ,\n  \"é\": [\"\\u00e9\"] } name deep",
        "/payload/own/inner ← 1.50 name deep",
        "/payload/own/é ← [\"\\u00e9\"] name deep",
        "/payload/own/é/0 ← \"\\u00e9\" name deep",
      ])
    #expect(told(compilation, "m").first?.contains("\"Hi {who}, {brand}!\" like c like b {who") == true)
  }

  @Test("an open form is mapped to its holes, and what is set from outside to the name that takes it")
  func openForms() {
    let form = told(map(Self.files), "m.open")
    #expect(
      form.contains("/variants/1/body/title ← \"Hola {who}, {brand}\" like c like b in es {brand = \"Auro\\{ra\"}"))
    #expect(form.contains("/variants/0/body/payload/a~1b~0c ← true like c like b"))
    let set = map(
      [
        "main.flowmsg":
          "message m(a: { k: string }) { title \"T\", text \"B\", caption \"C\", flow \"f\", cta \"Go\", screen S, payload { a: a, $b: a.k } }"
          .replacing("$b", with: "b")
      ], settings: [("a", "{\"k\":\"v\"}")])
    let told = told(set, "m")
    #expect(
      told.suffix(4) == ["/payload ← { a: a, b: a.k }", "/payload/a ← a", "/payload/a/k ← a", "/payload/b ← a.k"])
  }

  @Test("a way that was made to be long is told in part")
  func longWays() {
    let lets = (0..<40).map { "let l\($0) = l\($0 + 1)\n" }.joined() + "let l40 = 5\n"
    let compilation = map(["main.flowmsg": message("screen S", "payload { n: l0 }") + lets])
    #expect(!compilation.hasErrors, "\(compilation.diagnostics.map(\.message))")
    let last = compilation.outputs.first?.mappings.last
    #expect(last?.pointer == "/payload/n" && last.map { text($0.location, compilation) } == "5")
    #expect(last?.through.count == 16 && last.map { text($0.through[15].location, compilation) } == "l15")
  }

  @Test("nothing is mapped unasked, and mapping changes no byte")
  func unasked() {
    let plain = map(Self.files, isMapped: false)
    let mapped = map(Self.files)
    #expect(plain.outputs.allSatisfy { $0.mappings.isEmpty } && plain.outputs.count == 3)
    for (a, b) in zip(plain.outputs, mapped.outputs) {
      #expect(plain.chunks[a.chunk].bytes[a.range].elementsEqual(mapped.chunks[b.chunk].bytes[b.range]))
    }
  }

  @Test("every member of every example is mapped, and the span says its value", arguments: ExamplesTests.names)
  func examples(_ name: String) throws {
    var options = CompilerOptions()
    options.product = .bodies(compact: false)
    options.mapsSources = true
    let compilation = Compiler(provider: try ExamplesTests.provider())
      .compile([SourcePath(canonical: name, display: name)], options: options)
    for output in compilation.outputs {
      let document = JSONReader.read(Array(compilation.chunks[output.chunk].bytes[output.range]))
      let root = try #require(document.root.map(document.jsonValue))
      var members = SourceMapTests.members(of: root, isOpen: output.kind == .open)
      for mapping in output.mappings {
        let found = members.removeValue(forKey: mapping.pointer)
        let value = try #require(found, "\(output.name) \(mapping.pointer)")
        let text = text(mapping.location, compilation)
        let inserted = mapping.insertions.map { self.text($0.value, compilation) }
        // What no statement writes is mapped to the name of the message, or of the Flow that supplies its screen.
        let isSupplied = mapping.pointer.hasSuffix("/screen") && root["parameters"]?["flow_name"] == .string(text)
        let isMade = text == output.message && mapping.pointer.contains("/parameters")
        #expect(
          says(text, value, inserted) || isSupplied || isMade,
          "\(output.name) \(mapping.pointer): \(text) for \(value)")
      }
      #expect(members.isEmpty, "\(output.name) \(members.keys)")
    }
  }

  /// Every member and item of a body, or of the bodies of an open form, by its pointer.
  private static func members(of root: JSONValue, isOpen: Bool) -> [String: JSONValue] {
    var found: [String: JSONValue] = [:]
    func visit(_ value: JSONValue, _ pointer: String) {
      if case .object(let members) = value, members.contains(where: { ["$param", "$text"].contains($0.key) }) {
        return
      }
      if case .object(let members) = value {
        for member in members { add(member.value, "\(pointer)/\(member.key)") }
      }
      if case .array(let items) = value {
        for (i, item) in items.enumerated() { add(item, "\(pointer)/\(i)") }
      }
    }
    func add(_ value: JSONValue, _ pointer: String) {
      found[pointer] = value
      visit(value, pointer)
    }
    guard isOpen, case .array(let variants)? = root["variants"] else {
      visit(root, "")
      return found
    }
    for (i, variant) in variants.enumerated() { visit(variant["body"] ?? .null, "/variants/\(i)/body") }
    return found
  }

  /// Whether `text` is how a source writes `value`.
  private func says(_ text: String, _ value: JSONValue, _ inserted: [String]) -> Bool {
    switch value {
    case .object(let members):
      if let hole = members.first(where: { $0.key == "$param" }) { return hole.value == .string(text) }
      return text.hasPrefix(members.first?.key == "$text" ? "\"" : "{")
    case .array: return text.hasPrefix("[")
    case .number(let digits): return text == digits
    case .bool(let value): return text == "\(value)"
    case .null: return text == "null"
    case .string(let string):
      let isWhole = inserted.isEmpty && !text.hasPrefix("\"\"\"")
      if isWhole { return text == string || plain(text) == string }
      // The words between names, of the text and of what was inserted.
      return ([text] + inserted).flatMap { words(of: plain($0)) }.allSatisfy(string.contains)
    }
  }

  /// A literal without its quotes, escaped braces and joined lines read.
  private func plain(_ text: String) -> String {
    var text = text.replacing("\\\n", with: "\n")
    for quote in ["\"\"\"", "\""] where text.hasPrefix(quote) {
      text = String(text.dropFirst(quote.count).dropLast(quote.count))
    }
    text.replace(/\\u\{([0-9A-Fa-f]+)\}/) { match in
      UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
    }
    return text.replacing("\\{", with: "{").replacing("\\}", with: "}").replacing("\\\"", with: "\"")
  }

  private func words(of text: String) -> [String] {
    text.replacing(/\{[^}]*\}/, with: " ").split { $0.isWhitespace }.map(String.init)
  }
}
