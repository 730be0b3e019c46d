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
    openParameters.map { parameter in
      OpenParameterValue(
        name: parameter.name, type: parameter.type,
        defaultNode: parameter.defaultValue.map { value($0.node, depth: 1, $0.source) })
    }
  }

  // MARK: Parameters that are set from outside

  /// The values of the parameters that are set; what is wrong with them goes to `settingFailures`.
  func settingValues() -> [String: Place] {
    var values: [String: Place] = [:]
    let name = messageName
    for setting in settings {
      guard let parameter = openParameters.first(where: { $0.name == setting.name }) else {
        let near = suggestion(for: setting.name, among: openParameters.map(\.name))
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
      settingFailures.append("'\(text)' for '\(parameter.name)' of message '\(message)' is no JSON: \(foreign.reason)")
      return nil
    }
    kept.append(unit.unit)
    let node = value(place.node, depth: 1, place.source)
    guard let finding = DataWalk.findings(resolved, node, against: parameter.type).first else { return place }
    let path = DataPath.path(to: finding.node, from: node, in: tape)
    let wanted = finding.type >= 0 ? TypeNouns.noun(finding.type, in: resolved.contracts) : "something else"
    let part = path.isEmpty ? "" : " at '\(path)'"
    settingFailures.append(
      "'\(text)' for '\(parameter.name)' of message '\(message)' does not fit\(part): expected \(wanted)")
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
    for (parameter, value) in zip(openParameters, values) where value == nil {
      if settings.contains(where: { $0.name == parameter.name }) { continue }
      settingFailures.append("message '\(messageName)' needs a value for '\(parameter.name)'")
    }
  }

  private var messageName: String { program.units[unit].string(resolved.name) }
}
