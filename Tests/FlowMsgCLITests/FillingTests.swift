import FlowMsgCLI
import FlowMsgJSON
import Testing

/// Filling an open form gives, byte for byte, what compiling the source with the same arguments gives: over programs and
/// rows that are made up, the same ones in every run.
struct FillingTests {
  private static let programs = 40
  private static let rowsPerProgram = 6

  @Test func fillingIsCompiling() throws {
    var dice = Dice(seed: 20_261_125)
    var compared = 0
    for _ in 0..<Self.programs {
      let program = Program(&dice)
      let form = flowmsg(
        ["compile", "m.flowmsg", "--open"], files: MemoryFileSystem(["m.flowmsg": program.source]))
      guard form.exit == 0, !form.output.isEmpty else {
        Issue.record("\(form.error)\n\(program.source)")
        continue
      }
      for _ in 0..<Self.rowsPerProgram {
        let row = program.row(&dice)
        let settings = row.flatMap { ["--set", "\($0.name)=\($0.setting)"] }
        let members = row.map { "\(JSONValue.string($0.name).text(.compact)):\($0.json)" }.joined(separator: ",")
        let line = "{\"to\":\"593987654321\"\(members.isEmpty ? "" : ",")\(members)}\n"
        for locale in program.locales {
          let compiled = flowmsg(
            ["compile", "m.flowmsg", "--compact", "--locale", locale] + settings,
            files: MemoryFileSystem(["m.flowmsg": program.source]))
          let filled = flowmsg(
            ["render", "m.open.json", "--bot", "B"] + (locale == "base" ? [] : ["--locale", locale]),
            files: MemoryFileSystem(["m.open.json": form.output]), console: FakeConsole(input: line))
          #expect(
            compiled.exit == 0 && filled.exit == 0, "\(compiled.error)\(filled.error)\n\(program.source)\(line)")
          #expect(filled.output.hasSuffix("\"body\":\(compiled.output)}\n"), "\(program.source)\(line)\(filled.output)")
          compared += 1
        }
      }
    }
    // So that a generator that makes nothing is no success.
    #expect(compared >= Self.programs * Self.rowsPerProgram)
  }
}

/// Numbers that look random and are the same in every run (splitmix64).
private struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A type of the language, with values of it.
private indirect enum Kind {
  case text(max: Int)
  case whole(min: Int, max: Int)
  case number, flag
  case oneOf([String])
  case list(Kind)
  case object([(key: String, kind: Kind, isOptional: Bool)])

  init(_ dice: inout Dice, depth: Int = 0) {
    switch Int.random(in: 0..<(depth > 2 ? 5 : 7), using: &dice) {
    case 0: self = .text(max: Int.random(in: 1...12, using: &dice))
    case 1: self = .whole(min: Int.random(in: -50...0, using: &dice), max: Int.random(in: 1...5_000, using: &dice))
    case 2: self = .number
    case 3: self = .flag
    case 4: self = .oneOf(["a", "b\"b", "ção", "{x}"])
    case 5: self = .list(Kind(&dice, depth: depth + 1))
    default:
      let count = Int.random(in: 1...3, using: &dice)
      self = .object(
        (0..<count).map { i in
          (key: ["título", "id", "k y"][i], kind: Kind(&dice, depth: depth + 1), isOptional: Bool.random(using: &dice))
        })
    }
  }

  var source: String {
    switch self {
    case .text(let max): "string(min: 1, max: \(max))"
    case .whole(let min, let max): "integer(min: \(min), max: \(max))"
    case .number: "number"
    case .flag: "boolean"
    case .oneOf(let words): words.map { "\"\($0.replacingQuotes)\"" }.joined(separator: " | ")
    case .list(let kind): "[\(kind.source)](max: 4)"
    case .object(let members):
      "{ " + members.map { "\"\($0.key)\"\($0.isOptional ? "?" : ""): \($0.kind.source)" }.joined(separator: ", ")
        + " }"
    }
  }

  /// Whether values go into texts without a warning.
  var goesIntoText: Bool {
    switch self {
    case .text, .whole, .oneOf: true
    case .number, .flag, .list, .object: false
    }
  }

  func json(_ dice: inout Dice) -> String {
    switch self {
    case .text(let max):
      let letters: [Character] = ["a", "é", "\"", "\\", "{", "}", "$", "😀", "z", "ö", "'", "<"]
      let count = Int.random(in: 1...max, using: &dice)
      return JSONValue.string(String((0..<count).map { _ in letters.randomElement(using: &dice) ?? "a" })).text(
        .compact)
    case .whole(let min, let max): return String(Int.random(in: min...max, using: &dice))
    case .number: return ["0", "-1.50", "1e3", "9007199254740993", "1.10"].randomElement(using: &dice) ?? "0"
    case .flag: return Bool.random(using: &dice) ? "true" : "false"
    case .oneOf(let words): return JSONValue.string(words.randomElement(using: &dice) ?? "a").text(.compact)
    case .list(let kind):
      let count = Int.random(in: 0...3, using: &dice)
      return "[" + (0..<count).map { _ in kind.json(&dice) }.joined(separator: ", ") + "]"
    case .object(let members):
      var parts: [String] = []
      for member in members where !member.isOptional || Bool.random(using: &dice) {
        parts.append("\(JSONValue.string(member.key).text(.compact)): \(member.kind.json(&dice))")
      }
      return "{" + parts.shuffled(using: &dice).joined(separator: ", ") + "}"
    }
  }
}

