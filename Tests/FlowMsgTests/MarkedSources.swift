import FlowMsg
import FlowMsgText

/// Sources in which names are marked: `⟨=a marca⟩` declares what `⟨a marca⟩` uses, `a` being any word without blanks that
/// tells one name from another. The marks themselves are no part of the sources.
struct MarkedSources {
  /// A marked name.
  struct Mark: Hashable {
    var key: String
    var file: String
    var range: ByteRange
    var isDeclaration: Bool
  }

  private(set) var files: [String: String] = [:]
  private(set) var marks: [Mark] = []

  init(_ marked: [String: String]) {
    for (name, text) in marked.sorted(by: { $0.key < $1.key }) { read(text, name) }
  }

  private mutating func read(_ text: String, _ file: String) {
    var plain = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "⟨"), let close = rest[open...].firstIndex(of: "⟩") {
      plain += rest[..<open]
      var inner = rest[rest.index(after: open)..<close]
      let isDeclaration = inner.first == "="
      if isDeclaration { inner.removeFirst() }
      let key = inner.prefix { $0 != " " }
      let name = inner.dropFirst(key.count + 1)
      let start = UInt32(plain.utf8.count)
      plain += name
      marks.append(
        Mark(
          key: String(key), file: file, range: ByteRange(start, UInt32(plain.utf8.count)), isDeclaration: isDeclaration)
      )
      rest = rest[rest.index(after: close)...]
    }
    files[file] = plain + rest
  }

  /// What is wrong with the answers about the marked names; empty if nothing is. Asked in both directions: from each place
  /// of a name to its declaration, and from the declaration to exactly the marked places.
  func complaints(operands: [String] = ["main.flowmsg"]) -> [String] {
    let compilation = compile(files, operands: operands)
    guard let references = compilation.references else { return ["cancelled"] }
    var complaints: [String] = []
    for key in Set(marks.map(\.key)).sorted() {
      complaints += self.complaints(about: key, compilation, references)
    }
    return complaints
  }

  private func complaints(about key: String, _ compilation: Compilation, _ references: References) -> [String] {
    let all = marks.filter { $0.key == key }
    func location(_ mark: Mark) -> SourceLocation {
      let file = compilation.files.firstIndex { $0.name == mark.file } ?? 99
      return SourceLocation(FileID(UInt32(file)), mark.range)
    }
    let declared = all.first(where: \.isDeclaration).map(location)
    var complaints: [String] = []
    var definitions: Set<Definition> = []
    for mark in all {
      let place = location(mark)
      for offset in [mark.range.start, mark.range.end] {
        let found = references.reference(at: offset, in: place.file)
        if let found { definitions.insert(found.definition) }
        if found?.location != place || found?.definition.location != declared
          || found?.isDeclaration != mark.isDeclaration
        {
          complaints.append("\(key) at \(mark.file) \(offset): \(describe(found))")
        }
      }
    }
    if definitions.count != 1 { complaints.append("\(key) means \(definitions.count) things") }
    for definition in definitions {
      let uses = references.uses(of: definition)
      let wanted = all.map { (location($0), $0.isDeclaration) }.sorted {
        ($0.0.file, $0.0.range.start) < ($1.0.file, $1.0.range.start)
      }
      if uses.map(\.location) != wanted.map(\.0) || uses.map(\.isDeclaration) != wanted.map(\.1) {
        complaints.append("\(key): \(uses.map { describe($0) }), not \(wanted.map { "\($0.0.range.start)" })")
      }
    }
    return complaints
  }

  private func describe(_ reference: Reference?) -> String {
    guard let reference else { return "nothing" }
    return
      "\(reference.definition.kind) \(reference.definition.name) at \(reference.location.file.rawValue):\(reference.location.range.start)"
  }
}
