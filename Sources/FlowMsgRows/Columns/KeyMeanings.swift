import FlowMsgText

/// What the keys of lines of JSON mean: a field of exactly the name, or of the same name but for case, accents, blanks, `_` and
/// `-`. A key with dots leads into an object.
struct KeyMeanings: Sendable {
  /// What one key means.
  enum Meaning: Sendable {
    case field(String, isExact: Bool)
    /// Nothing, and no one is likely to have meant anything.
    case nothing
    /// Nothing, and it is near a field: that is reported if the row lacks the field.
    case near(String)
    /// Each of two fields.
    case ambiguous(String, String)
  }

  private let fields: ColumnFields
  private let exact: [String: String]
  private let loose: [String: [String]]

  init(_ fields: ColumnFields) {
    self.fields = fields
    var exact: [String: String] = [:]
    var loose: [String: [String]] = [:]
    for field in fields.names where fields.given(field) == nil {
      exact[field] = field
      loose[NameFolding.folded(field), default: []].append(field)
    }
    for (field, header) in fields.options.columns where !header.isEmpty {
      exact[NameFolding.composed(header)] = field
      loose[NameFolding.folded(header), default: []].append(field)
    }
    (self.exact, self.loose) = (exact, loose)
  }

  /// What `key` means.
  func meaning(_ key: String) -> Meaning {
    let key = NameFolding.composed(key)
    if let field = exact[key] { return .field(field, isExact: true) }
    let found = loose[NameFolding.folded(key)] ?? []
    if found.count == 1 { return .field(found[0], isExact: false) }
    if found.count > 1 { return .ambiguous(found[0], found[1]) }
    return fields.near(key, isFilled: { _ in false }).map { .near($0) } ?? .nothing
  }
}
