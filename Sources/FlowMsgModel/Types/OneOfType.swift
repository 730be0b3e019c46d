import FlowMsgText

/// One of a list of texts.
package enum OneOfType: TypeFacts {
  package static var name: String { "one of a list" }
  package static var item: String? { "string" }
  package static var schema: SchemaWords? { SchemaWords(nil) }
  package static var isText: Bool { true }
  package static var cell: CellForm { .text }
  /// How many choices a noun shows, and how many a guess is looked for in.
  private static let (shown, guessed) = (6, 200)

  package static func noun(of type: TypeNode, in view: TypeView) -> String {
    var words = type.parts.prefix(shown).map { Wording.quoted(view.string(view.choices[$0])) }
    if type.count > shown { words[shown - 1] = "\(Int(type.count) - shown + 1) others" }
    return "one of \(words.listed("or"))"
  }

  package static func rowNoun(of type: TypeNode, in view: TypeView) -> String {
    "one of \(words(of: type, in: view).quotedList())"
  }

  package static func found(_ node: Int, in tape: borrowing ValueTape) -> String? {
    tape.nodes[node].kind == .string ? Wording.quoted(tape.string(of: node)) : nil
  }

  package static func help(
    _ kind: ValueKind, _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView
  ) -> [String] {
    guard kind == .string, text.count <= 100 else { return [] }
    let choices = type.parts.prefix(guessed).map { view.string(view.choices[$0]) }
    let near = suggestion(for: String(decoding: text, as: UTF8.self), among: choices)
    return near.map { ["did you mean \(Wording.quoted($0))?"] } ?? []
  }

  package static func advice(_ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, in view: TypeView) -> String? {
    suggestion(for: String(decoding: text, as: UTF8.self), among: words(of: type, in: view))
      .map { "did you mean '\($0)'?" }
  }

  package static func textLength(of type: TypeNode, in view: TypeView) -> TextLength? {
    let lengths = type.parts.map { ValueText(view.bytes(view.choices[$0]), isCounted: true).codePoints }
    return TextLength(least: lengths.min() ?? 0, most: lengths.max() ?? 0)
  }

  package static func texts(of type: TypeNode, in view: TypeView) -> [String]? { words(of: type, in: view) }

  private static func words(of type: TypeNode, in view: TypeView) -> [String] {
    type.parts.map { view.string(view.choices[$0]) }
  }

  package static func takes(_ kind: ValueKind) -> Bool { kind == .string }

  package static func judge(_ text: ValueText, _ type: TypeNode, in view: TypeView) -> ValueFit {
    for place in type.parts where areEqual(text.bytes, view.bytes(view.choices[place])) { return .fits }
    guard text.isWide else { return .other }
    let written = String(decoding: text.bytes, as: UTF8.self)
    // Strings are equal if they are canonically equivalent: what goes out is the source's spelling.
    for place in type.parts where view.string(view.choices[place]) == written { return .fitsAs(view.choices[place]) }
    return .other
  }

  private static func areEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    var i = 0
    while i < a.count {
      if a[i] != b[i] { return false }
      i += 1
    }
    return true
  }

  package static func interpolated(_ type: TypeNode) -> InterpolatedFit { .depends }

  package static func mismatch(
    _ given: Int, _ expected: Int, at path: String, depth: Int, in view: TypeView
  ) -> TypeMismatch? {
    let a = view.types[given]
    if let texts = a.kind.facts.texts(of: a, in: view),
      Set(texts).isSubset(of: words(of: view.types[expected], in: view))
    {
      return nil
    }
    return TypeMismatch(path: path, given: given, expected: expected)
  }
}
