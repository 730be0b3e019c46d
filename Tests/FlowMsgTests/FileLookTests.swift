import FlowMsg
import FlowMsgJSON
import FlowMsgText
import Testing

/// Files are looked at before they are taken for what their names say.
struct FileLookTests {
  private func messages(_ name: String, _ bytes: [UInt8]) -> [String] {
    let provider = MemoryProvider(bytes: ["main.flowmsg": Array("let f from \"\(name)\"\n".utf8), name: bytes])
    let compilation = Compiler(provider: provider)
      .compile([SourcePath(canonical: "main.flowmsg", display: "main.flowmsg")])
    #expect(compilation.diagnostics.allSatisfy { $0.location.file.rawValue == 0 })
    return compilation.diagnostics.map { "\($0.severity) \($0.message)" }
  }

  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2]
  private static let webp = Array("RIFF".utf8) + [4, 0, 0, 0] + Array("WEBPVP8 ".utf8)

  /// What a file holds, and what it is called.
  private static let others: [([UInt8], String)] = [
    (Array("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n".utf8), "a pointer of Git LFS"),
    ([], "an empty file"), (Array(" \n".utf8), "an empty file"),
    (Array("\n<!DOCTYPE html><html>".utf8), "an HTML page"), (Array("<HTML><body>".utf8), "an HTML page"),
    (Array("GIF89a".utf8) + [1, 0], "a GIF image"), (Array("%PDF-1.7".utf8), "a PDF document"),
    ([0x50, 0x4B, 0x03, 0x04, 0], "a ZIP archive"), ([0xFF, 0xFE, 0x61, 0x00], "a text in UTF-16"),
    (Array("<svg xmlns=\"\"/>".utf8), "an SVG drawing"), ([0, 0, 0, 24] + Array("ftypheic".utf8), "an HEIC image"),
    ([0, 0, 0, 24] + Array("ftypavif".utf8), "an AVIF image"),
  ]

  @Test(arguments: ["f.png", "f.JPG", "f.webp", "f.json", "f.csv"]) func whatItIsIsNamedAtFrom(_ name: String) {
    for (bytes, noun) in Self.others {
      let found = messages(name, bytes)
      #expect(found.count == 1)
      #expect(found.first?.hasPrefix("error `\(name)` holds no value: it is \(noun)") == true, "\(found)")
    }
  }

  @Test func imagesAreTakenWhateverTheirName() {
    for bytes in [Self.png, [0xFF, 0xD8, 0xFF, 0xE0], Self.webp] {
      for name in ["f.png", "f.jpeg", "f.webp"] { #expect(messages(name, bytes) == []) }
    }
    #expect(
      messages("f.png", Array("hello".utf8)) == ["error `f.png` holds no value: it is none of PNG, JPEG and WebP"])
    #expect(messages("f.json", Self.png) == ["error `f.json` holds no value: it is a PNG image"])
  }

  /// A table, and what an author gets of it.
  @Test(
    arguments: [
      ("id;title\n1;a\n;\n", #"[{"id":"1","title":"a"}]"#), ("id;title\n1;a\n;\n;\n\n", #"[{"id":"1","title":"a"}]"#),
      ("id;title\n1;a\n ; \n", #"[{"id":"1","title":"a"}]"#),
      ("id;title\n1;a\n\"\";\"\"\n", #"[{"id":"1","title":"a"}]"#),
      ("id;title\n1;a\n;;;\n", #"[{"id":"1","title":"a"}]"#),
      ("id;title\n;\n1;a\n", #"[{"id":"","title":""},{"id":"1","title":"a"}]"#),
      ("id;title\n1;\n", #"[{"id":"1","title":""}]"#),
    ])
  func blankRowsAtTheEndAreNone(_ table: String, _ list: String) {
    let source = message("payload { l: f }") + "\nlet f from \"f.csv\"\n"
    let made = compile(["main.flowmsg": source, "f.csv": table], product: .lines)
    #expect(findings(made) == [])
    #expect(made.chunks.map { String(decoding: $0.bytes, as: UTF8.self) }.joined().contains("\"l\":\(list)"))
  }

  @Test func aTableWithoutRowsIsAWarning() {
    for table in ["id;title\n", "id;title", "id;title\n;\n;\n"] {
      #expect(messages("f.csv", Array(table.utf8)) == ["warning the table `f.csv` has a header and no rows"])
    }
  }
}
