import FlowMsgJSON

/// Reads the keys of lines of JSON: what each means is looked up once, and what there is to say of them is kept.
final class KeyReader {
  private let meanings: KeyMeanings
  private var known: [String: KeyMeanings.Meaning] = [:]
  /// The fields that keys of the row fill, each with its key.
  private var filled: [(field: String, key: String, isExact: Bool)] = []
  /// Keys of the row that are near a field.
  private var near: [(key: String, field: String)] = []
  /// What there is to say of the keys of all rows.
  private(set) var notes = ColumnNotes()

  init(_ meanings: KeyMeanings) { self.meanings = meanings }

  /// Begins a row.
  func begin() {
    filled.removeAll(keepingCapacity: true)
    near.removeAll(keepingCapacity: true)
  }

  /// The field that a key of the row fills; nil if none, or an exact key has filled it.
  func field(_ key: String) throws(RowFault) -> String? {
    switch meaning(key) {
    case .nothing: return nil
    case .near(let field):
      near.append((key, field))
      return nil
    case .ambiguous(let first, let second):
      throw RowFault(
        "the key '\(shown(key.utf8))' is called like '\(first)' and like '\(second)': write it as one of them")
    case .field(let field, let isExact):
      guard let before = filled.firstIndex(where: { $0.field == field }) else {
        filled.append((field, key, isExact))
        return field
      }
      if filled[before].isExact { return nil }
      guard isExact else {
        throw RowFault(
          "the keys '\(shown(filled[before].key.utf8))' and '\(shown(key.utf8))' are both called like '\(field)'")
      }
      filled[before] = (field, key, true)
      return field
    }
  }

  /// Fails where a key fills nothing and is called nearly like a field that no key of the row fills.
  func end() throws(RowFault) {
    for (key, field) in near where !filled.contains(where: { $0.field == field || $0.field.hasPrefix(field + ".") }) {
      throw RowFault(
        "the key '\(shown(key.utf8))' fills nothing, and no key fills '\(field)': if it is meant '--column \(field)=\(shown(key.utf8))', "
          + "if it is not '--column \(field)='")
    }
  }

  private func meaning(_ key: String) -> KeyMeanings.Meaning {
    if let meaning = known[key] { return meaning }
    let meaning = meanings.meaning(key)
    // Keys that differ in every row are not kept without end.
    guard known.count < 4096 else { return meaning }
    known[key] = meaning
    switch meaning {
    case .nothing, .near: notes.unused.append(key)
    case .field(let field, isExact: false): notes.loose.append((key, field))
    case .field, .ambiguous: break
    }
    return meaning
  }
}
