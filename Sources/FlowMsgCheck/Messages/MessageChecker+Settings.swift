import FlowMsgJSON
import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// A parameter that is open, as an open form lists it.
package struct OpenParameterValue {
  /// Its name.
  package var name: String
  /// Its type, an index into the contracts' types.
  package var type: Int
  /// The node of its default on the tape.
  package var defaultNode: Int?
}

extension MessageChecker {
  /// The open parameters of the message at hand, their defaults put on the tape behind its values.
  package func openParameterValues() -> [OpenParameterValue] {
    chain.openParameters.map { parameter in
      OpenParameterValue(
        name: parameter.name, type: parameter.type,
        defaultNode: parameter.defaultValue.map { values.value($0) })
    }
  }

  /// Whether the message at hand leaves nothing open.
  package var hasNoParameters: Bool { chain.openParameters.isEmpty }

  // MARK: Parameters that are set from outside

  /// The values of the parameters that are set; what is wrong with them goes to `settingFailures`.
  func settingValues() -> [String: Place] {
    var values: [String: Place] = [:]
    let name = messageName
    for setting in settings {
      guard let parameter = chain.names.open(setting.name).map({ chain.openParameters[$0] }) else {
        let near = suggestion(for: setting.name, among: chain.openParameters.map(\.name))
        settingFailures.append(
          "message '\(name)' has no open parameter '\(setting.name)'" + (near.map { "; did you mean '\($0)'?" } ?? ""))
        continue
      }
      if let place = place(of: setting.value, parameter, name) { values[setting.name] = place }
    }
    return values
  }

  /// The value that a text from outside gives a parameter: a string as it is, every other type as JSON.
  private func place(of text: String, _ parameter: OpenParameter, _ message: String) -> Place? {
    let kind = resolved.contracts.types[parameter.type].kind
    let foreign =
      kind == .string || kind == .oneOf ? ForeignValue.string(Array(text.utf8)) : ForeignValue.json(Array(text.utf8))
    guard let unit = foreign.unit(resolved.file), let place = unit.value else {
      let reason = foreign.reason.isEmpty ? ForeignValue.tooDeep : foreign.reason
      settingFailures.append(
        "\(shown(text)) for '\(parameter.name)' of message '\(message)' \(foreign.isNoJSON ? "is no JSON" : "cannot be used"): \(reason)"
      )
      return nil
    }
    kept.append(unit.unit)
    let node = values.value(place)
    guard let finding = DataWalk.findings(resolved, node, against: parameter.type).first else { return place }
    let path = DataPath.path(to: finding.node, from: node, in: tape)
    let wanted = finding.type >= 0 ? TypeNouns.wanted(finding, in: tape, resolved.contracts) : "something else"
    let part = path.isEmpty ? "" : " at '\(path)'"
    settingFailures.append(
      "\(shown(text)) for '\(parameter.name)' of message '\(message)' does not fit\(part): expected \(wanted)")
    return nil
  }

