import FlowMsgJSON
import FlowMsgText

extension OpenForm {
  /// Gives a parameter a value for all rows, as `--set name=value` does: a string and a word as they are, all else as
  /// JSON.
  package mutating func set(_ path: String, to text: String) throws(RowsFailure) {
    let names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    try Self.set(names[...], path, text, in: &parameters)
  }

  private static func set(
    _ names: ArraySlice<String>, _ path: String, _ text: String, in properties: inout [Property]
  ) throws(RowsFailure) {
    guard let name = names.first, let index = properties.firstIndex(where: { $0.name == name }) else {
      let known = properties.map(\.name)
      throw RowsFailure(
        "there is no parameter '\(shown(path.utf8))'",
        help: suggestion(for: names.first ?? "", among: known).map { "did you mean '\($0)'?" },
        known.isEmpty ? "the message has no parameters" : "the parameters are \(quotedList(known))")
    }
    guard names.count > 1 else {
      properties[index].preset = try preset(text, properties[index].type, path)
      return
    }
    guard case .object(var members) = properties[index].type else {
      throw RowsFailure("'\(name)' in '\(shown(path.utf8))' is \(properties[index].type.noun), which has no members")
    }
    try set(names.dropFirst(), path, text, in: &members)
    properties[index].type = .object(members)
  }

  private static func preset(
    _ text: String, _ type: ParameterType, _ path: String
  ) throws(RowsFailure) -> Preset {
    let isText =
      switch type {
      case .string, .choice: true
      default: false
      }
    let bytes = isText ? JSONValue.string(text).bytes(.compact) : Array(text.utf8)
    let document = JSONReader.read(bytes)
    if let fault = document.faults.first {
      throw RowsFailure(
        "'--set \(path)=…' is no JSON: \(fault.wording(in: bytes).message)", help: "'\(path)' is \(type.noun)")
    }
    do throws(RowFault) {
      try JSONValueWriter(document: document, sink: ByteSink()).write(0, type, path)
    } catch {
      throw RowsFailure("'--set' gives a wrong value: \(error.reason)")
    }
    return Preset(document: document, node: 0)
  }
}
