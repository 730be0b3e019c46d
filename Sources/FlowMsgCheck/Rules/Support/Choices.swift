import FlowMsgModel
import FlowMsgText

/// One of the texts that a parameter of a one-of type may be.
struct Choice {
  /// The parameter's path.
  var path: String
  /// The text.
  var text: String
  /// Where the type is written.
  var type: SourceLocation
}

extension ResolvedMessage {
  /// The first choice of a parameter in the text of `field` that `isWanted`.
  func choice(in field: TextField, where isWanted: (String) -> Bool) -> Choice? {
    guard let node = message[field.id], message.tape.nodes[node].kind == .interpolated else { return nil }
    for child in message.tape.children(of: node) where message.tape.nodes[child].kind == .hole {
      let type = holeType(child)
      guard type >= 0, let texts = contracts.texts(of: type) else { continue }
      for text in texts where isWanted(text) {
        return Choice(
          path: message.tape.string(of: child), text: text, type: SourceLocation(contracts.types[type].origin))
      }
    }
    return nil
  }
}
