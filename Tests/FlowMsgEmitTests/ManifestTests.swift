import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel
import Testing

/// An entry whose bytes are its text.
func entry(_ file: String, from source: String, holding text: String = "") -> ManifestEntry {
  ManifestEntry(
    message: String(file.dropLast(5)), file: file, sha256: SHA256.digest(of: Array(text.utf8)), source: source)
}

@Suite struct ManifestTests {
  @Test func tagsAndWhereItCameFromAreReadAsTheyAreWritten() throws {
    let bytes = Manifest([Self.piped, Self.single]).bytes()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#""tags": ["#) && text.contains(#""root": "..""#) && text.contains(#""stdin": true"#))
    #expect(try Manifest.read(bytes).outputs == [Self.single, Self.piped])
    for (old, new) in [("\"stdin\": true", "\"stdin\": 1"), ("\"root\": \"..\"", "\"root\": 1"), ("\"pt-BR\"", "null")]
    {
      #expect(throws: ManifestFailure.self) { try Manifest.read(Array(text.replacing(old, with: new).utf8)) }
    }
  }

  static let full = ManifestEntry(
    message: "welcome", locale: "es-MX", kind: .open, file: "welcome.open.json",
    sha256: SHA256.digest(of: []), source: "messages/ção.flowmsg",
    bot: Bot(
      name: "mx", provider: "aldeamo",
      ids: [BotID(environment: "staging", id: "s"), BotID(environment: "default", id: "d")]),
    type: "special", parameters: ["type": "object", "properties": ["nome": ["type": "string"]], "required": ["nome"]])
  static let piped = ManifestEntry(
    message: "p", tags: ["pt-BR"], root: "..", file: "p.json", sha256: SHA256.digest(of: [2]), source: "p.flowmsg",
    isPiped: true)
  static let single = ManifestEntry(
    message: "a", file: "a.json", sha256: SHA256.digest(of: [1]), source: "a.flowmsg",
    bot: Bot(name: "br", provider: "cloud_api", ids: [BotID(environment: nil, id: "BOT")]))

  static let golden = """
    {
      "version": 1,
      "outputs": [
        {
          "message": "a",
          "locale": null,
          "kind": "body",
          "file": "a.json",
          "sha256": "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a",
          "source": "a.flowmsg",
          "bot": {
            "name": "br",
            "provider": "cloud_api",
            "ids": [
              {
                "environment": null,
                "id": "BOT"
              }
            ]
          },
          "type": null,
          "parameters": {
            "type": "object",
            "properties": {},
            "required": [],
            "additionalProperties": false
          }
        },
        {
          "message": "welcome",
          "locale": "es-MX",
          "kind": "open",
          "file": "welcome.open.json",
          "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "source": "messages/ção.flowmsg",
          "bot": {
            "name": "mx",
            "provider": "aldeamo",
            "ids": [
              {
                "environment": "staging",
                "id": "s"
              },
              {
                "environment": "default",
                "id": "d"
              }
            ]
          },
          "type": "special",
          "parameters": {
            "type": "object",
            "properties": {
              "nome": {
                "type": "string"
              }
            },
            "required": [
              "nome"
            ]
          }
        }
      ]
    }

    """

  @Test func itIsWrittenSortedByFile() {
    #expect(String(decoding: Manifest([Self.full, Self.single]).bytes(), as: UTF8.self) == Self.golden)
    #expect(
      String(decoding: Manifest().bytes(), as: UTF8.self) == "{\n  \"version\": 1,\n  \"outputs\": []\n}\n")
    let names = ["b.json", "a-b.json", "a.json", "a.es.json", "B.json", "a_b.json"]
    let sorted = Manifest(names.map { entry($0, from: "x") }).outputs.map(\.file)
    #expect(sorted == ["B.json", "a-b.json", "a.es.json", "a.json", "a_b.json", "b.json"])
  }

  @Test func ofTwoEntriesForAFileTheLastCounts() {
    let manifest = Manifest([entry("a.json", from: "old"), entry("b.json", from: "b"), entry("a.json", from: "new")])
    #expect(manifest.outputs.map(\.source) == ["new", "b"])
  }

  @Test func whatIsWrittenReadsBack() throws {
    for entries in [[], [Self.full], [Self.full, Self.single], [entry("x.json", from: "x\"\\\n\u{1}")]] {
      let manifest = Manifest(entries)
      #expect(try Manifest.read(manifest.bytes()) == manifest)
    }
    let later = #"{"version":1,"more":[{}],"outputs":[]}"#
    #expect(try Manifest.read(Array(later.utf8)) == Manifest())
  }

  @Test(arguments: [
    ("", "", 0), ("{", "", 1), ("[]", "found an array, expected an object", 0),
    (#"{"version":2,"outputs":[]}"#, "only version 1 can be read", 11),
    (#"{"outputs":[]}"#, #"the member "version" is missing"#, 0),
    (#"{"version":1,"outputs":{}}"#, "found an object as \"outputs\", expected an array", 23),
    (#"{"version":1,"outputs":[7]}"#, "found a number, expected an object", 24),
    (#"{"version":1,"version":1,"outputs":[]}"#, "", 13),
  ])
  func whatIsNoManifestIsRefused(_ text: String, _ message: String, _ offset: Int) {
    let failure = #expect(throws: ManifestFailure.self) { try Manifest.read(Array(text.utf8)) }
    #expect(failure?.offset == offset)
    #expect(message.isEmpty ? failure?.message.isEmpty == false : failure?.message == message)
  }

  /// Each slip in one entry: what is replaced in the golden text, and what is said.
  @Test(arguments: [
    (#""a.json""#, #""../a.json""#, #""file" is no plain name that ends in .json"#),
    (#""a.json""#, #""C:\\a.json""#, #""file" is no plain name that ends in .json"#),
    (#""a.json""#, #""flowmsg.manifest.json""#, #""file" is no plain name that ends in .json"#),
    (#""a.json""#, #""a.txt""#, #""file" is no plain name that ends in .json"#),
    (#""a.json""#, #""welcome.open.json""#, #""welcome.open.json" is listed twice"#),
    (#""4bf5"#, #""4BF5"#, "a digest has 64 hexadecimal digits in lower case"),
    (#""kind": "body""#, #""kind": "bodies""#, #"the kind is neither "body" nor "open""#),
    (#""message": "a""#, #""message": null"#, "found null as \"message\", expected a string"),
    (#""BOT""#, "7", "found a number as \"id\", expected a string"),
  ])
  func aSlipInAnEntryIsRefused(_ from: String, _ to: String, _ message: String) throws {
    let parts = Self.golden.split(separator: from, maxSplits: 1)
    try #require(parts.count == 2)
    let failure = #expect(throws: ManifestFailure.self) { try Manifest.read(Array((parts[0] + to + parts[1]).utf8)) }
    #expect(failure?.message == message)
  }

  @Test func everyPrefixIsRefusedQuietly() {
    let bytes = Array(Self.golden.utf8)
    for count in 0..<bytes.count - 2 {
      #expect(throws: ManifestFailure.self) { try Manifest.read(Array(bytes[..<count])) }
    }
  }
}
