import FlowMsgJSON
import FlowMsgModel
import FlowMsgText

extension OpenForm {
  /// Gives a parameter a value for all rows, as `--set name=value` does: a string and a word as they are, all else as
  /// JSON.
  package mutating func set(_ path: String, to text: String) throws(RowsFailure) {
    let names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var field = try field(names.first ?? "", of: types.root, path)
    for (name, next) in zip(names, names.dropFirst()) {
      let type = types.type(of: field)
      guard type.content == .members else {
        throw RowsFailure("'\(name)' in '\(shown(path.utf8))' is \(types.view.rowNoun(of: type)), which has no members")
      }
      field = try self.field(next, of: type, path)
    }
    presets[field] = try preset(text, types.type(of: field), path)
  }

  /// The place of the member `name` of an object.
  private func field(_ name: String, of shape: TypeNode, _ path: String) throws(RowsFailure) -> Int {
    if let field = types.field(name, of: shape) { return field }
    let known = types.names(of: shape)
    throw RowsFailure(
      "there is no parameter '\(shown(path.utf8))'",
      help: suggestion(for: name, among: known).map { "did you mean '\($0)'?" },
      known.isEmpty ? "the message has no parameters" : "the parameters are \(known.quotedList())")
  }

  private func preset(_ text: String, _ type: TypeNode, _ path: String) throws(RowsFailure) -> Preset {
    let bytes = type.isText ? JSONValue.string(text).bytes(.compact) : Array(text.utf8)
    let document = JSONReader.read(bytes)
    if let fault = document.faults.first {
      throw RowsFailure(
        "'--set \(path)=…' is no JSON: \(fault.wording(in: bytes).message)",
        help: "'\(path)' is \(types.view.rowNoun(of: type))")
    }
    do throws(RowFault) {
      try JSONValueWriter(document: document, sink: ByteSink(), types: types, presets: presets).write(0, type, path)
    } catch {
      throw RowsFailure("'--set' gives a wrong value: \(error.reason)")
    }
    return Preset(document: document, node: 0)
  }
}
