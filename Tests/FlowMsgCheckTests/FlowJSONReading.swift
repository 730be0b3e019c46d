import FlowMsgCheck
import FlowMsgModel
import FlowMsgText

/// A Flow JSON text as the reader sees it.
struct FlowJSONReading {
  var flow: FlowContract
  var contracts = Contracts()
  /// What was found. Most texts of tests are too short to have a version: that they have none is left out.
  var findings: [Diagnostic] { all.filter { $0.code != 5125 } }
  /// What was found, all of it.
  var all: [Diagnostic] = []

  init(_ text: String) {
    self.init(Array(text.utf8))
  }

  init(_ bytes: [UInt8]) {
    var contracts = Contracts()
    var findings: [Diagnostic] = []
    flow = FlowJSONReader.read(bytes: bytes, file: FileID(7), into: &contracts) { findings.append($0) }
    self.contracts = contracts
    all = findings
  }

  var screens: ArraySlice<ScreenContract> {
    ArraySlice(contracts.screens[Int(flow.firstScreen)..<Int(flow.firstScreen + flow.screenCount)])
  }

  var ids: [String] { screens.map { contracts.string($0.id) } }

  /// The ids of the entry screens.
  var entries: [String] { screens.filter(\.isEntry).map { contracts.string($0.id) } }

  /// The ids of the screens whose data is known.
  var readable: [String] { screens.filter(\.isReadable).map { contracts.string($0.id) } }

  var codes: [UInt16] { findings.map(\.code.number) }

  /// The data of screen `id` in short: `~` marks what is held to `Strictness.items`, `@` a field that a data source uses.
  func data(_ id: String) -> String {
    guard let screen = screens.first(where: { contracts.string($0.id) == id }) else { return "no screen" }
    return describe(screen.shape)
  }

  private func describe(_ index: UInt32) -> String {
    let type = contracts.types[Int(index)]
    switch type.kind {
    case .list: return "[" + describe(type.first) + "]"
    case .shape:
      let fields = contracts.fields[Int(type.first)..<Int(type.first + type.count)].map {
        "\(contracts.string($0.key))\($0.isDataSource ? "@" : "")\($0.isOptional ? "?" : ""): \(describe($0.type))"
      }
      if type.strictness == .open { return "{…}" }
      return (type.strictness == .items ? "~" : "") + "{" + fields.joined(separator: ", ") + "}"
    default: return "\(type.kind)"
    }
  }
}
