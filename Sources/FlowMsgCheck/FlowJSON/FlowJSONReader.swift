package import FlowMsgModel
package import FlowMsgText

import FlowMsgJSON

/// Reads a Flow's own file, Flow JSON, as the contract of the Flow.
///
/// The file's faults are warnings at their own place, and the rest of it is used:
/// - After a syntax error the screens that were wholly read are used, the one that was being read is not readable. If
///   the error came before the end of `screens`, the contract is not readable, as the screen that a message names may
///   are after it. What the rest of the file could have changed is then decided in the message's favour: a screen
///   that nothing leads to so far is an entry screen, and there may be an endpoint.
/// - Of keys that an object repeats the last one counts.
/// - Everything inside `items`, at any depth, is held to `Strictness.items`, plain objects in it too.
///
/// The origin of every node is the file and the range of what declares it: of a type its name's, of a field its key's,
/// of a screen its id's.
package struct FlowJSONReader: FlowJSONPart {
  let source: FlowJSONSource
  var screens: [FlowJSONScreen] = []
  /// For each id the first screen that has it.
  var screenByID: [[UInt8]: Int] = [:]
  /// What the layouts show, once they are read.
  var layouts: LayoutReader?
  /// The screens that have one: the place of each one's contract, and the node of its id.
  var shownScreens: [(contract: Int, node: Int)] = []

  /// Reads `bytes`, the content of `file`: puts its types and screens into `contracts`, hands every fault to `report` in
  /// the order of the file, and gives the Flow, which is not put into `contracts.flows`.
  package static func read(
    bytes: [UInt8], file: FileID, into contracts: inout Contracts, report: (Diagnostic) -> Void
  ) -> FlowContract {
    var reader = FlowJSONReader(source: FlowJSONSource(JSONReader.read(bytes), file))
    let flow = reader.readFlow(into: &contracts)
    reader.source.sorted().forEach(report)
    return flow
  }

  private init(source: FlowJSONSource) { self.source = source }

  private mutating func readFlow(into contracts: inout Contracts) -> FlowContract {
    let kind = FileKind.of(document.source)
    if document.syntaxFault != nil, let noun = kind.noun {
      report(
        FlowJSONDiagnostics.syntax, "the file is \(noun), and no Flow JSON", at: ByteRange(at: 0),
        help: [kind.help ?? "save the Flow's own JSON there"])
    } else {
      for fault in document.faults { reportFault(fault) }
    }
    let list = findScreens()
    if let list {
      readScreens(list)
      checkVersion()
    }
    checkCharacters()
    let first = contracts.screens.count
    readLayouts(first: first)
    var finder = EntryFinder(source, screens, screenByID)
    let entries = finder.find()
    for (i, screen) in screens.enumerated() where screenByID[screen.id] == i {
      readContract(of: screen, isEntry: entries[i], into: &contracts)
    }
    return FlowContract(
      firstScreen: UInt32(truncatingIfNeeded: first),
      screenCount: UInt32(truncatingIfNeeded: contracts.screens.count - first),
      hasEndpoint: hasEndpoint, isFromFlowJSON: true,
      isReadable: list.map { document[$0].isComplete } ?? false && !screens.isEmpty, fault: fault)
  }

  /// What keeps the file from being read to its end.
  private var fault: Origin? {
    let kinds = [FlowJSONDiagnostics.syntax.code, FlowJSONDiagnostics.notAFlow.code]
    let first = source.findings.filter { kinds.contains($0.code) }.map(\.location.range).min { $0.start < $1.start }
    return first.map { Origin(file.rawValue, $0.start, $0.end) }
  }

  private func reportFault(_ fault: JSONFault) {
    let wording = fault.wording(in: document.source)
    let kind =
      switch fault.kind {
      case .repeatedKey: FlowJSONDiagnostics.repeatedKey
      case .loneSurrogate: FlowJSONDiagnostics.loneSurrogate
      default: FlowJSONDiagnostics.syntax
      }
    let labels = fault.related.map { [DiagnosticLabel(location($0), wording.related)] } ?? []
    report(kind, wording.message, at: fault.range, labels: labels, help: wording.help)
  }

  // MARK: The file

  private var hasEndpoint: Bool {
    guard let root = document.root, document[root].kind == .object else { return false }
    return document.value("data_api_version", of: root).map { document[$0].kind != .null } ?? isCut
  }

  /// The array of screens. Where there is none that is a fault of its own, unless the file is cut.
  private func findScreens() -> Int? {
    guard let root = document.root else { return nil }
    guard document[root].kind == .object else {
      if document.syntaxFault == nil, !reportWrapper() {
        report(
          FlowJSONDiagnostics.notAFlow, "expected an object, the Flow, found \(document[root].kind.name)", at: root)
      }
      return nil
    }
    guard let list = document.value("screens", of: root) else {
      if !isCut, !reportWrapper() {
        report(FlowJSONDiagnostics.notAFlow, "the Flow has no \"screens\"", at: opener(of: root))
      }
      return nil
    }
    guard document[list].kind == .array else {
      report(
        FlowJSONDiagnostics.notAFlow, "expected \"screens\" to be an array, found \(document[list].kind.name)", at: list
      )
      return nil
    }
    if document[list].isComplete, document.children(of: list).first(where: { _ in true }) == nil {
      report(FlowJSONDiagnostics.notAFlow, "the Flow has no screen", at: list)
    }
    return list
  }

  // MARK: Screens and their ids

  private mutating func readScreens(_ list: Int) {
    for node in document.children(of: list) {
      guard let id = findID(of: node) else { continue }
      let screen = FlowJSONScreen(node: node, id: document.bytes(of: id), idNode: id)
      if let first = screenByID[screen.id] {
        screens[first].isRepeated = true
        reportRepeatedID(screen, first: screens[first])
      } else {
        screenByID[screen.id] = screens.count
        checkID(screen)
      }
      screens.append(screen)
    }
    let limit = Schema.FlowJSON.screenCount.value
    guard screens.count > limit else { return }
    report(
      FlowJSONDiagnostics.tooManyScreens, "the Flow has \(screens.count) screens, at most \(limit) are allowed",
      at: screens[limit].idNode)
  }

  private func findID(of screen: Int) -> Int? {
    guard document[screen].kind == .object else {
      report(
        FlowJSONDiagnostics.notAScreen, "expected an object, a screen, found \(document[screen].kind.name)", at: screen)
      return nil
    }
    guard let id = document.value("id", of: screen) else {
      if document[screen].isComplete {
        report(FlowJSONDiagnostics.notAScreen, "this screen has no \"id\"", at: opener(of: screen))
      }
      return nil
    }
    guard document[id].kind == .string else {
      report(FlowJSONDiagnostics.notAScreen, "expected the id to be a string, found \(document[id].kind.name)", at: id)
      return nil
    }
    return id
  }

  private func checkID(_ screen: FlowJSONScreen) {
    let reserved = Schema.FlowJSON.reservedScreen.value
    if !Schema.isScreenID(screen.id) {
      report(
        FlowJSONDiagnostics.badScreenID,
        "the screen id \(quoted(screen.idNode)) has other characters than letters and _",
        at: screen.idNode, help: ["use the letters a–z and A–Z, and underscores"])
    } else if screen.isReserved(in: document) {
      report(
        FlowJSONDiagnostics.reservedScreenID, "the screen id \(quoted(screen.idNode)) is reserved", at: screen.idNode,
        help: ["\(reserved) is the platform's own, in any case; give the screen another id"])
    }
  }

  private func reportRepeatedID(_ screen: FlowJSONScreen, first: FlowJSONScreen) {
    report(
      FlowJSONDiagnostics.repeatedScreenID, "a second screen has the id \(quoted(screen.idNode))", at: screen.idNode,
      labels: [DiagnosticLabel(location(document[first.idNode].range), "the first one")])
  }

  // MARK: Layouts and data

  /// Reads all layouts. `first` is the place that the first screen's contract will have.
  private mutating func readLayouts(first: Int) {
    var reader = LayoutReader(document, file: file.rawValue)
    var place = first
    for (i, screen) in screens.enumerated() where screenByID[screen.id] == i {
      if let layout = document.value("layout", of: screen.node) {
        reader.read(layout, of: screen.id, screen: UInt32(truncatingIfNeeded: place))
        shownScreens.append((place, screen.idNode))
      }
      place += 1
    }
    layouts = reader
  }

  private mutating func readContract(of screen: FlowJSONScreen, isEntry: Bool, into contracts: inout Contracts) {
    let (shape, fault) = readData(of: screen, into: &contracts)
    let id = contracts.intern(screen.id)
    let isComplete = document[screen.node].isComplete && !screen.isRepeated
    let repeated = screen.isRepeated ? screens.last { $0.id == screen.id } : nil
    var contract = ScreenContract(
      id: id, isEntry: isEntry, isReadable: fault == nil && isComplete, shape: shape,
      origin: origin(of: screen.idNode),
      fault: fault ?? repeated.map { origin(of: $0.idNode) })
    (contract.firstOrder, contract.orderCount) = BoundUses(source).addOrders(
      layouts?.orders[screen.id] ?? [], &contracts)
    contracts.screens.append(contract)
  }
}
