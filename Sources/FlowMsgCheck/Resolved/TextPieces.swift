import FlowMsgModel
import FlowMsgText

/// A piece of a text that does not appear in the source byte for byte, and what is written for it. It ends where the next
/// one begins.
struct TextPiece: Sendable {
  /// What a piece is.
  enum Kind: UInt8, Sendable, BitwiseCopyable {
    /// Bytes that are the text's own.
    case verbatim
    /// One character, written as an escape.
    case escape
    /// The end of a line of a block string.
    case lineEnd
    /// What a name in braces brings: a part of a value, or a hole.
    case value
  }

  /// Where it begins in the text, in bytes.
  var offset: Int
  /// What it is.
  var kind: Kind
  /// The bytes of the statement: those of the piece itself, or of the name in braces.
  var range: ByteRange
  /// Where a value's part is written; `FileID.none` where that is not known.
  var value = SourceLocation(.none, ByteRange(at: 0))
  /// Whether the value's bytes are the text's own.
  var isVerbatimValue = false
}

extension ResolvedMessage {
  /// The place of `count` bytes from `offset` of the text of `field`: what is written for them. What a name brings is
  /// reported at the name.
  func place(of field: FieldID, offset: Int, count: Int) -> FoundPlace {
    let facts = texts[Int(field.rawValue)]
    let file = statements[Int(field.rawValue)].file
    if let start = facts.sourceStart {
      return FoundPlace(SourceLocation(file, ByteRange(start + UInt32(offset), start + UInt32(offset + count))))
    }
    guard let first = piece(at: offset, facts), let last = piece(at: max(offset, offset + count - 1), facts) else {
      return FoundPlace(location(of: field))
    }
    let start = start(of: offset, in: provenance.pieces[first])
    let place = SourceLocation(file, ByteRange(start, max(start, end(of: offset + count, in: provenance.pieces[last]))))
    return provenance.pieces[first].kind == .value
      ? FoundPlace(name: place, value: value(offset, count, first, facts)) : FoundPlace(place)
  }

  /// The bytes of the source that an edit of `count` bytes from `offset` of the text replaces; nil where they are not all
  /// written one after the other in the statement itself.
  func editable(_ field: FieldID, offset: Int, count: Int) -> SourceLocation? {
    let facts = texts[Int(field.rawValue)]
    if facts.sourceStart == nil {
      guard count > 0, let first = piece(at: offset, facts), let last = piece(at: offset + count - 1, facts) else {
        return nil
      }
      for i in first...last {
        guard provenance.pieces[i].kind == .verbatim || provenance.pieces[i].kind == .escape else { return nil }
        if i > first, provenance.pieces[i].range.start != provenance.pieces[i - 1].range.end { return nil }
      }
    }
    return place(of: field, offset: offset, count: count).location
  }

  /// The piece that holds the byte `offset` of a text, or the last one.
  private func piece(at offset: Int, _ facts: TextFacts) -> Int? {
    let own = facts.firstPiece..<max(facts.firstPiece, facts.endPiece)
    let next = own.partitioningIndex { provenance.pieces[$0].offset > offset }
    return next > own.lowerBound ? next - 1 : nil
  }

  private func start(of offset: Int, in piece: TextPiece) -> UInt32 {
    guard piece.kind == .verbatim else { return piece.range.start }
    return min(piece.range.end, UInt32(clamping: Int(piece.range.start) + offset - piece.offset))
  }

  private func end(of offset: Int, in piece: TextPiece) -> UInt32 {
    guard piece.kind == .verbatim else { return piece.range.end }
    return min(piece.range.end, UInt32(clamping: Int(piece.range.start) + offset - piece.offset))
  }

  /// Where the part of a value is written that the bytes from `offset` begin with.
  private func value(_ offset: Int, _ count: Int, _ at: Int, _ facts: TextFacts) -> SourceLocation? {
    let piece = provenance.pieces[at]
    guard piece.value.file != .none else { return nil }
    guard piece.isVerbatimValue else { return piece.value }
    let start = Int(piece.value.range.start) + offset - piece.offset
    let end = min(piece.value.range.end, UInt32(clamping: start + count))
    return SourceLocation(piece.value.file, ByteRange(min(UInt32(clamping: start), end), end))
  }
}
