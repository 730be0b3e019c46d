/// The words of `NAME.open.json`; whatever writes, reads or describes one takes them from here.
///
/// A value hole is `{"$param": "cliente.nome"}`, a text with holes `{"$text": ["Olá, ", {"$param": "nome"}, "!"]}`; a
/// literal key that begins with `$` is written with one more of them.
package enum OpenFormat {
  /// The version of the format.
  package static let version = 1
  /// The key of a value hole; its value is a path.
  package static let parameter = "$param"
  /// The key of a text with holes; its value is the list of its parts.
  package static let text = "$text"
  /// What a literal key that begins with it is written with once more.
  package static let mark: UInt8 = 0x24

  /// A literal key as it is written.
  package static func escaped(_ key: String) -> String { key.utf8.first == mark ? "$" + key : key }
}
