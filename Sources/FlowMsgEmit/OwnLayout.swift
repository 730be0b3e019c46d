import FlowMsgJSON
import FlowMsgModel

/// Whether the bytes of a file are what `compile` writes: a body or an open form, in its own layout, byte for byte.
package enum OwnLayout {
  /// Whether `bytes` are such a file.
  package static func matches(_ bytes: [UInt8]) -> Bool {
    let document = JSONReader.read(bytes)
    guard document.faults.isEmpty, !document.hasByteOrderMark, let root = document.root, document[root].kind == .object,
      isBody(document, root) || isForm(document, root)
    else { return false }
    let value = document.jsonValue(root)
    return value.bytes(.pretty) == bytes || value.bytes(.compact) == bytes
  }

  /// A body has the members of the API's table, and all that it requires.
  private static func isBody(_ document: JSONDocument, _ root: Int) -> Bool {
    let parameters = "parameters"
    let known = Set(BodyNames.body + [parameters])
    for member in document.members(of: root) where !known.contains(document.string(of: member)) { return false }
    guard let inner = document.value(parameters, of: root), document[inner].kind == .object else { return false }
    return BodyNames.requiredBody.allSatisfy { document.value($0, of: root) != nil }
      && BodyNames.requiredParameters.allSatisfy { document.value($0, of: inner) != nil }
  }

  private static func isForm(_ document: JSONDocument, _ root: Int) -> Bool {
    let names = ["version", "message", "parameters", "variants"]
    return document.members(of: root).map { document.string(of: $0) } == names
  }
}

/// The names of a body's members, as the API's table has them.
private enum BodyNames {
  static let body = names { if case .body = $0.place { true } else { false } }
  static let requiredBody = names { if case .body = $0.place { $0.isRequired } else { false } }
  static let requiredParameters = names { if case .parameters = $0.place { $0.isRequired } else { false } }

  private static func names(_ isWanted: (Field) -> Bool) -> [String] { Schema.fields.filter(isWanted).map(\.wireName) }
}
