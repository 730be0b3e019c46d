import FlowMsgJSON
import FlowMsgModel
import FlowMsgText

/// What is looked at of a Flow JSON file as a whole: whether something else is round the Flow, its version, and its
/// characters.
extension FlowJSONReader {
  // MARK: What is round it

  /// Reports the member, or the text, in which the Flow is, as exports of several tools have it; false if there is none.
  func reportWrapper() -> Bool {
    for node in document.nodes.indices {
      let value = document[node].kind == .member ? document.value(ofMember: node) : node
      guard let value, value > 0 || document[value].kind == .string, let text = wrapped(value) else { continue }
      let place = document[node].kind == .member ? quoted(node) : document[document.root ?? node].kind.name
      report(
        FlowJSONDiagnostics.notAFlow, "the Flow stands inside \(place), \(text ? "as a text" : "and not by itself")",
        at: document[node].kind == .member ? document[node].range : opener(of: node),
        help: ["save what stands there as a file of its own\(text ? ", with its escapes taken out" : "")"])
      return true
    }
    return false
  }

  /// Whether a value is a Flow, or a text that says one; true for a text, nil for neither.
  private func wrapped(_ value: Int) -> Bool? {
    switch document[value].kind {
    case .object:
      guard let list = document.value("screens", of: value), document[list].kind == .array else { return nil }
      return false
    case .string:
      let text = document.bytes(of: value)
      guard text.first(where: { $0 > 0x20 }) == 0x7B else { return nil }
      let inner = JSONReader.read(text)
      return inner.root.flatMap { inner.value("screens", of: $0) } == nil ? nil : true
    default: return nil
    }
  }

  // MARK: Its version

  /// Reports a version that is not known, or none.
  func checkVersion() {
    guard let root = document.root else { return }
    guard let version = document.value("version", of: root) else {
      // In a cut file it may be after the cut.
      if !isCut {
        report(
          FlowJSONDiagnostics.noVersion, "the Flow has no \"version\"", at: opener(of: root),
          help: ["write \"version\": \"\(Schema.FlowJSON.versions.value.last ?? "")\", or the one it was made for"])
      }
      return
    }
    let known = Schema.FlowJSON.versions.value
    if let text = document.stringValue(version), known.contains(text) { return }
    let found = document[version].kind == .string ? quoted(version) : document[version].kind.name
    report(
      FlowJSONDiagnostics.unknownVersion, "the version of the Flow is \(found), which is not known", at: version,
      help: [
        "known are \"\(known.first ?? "")\" to \"\(known.last ?? "")\", as strings; the Flow is checked as if it were of the last"
      ])
  }

  // MARK: Its characters

  /// How many damaged texts are told.
  private static let shownDamage = 20

  /// Reports U+FFFD, which is where another program lost a character.
  func checkCharacters() {
    guard document.source.hasReplacement || document.source.hasEscapedReplacement else { return }
    var count = 0
    for node in document.nodes.indices
    where (document[node].kind == .string || document[node].kind == .member)
      && document.bytes(of: node).hasReplacement
    {
      count += 1
      guard count <= Self.shownDamage else { return }
      report(
        FlowJSONDiagnostics.lostCharacter, "a character is lost here: the file has U+FFFD in its place", at: node,
        help: ["write the character again; the file was saved in another encoding than it was read in"])
    }
  }
}

extension Array<UInt8> {
  /// Whether U+FFFD, the mark of a lost character, is in this UTF-8.
  var hasReplacement: Bool { withUnsafeBytes { Self.find([0xEF, 0xBF, 0xBD], in: $0) } }

  /// Whether JSON's escape of U+FFFD is in this.
  var hasEscapedReplacement: Bool {
    withUnsafeBytes { Self.find(Array("ufffd".utf8), in: $0) || Self.find(Array("uFFFD".utf8), in: $0) }
  }

  private static func find(_ word: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= word.count else { return false }
    var at = 0
    while at <= bytes.count &- word.count {
      if bytes[at] == word[0] {
        var i = 1
        while i < word.count, bytes[at &+ i] == word[i] { i &+= 1 }
        if i == word.count { return true }
      }
      at &+= 1
    }
    return false
  }
}
