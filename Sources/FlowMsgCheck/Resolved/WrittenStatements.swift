package import FlowMsgModel
package import FlowMsgText

/// Where a statement of a message is.
package struct StatementPlace: Sendable, BitwiseCopyable {
  /// The file in which it is.
  package var file = FileID(0)
  /// The statement's first word; empty if the message has no such statement.
  package var keyword = ByteRange(at: 0)
  /// Its operand, or what is where that should be.
  package var operand = ByteRange(at: 0)
  /// Whether the message has the statement.
  package var isThere = false
  /// Whether something in it is already reported.
  package var isDamaged = false
}

/// What is known of a text, measured once while it was put together.
package struct TextFacts: Sendable, BitwiseCopyable {
  /// Its length in Unicode scalars.
  package var codePoints = 0
  /// Its length in UTF-16 code units.
  package var utf16Units = 0
  /// Whether a byte is outside ASCII.
  package var isWide = false
  /// Whether it holds one of `*`, `_`, `~` and the backquote.
  package var hasMarks = false
  /// Whether it holds a line feed or carriage return.
  package var hasLineBreaks = false
  /// Whether it holds a control character that was written as an escape; one that is in the source is an error there.
  package var hasEscapedControls = false
  /// Whether parameters fill holes in it; what is said above is then said of the rest.
  package var hasHoles = false
  /// The least number of code points that all holes together take.
  package var leastInHoles = 0
  /// The greatest number of code points that all holes together take; `.max` where nothing bounds one of them.
  package var mostInHoles = 0
  /// Where its first byte is in the source, if the text is there byte for byte; else nil.
  package var sourceStart: UInt32?
  /// Else its pieces, as indices into the message's: from the first up to, not including, `endPiece`.
  package var firstPiece = 0
  package var endPiece = 0
}

/// An object without members that is written over another: by a message that builds on the other's, or in an `in` block.
package struct HiddenEmpty: Sendable {
  /// The statement.
  package var field: FieldID
  /// Its braces.
  package var place: SourceLocation
}

/// What is known of the statements of a message, by the fields of the schema. The memory is reused.
final class WrittenStatements {
  /// Where they are written.
  let places: UnsafeMutableBufferPointer<StatementPlace>
  /// Of those that are texts: what was measured.
  let texts: UnsafeMutableBufferPointer<TextFacts>
  /// The objects without members that are written over others.
  @exclusivity(unchecked) var hiddenEmpty: ContiguousArray<HiddenEmpty> = []

  init() {
    places = .allocate(capacity: Schema.fields.count)
    places.initialize(repeating: StatementPlace())
    texts = .allocate(capacity: Schema.fields.count)
    texts.initialize(repeating: TextFacts())
  }

  deinit {
    places.deallocate()
    texts.deallocate()
  }

  /// Forgets those of the last message.
  func removeAll() {
    places.update(repeating: StatementPlace())
    texts.update(repeating: TextFacts())
    if !hiddenEmpty.isEmpty { hiddenEmpty.removeAll(keepingCapacity: true) }
  }
}

/// What of the schema is asked for in every message: made once, as a look at what is shared costs more.
struct SchemaTables {
  /// The texts that people read.
  let prose = TextField.prose
  /// For each field whether a message must have it.
  let requirements = ContiguousArray(Schema.fields.map(\.isRequired))
}
