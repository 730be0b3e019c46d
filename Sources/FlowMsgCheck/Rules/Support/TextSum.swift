import FlowMsgModel
import FlowMsgText

/// The parts of a text with holes and how long each can be: what the rules about such lengths show and mend.
struct TextSum {
  struct Part {
    /// What stands there: a quoted text, or a parameter's path.
    var text: String
    var length: TextLength
    /// The most UTF-16 units that it is known to take; a bound of a length counts each code point once.
    var mostUnits: Int
    /// The type of what fills a hole, or -1.
    var type: Int
  }

  private(set) var parts: [Part] = []

  /// The parts of the text of `field`.
  init(_ message: borrowing ResolvedMessage, _ field: FieldID) {
    guard let node = message.message[field] else { return }
    let tape = message.message.tape
    for child in tape.children(of: node) {
      if tape.nodes[child].kind == .hole {
        let type = message.holeType(child)
        guard type >= 0, let length = message.contracts.textLength(of: type) else { continue }
        let units = message.contracts.mostUnits(of: type) ?? length.most ?? .max
        parts.append(Part(text: "`\(tape.string(of: child))`", length: length, mostUnits: units, type: type))
      } else {
        let text = tape.string(of: child)
        let count = text.unicodeScalars.count
        parts.append(
          Part(
            text: DataPath.quoted(text), length: TextLength(least: count, most: count), mostUnits: text.utf16.count,
            type: -1))
      }
    }
  }

  /// Where the bounds of its parameters are written.
  func labels(_ message: borrowing ResolvedMessage) -> [DiagnosticLabel] {
    parts.filter { $0.type >= 0 }.map {
      DiagnosticLabel(SourceLocation(message.contracts.types[$0.type].origin), "the bounds of \($0.text)")
    }
  }

  /// `"Olá, "` 5 + `nome` ≤ 60 = 65 > 60.
  func most(over limit: Int) -> String {
    let sum = parts.reduce(0) { $0.addingSaturating($1.length.most ?? 0) }
    let terms = parts.map { $0.type < 0 ? "\($0.text) \($0.length.least)" : "\($0.text) ≤ \($0.length.most ?? 0)" }
    return "\(terms.joined(separator: " + ")) = \(sum) > \(limit)"
  }

  /// The greatest bound with which all holes without one fit, if that is at least 1.
  func bound(within limit: Int) -> Int? {
    let open = parts.filter { $0.length.most == nil }.count
    guard open > 0 else { return nil }
    let rest = limit - parts.reduce(0) { $0 + ($1.length.most ?? 0) }
    return rest >= open ? rest / open : nil
  }

  /// The fix that gives every string type of `types` the bound `name: value`, each once.
  static func fix(
    _ name: String, _ value: Int, _ types: [Int], _ message: borrowing ResolvedMessage
  ) -> [Fix] {
    var edits: [TextEdit] = []
    for type in types {
      let node = message.contracts.types[type]
      guard node.kind == .string else { continue }
      // `string()` has brackets and no bound: nothing mechanical mends that.
      let isBare = node.minimum == .none && node.maximum == .none
      guard !isBare || SourceLocation(node.origin).range.count == "string".utf8.count else { continue }
      let hasOther = node.minimum != .none || node.maximum != .none
      let end = SourceLocation(node.origin)
      // Bounds end with a bracket: the new one goes before it.
      let at = hasOther ? end.range.end - 1 : end.range.end
      let text = hasOther ? ", \(name): \(value)" : "(\(name): \(value))"
      let edit = TextEdit(SourceLocation(end.file, ByteRange(at: at)), text)
      if !edits.contains(edit) { edits.append(edit) }
    }
    return edits.isEmpty ? [] : [Fix("add `\(name): \(value)`", edits)]
  }
}

extension Contracts {
  /// The most UTF-16 units that a choice of a one-of type takes; nil for other types.
  fileprivate func mostUnits(of type: Int) -> Int? {
    types[type].kind == .oneOf ? choices(of: types[type]).map(\.utf16.count).max() : nil
  }
}

extension ResolvedMessage {
  /// The type of what fills a hole, an index into the contracts' types; -1 where there is none.
  package func holeType(_ node: Int) -> Int {
    var low = 0
    var high = holes.count
    while low < high {
      let middle = (low + high) / 2
      if holes[middle].node < node { low = middle + 1 } else { high = middle }
    }
    return low < holes.count && holes[low].node == node ? holes[low].type : -1
  }
}
