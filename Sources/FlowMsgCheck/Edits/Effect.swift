package import FlowMsgSyntax
import FlowMsgText

// What an edit changes beyond the declarations that it touches.

extension SourceUnit {
  /// What becomes of the declarations when the bytes `range` are replaced, so that the file holds `bytes`.
  package func change(_ range: Range<Int>, to bytes: [UInt8]) -> Outline.Recut {
    let count = bytes.count - self.bytes.count + range.count
    let change = outline.recut(bytes.span, edited: range, count: count)
    return bytes.withUnsafeBufferPointer { change.trimmed(outline, text, $0) }
  }

  /// Whether one of the declarations `range` names a file.
  package func namesFiles(_ range: Range<Int>) -> Bool {
    trees.contains { range.contains($0.extent) && $0.namesFile }
  }

  /// Whether none of the declarations `range` declares anything that others may name, but for messages.
  fileprivate func declareNothing(_ range: Range<Int>) -> Bool {
    outline.extents[range].allSatisfy { [.message, .unknown, .trailing].contains($0.kind) }
  }

  /// The messages and bases among the declarations `range`.
  fileprivate func messages(in range: Range<Int>) -> ArraySlice<UInt32> {
    ArraySlice(messages[places(ofMessagesIn: range)])
  }

  /// Where among `messages` those are that are among the declarations `range`.
  package func places(ofMessagesIn range: Range<Int>) -> Range<Int> {
    let first = messages.firstIndex { $0 >= range.lowerBound } ?? messages.count
    return first..<(messages[first...].firstIndex { $0 >= range.upperBound } ?? messages.count)
  }
}

extension SourceUnit.Declaration {
  /// Whether it names no file.
  var namesNoFile: Bool { !namesFile }

  /// Whether it names a file.
  fileprivate var namesFile: Bool {
    switch kind {
    case .import: true
    case .let, .flow: !tree.nodes.isEmpty && tree.child(.fromClause, of: 0) != nil
    default: false
    }
  }
}

extension Program {
  /// What an edit changes.
  package struct Effect {
    /// Whether no more than what is found in the messages that changed, and in what declares nothing: every name means
    /// what it meant, and has the number that it had.
    package var isOfMessages = false
    /// Whether the program is the same but for its units.
    package var keepsProgram = false
    /// Whether messages may have other names, or names at other places in them.
    package var changesNames = true
  }

  /// What `change` of the unit `index`, which is `unit` now, changes.
  ///
  /// `namesAreClear` says whether all messages have names of their own, as far as is known.
  package func effect(of change: Outline.Recut, on index: Int, now unit: SourceUnit, namesAreClear: Bool) -> Effect {
    let old = units[index]
    guard old.declareNothing(change.old), unit.declareNothing(change.new) else { return Effect() }
    let messages = old.messages(in: change.old)
    let now = unit.messages(in: change.new)
    let isSameCount = change.old.count == change.new.count
    let isSimple = messages.count == change.old.count && now.count == change.new.count
    let isNamedSame =
      isSimple && isSameCount && zip(messages, now).allSatisfy { old.isNamed(Int($0), as: Int($1), of: unit) }
    if !isBuilt {
      return Effect(isOfMessages: !unit.outline.hasBuilt, keepsProgram: isSimple, changesNames: !isNamedSame)
    }
    guard messages.count == now.count else { return Effect() }
    var parser = Parser(nestingLimit: Limits.nesting)
    let isAlone = zip(messages, now).allSatisfy { before, after in
      let (before, after) = (Int(before), Int(after))
      return baseMessages.baseMessage(unit: index, extent: before) == nil
        && old.buildsOnSame(before, as: after, of: unit, &parser)
        && (isNamedSame || mayBeNamed(unit.name(of: after), insteadOf: old.name(of: before), namesAreClear))
    }
    return Effect(isOfMessages: isAlone, keepsProgram: isSimple && isSameCount, changesNames: !isNamedSame)
  }

  /// Whether it makes no difference to anything else that a message on which nothing builds is called `new` instead of
  /// `old`, or is called the same at another place.
  private func mayBeNamed(
    _ new: UnsafeBufferPointer<UInt8>, insteadOf old: UnsafeBufferPointer<UInt8>, _ namesAreClear: Bool
  ) -> Bool {
    // Names that several files declare are shown with all their places where they are asked for.
    if old.elementsEqual(new) { return symbols.count(.message, old) <= 1 }
    return namesAreClear && !hasUnknownTargets && symbols.count(.message, new) == 0
  }
}

extension SourceUnit {
  /// Whether a declaration has the name of another, at the same place in it.
  func isNamed(_ extent: Int, as other: Int, of unit: SourceUnit) -> Bool {
    outline.extents[extent].relative.name == unit.outline.extents[other].relative.name
      && name(of: extent).elementsEqual(unit.name(of: other))
  }

  /// The name of a declaration; valid as long as this object is.
  fileprivate func name(of extent: Int) -> UnsafeBufferPointer<UInt8> {
    let name = outline.extents[extent].name
    return UnsafeBufferPointer(rebasing: text[Int(name.start)..<Int(name.end)])
  }

  /// Whether a message begins as another does, and builds on what that one builds on.
  fileprivate func buildsOnSame(_ extent: Int, as other: Int, of unit: SourceUnit, _ parser: inout Parser) -> Bool {
    guard outline.extents[extent].isPlain == unit.outline.extents[other].isPlain else { return false }
    if outline.extents[extent].isPlain { return true }
    return target(of: extent, &parser) == unit.target(of: other, &parser)
  }

  /// What a message builds on, by name.
  private func target(of extent: Int, _ parser: inout Parser) -> [UInt8]? {
    let bytes = text(of: outline.extents[extent])
    parser.parse(bytes.span, outline.extents[extent].relative)
    return parser.tree.target(in: bytes).map(Array.init)
  }
}
