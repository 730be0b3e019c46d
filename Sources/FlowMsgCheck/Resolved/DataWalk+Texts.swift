import FlowMsgModel

/// Texts with holes, held to a type.
extension DataWalk {
  /// How many texts are made of the choices of a text's holes before it is taken for one that may be anything.
  private static let mostTexts = 256

  /// Whether a text with holes is one that `type` allows, whatever fills it: by its length, or choice by choice.
  static func fits(_ m: ResolvedMessage, interpolated: Int, _ type: Int) -> Bool {
    if let choices = m.contracts.texts(of: type) { return isChoice(m, interpolated: interpolated, choices) }
    guard let length = length(m, of: interpolated) else { return true }
    let room = m.contracts.types[type].lengths
    return length.least >= room.least && length.most ?? .max <= room.most ?? .max
  }

  /// How short and how long a text with holes, a string or what fills a hole can be; nil for what is no text.
  static func length(_ m: ResolvedMessage, of node: Int) -> TextLength? {
    switch m.message.tape.nodes[node].kind {
    case .hole: return m.holeType(node) < 0 ? nil : m.contracts.textLength(of: m.holeType(node))
    case .string:
      let count = m.message.tape.string(of: node).unicodeScalars.count
      return TextLength(least: count, most: count)
    case .interpolated:
      var length = TextLength(least: 0, most: 0)
      for child in m.message.tape.children(of: node) {
        guard let part = self.length(m, of: child) else { return nil }
        length.least += part.least
        length.most = length.most.flatMap { most in part.most.map { most.addingSaturating($0) } }
      }
      return length
    default: return nil
    }
  }

  /// Whether each text that the holes' choices make is one of `choices`.
  private static func isChoice(_ m: ResolvedMessage, interpolated: Int, _ choices: [String]) -> Bool {
    var texts = [""]
    for child in m.message.tape.children(of: interpolated) {
      var parts = [m.message.tape.string(of: child)]
      if m.message.tape.nodes[child].kind == .hole {
        let given = m.holeType(child)
        guard given >= 0, let texts = m.contracts.texts(of: given) else { return false }
        parts = texts
      }
      guard texts.count <= mostTexts / max(1, parts.count) else { return false }
      texts = texts.flatMap { text in parts.map { text + $0 } }
    }
    return Set(choices).isSuperset(of: texts)
  }
}
