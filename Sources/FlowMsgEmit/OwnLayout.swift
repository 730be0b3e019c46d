import FlowMsgJSON

/// Whether the bytes of a file are what `compile` writes: a body or an open form, in its own layout, byte for byte.
package enum OwnLayout {
  /// Whether `bytes` are such a file.
  package static func matches(_ bytes: [UInt8]) -> Bool {
    let document = JSONReader.read(bytes)
    guard document.faults.isEmpty, !document.hasByteOrderMark, let root = document.root, document[root].kind == .object,
      BodyReader(document, root: root)?.isBody == true || isForm(document, root)
    else { return false }
    let value = document.jsonValue(root)
    return value.bytes(.pretty) == bytes || value.bytes(.compact) == bytes
  }

  private static func isForm(_ document: JSONDocument, _ root: Int) -> Bool {
    let names = ["version", "message", "parameters", "variants"]
    return document.members(of: root).map { document.string(of: $0) } == names
  }
}
