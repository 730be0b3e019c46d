import FlowMsgModel
import FlowMsgText

/// The parts of a text with holes and how long each can be: what the rules about such lengths show and mend.
struct TextSum {
  struct Part {
    /// What is there: a quoted text, or a parameter's path.
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
    self.init(message, node: message.message[field])
  }

  /// The parts of the text at `node`; none of none.
  init(_ message: borrowing ResolvedMessage, node: Int?) {
    guard let node else { return }
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
            text: Wording.quoted(text), length: TextLength(least: count, most: count), mostUnits: text.utf16.count,
            type: -1))
      }
    }
  }

  /// Where the bounds of its parameters are written, each once.
  func labels(_ message: borrowing ResolvedMessage) -> [DiagnosticLabel] {
    var labels: [DiagnosticLabel] = []
    for part in parts where part.type >= 0 {
      let place = SourceLocation(message.contracts.types[part.type].origin)
      let label = DiagnosticLabel(place, "the bounds of \(part.text)")
      if !labels.contains(label) { labels.append(label) }
    }
    return labels
  }

  /// `"Olá, "` 5 + `nome` ≤ 60 = 65 > 60.
  func most(over limit: Int) -> String {
    let sum = parts.reduce(0) { $0.addingSaturating($1.length.most ?? 0) }
    let terms = parts.map { $0.type < 0 ? "\($0.text) \($0.length.least)" : "\($0.text) ≤ \($0.length.most ?? 0)" }
    return "\(terms.joined(separator: " + ")) = \(sum) > \(limit)"
  }

  /// How long the values of each type without a bound may be so that the text has at most `limit` code points, types in the
  /// order in which they are there: what is left is shared out evenly. 0 where nothing is left.
  func rooms(within limit: Int) -> [(type: Int, room: Int)] { rooms(within: limit) { $0.length.most == nil } }

  /// The one string type of its parameters, and how long its values may be so that the text has at most `limit` code points;
  /// nil where there are several, as nobody knows which of them is to give way.
  func onlyRoom(within limit: Int, _ contracts: borrowing Contracts) -> (type: Int, room: Int)? {
    let strings = Set(parts.map(\.type).filter { $0 >= 0 && contracts.types[$0].kind.facts.bounds == .characters })
    let rooms = rooms(within: limit) { strings.contains($0.type) }
    return rooms.count == 1 ? rooms[0] : nil
  }

  private func rooms(within limit: Int, where isOpen: (Part) -> Bool) -> [(type: Int, room: Int)] {
    let open = parts.filter(isOpen)
    let left = parts.reduce(limit) { left, part in
      left - (isOpen(part) ? part.length.least : part.length.most ?? part.length.least)
    }
    var rooms: [(type: Int, room: Int)] = []
    for part in open where !rooms.contains(where: { $0.type == part.type }) {
      rooms.append((part.type, left < 0 ? 0 : part.length.least + left / open.count))
    }
    return rooms
  }
}

extension Contracts {
  /// The most UTF-16 units that one of the texts of a type takes; nil where there is no end of them.
  fileprivate func mostUnits(of type: Int) -> Int? {
    texts(of: type)?.map(\.utf16.count).max()
  }
}

extension ResolvedMessage {
  /// The type of what fills a hole, an index into the contracts' types; -1 where there is none.
  package func holeType(_ node: Int) -> Int { message.holeType(node) }
}