extension String {
  fileprivate var replacingQuotes: String {
    var result = ""
    for character in self { result += "\"{}\\".contains(character) ? "\\\(character)" : String(character) }
    return result
  }
}

/// A program with parameters, perhaps a base, perhaps locales.
private struct Program {
  var parameters: [(name: String, kind: Kind)] = []
  var locales = ["base"]
  var source = ""

  init(_ dice: inout Dice) {
    let names = ["nome", "título", "n_3", "screen"]
    for name in names.prefix(Int.random(in: 1...4, using: &dice)) { parameters.append((name, Kind(&dice))) }
    let list = parameters.map { "\($0.name): \($0.kind.source)" }.joined(separator: "\n  ")
    let inText = parameters.filter { $0.kind.goesIntoText }.map { "{\($0.name)}" }.joined(separator: " ")
    let payload = parameters.map { "\"$\($0.name)\": \($0.name)" }.joined(separator: ", ")
    let hasBase = Bool.random(using: &dice)
    let statements = """
        title "Olá 🎉"
        text "B \\"é\\" \(inText)"
        caption "C"
        flow f
        cta "Go"
        payload { \(payload), texto: "x{y}", lista: [1, \(parameters[0].name)] }
        in es { title "Hola", text "Be \(inText)", cta "Ve" }
        in es-MX { payload { pais: "mx" } }
      """.replacing("{y}", with: inText.isEmpty ? "" : String(inText.split(separator: " ")[0]))
    locales += ["es", "es-MX"]
    if hasBase {
      source = "base b(\n  \(list)\n) {\n\(statements)\n}\nmessage m like b\n"
    } else {
      source = "message m(\n  \(list)\n) {\n\(statements)\n}\n"
    }
    source += "flow f { screen S }\n"
  }

  /// A value for each parameter: as `--set` takes it, and as JSON.
  func row(_ dice: inout Dice) -> [(name: String, setting: String, json: String)] {
    parameters.map { parameter in
      let json = parameter.kind.json(&dice)
      switch parameter.kind {
      case .text, .oneOf:
        let document = JSONReader.read(Array(json.utf8))
        return (parameter.name, document.root.flatMap(document.stringValue) ?? "", json)
      default: return (parameter.name, json, json)
      }
    }
  }
}
