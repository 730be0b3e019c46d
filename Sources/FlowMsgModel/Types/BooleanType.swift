import FlowMsgText

/// `true` or `false`.
package enum BooleanType: TypeFacts {
  package static var name: String { "a boolean" }
  package static var item: String? { "boolean" }
  package static var word: String? { "boolean" }
  package static var flowWord: String? { "boolean" }
  package static var schema: SchemaWords? { SchemaWords("boolean") }
  package static var cell: CellForm { .boolean }

  package static func rowNoun(of type: TypeNode, in view: TypeView) -> String { "true or false" }

  package static func advice(_ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView) -> String? {
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "verdadeiro", "verdadero", "sim", "sí", "si", "yes", "1", "true": "write true, in lower case"
    case "falso", "não", "nao", "no", "0", "false": "write false, in lower case"
    default: nil
    }
  }

  private static let words: [String: Bool] = [
    "true": true, "verdadero": true, "verdadeiro": true, "si": true, "sim": true, "1": true, "false": false,
    "falso": false,
    "no": false, "nao": false, "0": false,
  ]

  /// What a cell means that a spreadsheet has written in the words of the language.
  package static func meaning(of text: UnsafeBufferPointer<UInt8>) -> Bool? {
    // Longer ones are none of them.
    guard text.count <= 12 else { return nil }
    return words[NameFolding.folded(String(decoding: text, as: UTF8.self))]
  }

  package static func takes(_ kind: ValueKind) -> Bool { kind == .true || kind == .false }

  package static func judge(_ text: ValueText, _ type: TypeNode, in view: TypeView) -> ValueFit {
    text.bytes.elementsEqual("true".utf8) || text.bytes.elementsEqual("false".utf8) ? .fits : .other
  }

  package static func fits(
    _ kind: ValueKind, _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView
  ) -> Bool { takes(kind) }

  package static func mismatch(
    _ given: Int, _ expected: Int, at path: String, depth: Int, in view: TypeView
  ) -> TypeMismatch? {
    view.types[given].kind == .boolean ? nil : TypeMismatch(path: path, given: given, expected: expected)
  }
}
