import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Notes of a text that does not appear in the source byte for byte what each of its pieces is written as.
final class TextPieceNotes {
  private let context: MessageContext
  private let resolved: ResolvedMessage
  private let tape: ValueTape
  /// Where the text that is being put together begins in the pool, if its pieces are noted; else -1.
  @exclusivity(unchecked) private var base = -1
  /// The name in braces in it whose value is being appended.
  @exclusivity(unchecked) private var name: ByteRange?

  init(_ context: MessageContext) {
    (self.context, resolved, tape) = (context, context.resolved, context.tape)
  }

  /// Begins with the text that is appended to the pool next.
  func begin(_ facts: inout TextFacts) {
    base = tape.pool.count
    facts.firstPiece = resolved.provenance.pieces.count
  }

  /// Ends it.
  func end(_ facts: inout TextFacts) {
    facts.endPiece = resolved.provenance.pieces.count
    base = -1
  }

  /// Begins with the value of the name at `range`; says whether it is in no other name's value, and so is to be ended.
  func enter(_ range: ByteRange) -> Bool {
    guard name == nil else { return false }
    name = range
    return true
  }

  /// Ends the value of a name.
  func leave() { name = nil }

  /// Notes what is written for what is appended to the text next: `range` of the string `token`.
  func note(_ kind: TextPiece.Kind, _ range: ByteRange, of token: Token, _ source: TreeContext) {
    guard base >= 0 else { return }
    var piece = TextPiece(offset: tape.pool.count - base, kind: kind, range: range)
    if let name {
      (piece.kind, piece.range) = (.value, name)
      let isForeign = source.unit >= 0 && context.program.units[source.unit].places != nil
      if let place = context.written(isForeign ? token.range : range, source) { piece.value = place }
      piece.isVerbatimValue = kind == .verbatim && !isForeign
    } else if kind == .lineEnd, let last = resolved.provenance.pieces.last, last.kind != .value {
      // It has no bytes of its own where the next line begins; what it ends does.
      piece.range = ByteRange(at: last.range.end)
    }
    resolved.provenance.pieces.append(piece)
  }

  /// Notes that what is appended to the text next is a hole.
  func noteHole() {
    guard base >= 0, let name else { return }
    resolved.provenance.pieces.append(TextPiece(offset: tape.pool.count - base, kind: .value, range: name))
  }
}