  /// A text of the command line in quotes, cut short, without control characters.
  private func shown(_ text: String) -> String {
    let most = 60
    let scalars = text.unicodeScalars.prefix(most).map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }
    let isCut = text.unicodeScalars.count > most
    return "'\(String(String.UnicodeScalarView(scalars)))\(isCut ? "…" : "")'"
  }

  // MARK: What is wrong with them in their places

  /// Whether the body at hand can be made with what is set. Errors that the values make, which were found from `first` on,
  /// are no faults of the source: they go to `settingFailures`.
  func takesSettings(from first: Int) -> Bool {
    let errors = context.reporter.diagnostics[first...].filter { $0.severity == .error }
    guard !errors.isEmpty else { return true }
    var own: [Diagnostic] = []
    for error in errors {
      let names = settings(behind: error)
      if names.isEmpty {
        own.append(error)
        continue
      }
      let list = TypeNouns.list(names.map { "'\($0)'" }, "and")
      let failure =
        "message '\(messageName)' cannot take the value of \(list): \(error.message.replacing("`", with: "'"))"
      if !settingFailures.contains(failure) { settingFailures.append(failure) }
    }
    let others = context.reporter.diagnostics[first...].filter { $0.severity != .error }
    context.reporter.replace(from: first, with: others + own)
    return false
  }

  /// The parameters that are set and have to do with an error: those that its text uses, or all for other values.
  private func settings(behind error: Diagnostic) -> [String] {
    let names = settings.map(\.name)
    for field in [Schema.title, Schema.text, Schema.caption, Schema.cta] {
      let place = resolved.location(of: field)
      guard place.file == error.location.file, place.range.contains(error.location.range), !place.range.isEmpty else {
        continue
      }
      let used = holes(inTextAt: place)
      return names.filter(used.contains)
    }
    return names
  }

  /// The open parameters that the text statement at `place` uses.
  private func holes(inTextAt place: SourceLocation) -> Set<String> {
    var names: Set<String> = []
    for level in chain.levels where level.source.file == place.file {
      let tree = level.source.tree
      for node in tree.nodes.indices where tree.nodes[node].kind == .string && tree.range(of: node) == place.range {
        collect(tree.token(of: node), level.source, &names, depth: 0)
      }
    }
    return names
  }

  // MARK: Order

  /// A value whose objects have their members in the order of their type: what fills a parameter comes out so, however it
  /// was written, as whoever fills an open form may get it as columns.
  func ordered(_ place: Place, _ type: Int) -> Place {
    guard hasShape(type) else { return place }
    let node = values.value(place)
    guard let made = ForeignValue.json(json(node, type).bytes(.compact)).unit(resolved.file), let value = made.value
    else {
      return place
    }
    kept.append(made.unit)
    return value
  }

  private func hasShape(_ type: Int, depth: Int = 0) -> Bool {
    let node = resolved.contracts.types[type]
    switch node.kind {
    case .shape: return true
    case .list: return depth < Limits.nesting && hasShape(Int(node.first), depth: depth + 1)
    default: return false
    }
  }

  private func json(_ node: Int, _ type: Int) -> JSONValue {
    let expected = type < 0 ? nil : resolved.contracts.types[type]
    switch tape.nodes[node].kind {
    case .object:
      var members = tape.children(of: node).map { member in
        let key = tape.string(of: member)
        let field = expected?.kind == .shape ? fieldIndex(key, expected) : nil
        return (order: field?.order ?? .max, member: JSONValue.Member(key, json(member + 1, field?.type ?? -1)))
      }
      members.sort { $0.order < $1.order }
      return .object(members.map(\.member))
    case .array:
      let item = expected?.kind == .list ? Int(expected?.first ?? 0) : -1
      return .array(tape.children(of: node).map { json($0, item) })
    case .string: return .string(tape.string(of: node))
    case .number: return .number(tape.string(of: node))
    case .true: return .bool(true)
    case .false: return .bool(false)
    default: return .null
    }
  }

  private func fieldIndex(_ key: String, _ shape: TypeNode?) -> (order: Int, type: Int)? {
    guard let shape else { return nil }
    for (i, field) in resolved.contracts.members(of: shape).enumerated()
    where resolved.contracts.string(field.key) == key { return (i, Int(field.type)) }
    return nil
  }

  /// A message without parameters knows none that is set.
  func refuseSettings() {
    for setting in settings {
      settingFailures.append("message '\(messageName)' has no open parameter '\(setting.name)'")
    }
  }

  /// Where parameters are set, every one has to have a value in the end.
  func missSettings(_ values: [Place?]) {
    guard isSet, !settings.isEmpty else { return }
    for (parameter, value) in zip(chain.openParameters, values) where value == nil {
      if settings.contains(where: { $0.name == parameter.name }) { continue }
      settingFailures.append("message '\(messageName)' needs a value for '\(parameter.name)'")
    }
  }

  private var messageName: String { String(decoding: name, as: UTF8.self) }
}
