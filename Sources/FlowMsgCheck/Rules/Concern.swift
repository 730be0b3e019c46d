import FlowMsgModel

/// What about a message a rule looks at. A message that shows none of it is none of the rule's business: the rule is not
/// called. Nearly all messages show next to nothing, and asking every rule about each was a fifth of a check.
package struct Concern: Sendable, BitwiseCopyable {
  let bits: UInt16

  /// Something required is not there, or an object that is there is empty.
  static let absence = Concern(bits: 1)
  /// There are further parameters.
  static let parameters = Concern(bits: 2)
  /// A text is empty, or longer than what is fine everywhere.
  static let length = Concern(bits: 4)
  /// A text in which no emoji may be has more than ASCII in it, or parameters.
  static let wide = Concern(bits: 8)
  /// A text has a delimiter of a mark.
  static let marks = Concern(bits: 16)
  /// A text may have a line break or control character, or has parameters.
  static let lines = Concern(bits: 32)
  /// A text starts or ends with a blank.
  static let blanks = Concern(bits: 64)
  /// A text holds what looks like part of a placeholder.
  static let placeholder = Concern(bits: 128)
  /// The data does not fit the contract.
  static let data = Concern(bits: 256)
  /// The screen is not plainly one on which the Flow opens, with data.
  static let screen = Concern(bits: 512)
  /// The Flow is not declared, or its slug is no slug.
  static let flow = Concern(bits: 1024)

  /// A component does not accept something of the data.
  static let shown = Concern(bits: 2048)

  /// Both.
  static func | (a: Concern, b: Concern) -> Concern { Concern(bits: a.bits | b.bits) }

  /// Whether they share anything.
  package func intersects(_ other: Concern) -> Bool { bits & other.bits != 0 }
}

extension ResolvedMessage {
  /// What this message shows.
  package func concerns() -> Concern {
    var bits: UInt16 = 0
    func raise(_ concern: Concern, if isSo: Bool) { if isSo { bits |= concern.bits } }
    for i in 0..<schema.requirements.count where schema.requirements[i] && !statements[i].isThere {
      bits |= Concern.absence.bits
    }
    for field in schema.prose { bits |= concerns(of: field) }
    raise(.absence, if: message[Schema.screen] == nil || isEmpty(Schema.payload) || isEmpty(Schema.data))
    raise(.parameters, if: message[Schema.parameters] != nil)
    raise(.absence, if: isEmpty(Schema.parameters) || hasEmptyType || !hiddenEmpty.isEmpty)
    raise(.data, if: !dataFindings.isEmpty)
    raise(.shown, if: !shown.findings.isEmpty)
    raise(.screen, if: !isPlainScreen)
    raise(.flow, if: !isPlainFlow)
    return Concern(bits: bits)
  }

  private func concerns(of field: TextField) -> UInt16 {
    guard let node = message[field.id], message.tape.nodes[node].isText else { return 0 }
    let facts = texts[field.index]
    var bits: UInt16 = 0
    if facts.codePoints < field.minimum || facts.utf16Units > field.advised || facts.hasHoles {
      bits |= Concern.length.bits
    }
    if facts.isWide || facts.hasHoles, !field.hasEmoji { bits |= Concern.wide.bits }
    if facts.hasMarks { bits |= Concern.marks.bits }
    let text = message.tape.bytes(of: node)
    if facts.hasHoles || TextLook.mayHaveControls(text) { bits |= Concern.lines.bits }
    if TextLook.isBlank(text) { bits |= Concern.length.bits }
    if !text.isEmpty, text.isBlank(at: 0) || text.isBlank(before: text.count) { bits |= Concern.blanks.bits }
    if PlaceholderTextRule.isSuspect(text) { bits |= Concern.placeholder.bits }
    return bits
  }

  private func isEmpty(_ field: FieldID) -> Bool {
    guard let node = message[field] else { return false }
    return Int(message.tape.nodes[node].next) == node + 1
  }

  /// Whether the Flow is declared and opens on the screen, which is found, has a legal id, and has its data.
  private var isPlainScreen: Bool {
    guard let screen, message[Schema.data] != nil, let id = message[Schema.screen] else { return false }
    return contracts.screens[screen].isEntry && contracts.screens[screen].isReadable
      && Schema.isScreenID(message.tape.bytes(of: id))
      && message.tape.bytes(of: id).count != Schema.FlowJSON.reservedScreen.value.utf8.count
  }

  private var isPlainFlow: Bool {
    guard case .declared = flow, let slug = message[Schema.flow] else { return false }
    return Schema.isSlug(message.tape.bytes(of: slug))
  }
}
