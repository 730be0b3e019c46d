import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  /// Notes what is written for what is appended to the text next: `range` of the string `token`.
  func note(_ kind: TextPiece.Kind, _ range: ByteRange, of token: Token, _ source: TreeContext) {
    guard pieceBase >= 0 else { return }
    var piece = TextPiece(offset: tape.pool.count - pieceBase, kind: kind, range: range)
    if let name = pieceName {
      (piece.kind, piece.range) = (.value, name)
      let isForeign = source.unit >= 0 && program.units[source.unit].places != nil
      if let place = context.written(isForeign ? token.range : range, source) { piece.value = place }
      piece.isVerbatimValue = kind == .verbatim && !isForeign
    } else if kind == .lineEnd, let last = resolved.pieces.last, last.kind != .value {
      // It has no bytes of its own where the next line begins; what it ends does.
      piece.range = ByteRange(at: last.range.end)
    }
    resolved.pieces.append(piece)
  }

  /// Notes that what is appended to the text next is a hole.
  func noteHole() {
    guard pieceBase >= 0, let name = pieceName else { return }
    resolved.pieces.append(TextPiece(offset: tape.pool.count - pieceBase, kind: .value, range: name))
  }
}
