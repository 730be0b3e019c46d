package import FlowMsgModel
package import FlowMsgText

/// Where a statement of a message stands.
package struct StatementPlace: Sendable, BitwiseCopyable {
  /// The file in which it stands.
  package var file = FileID(0)
  /// The statement's first word; empty if the message has no such statement.
  package var keyword = ByteRange(at: 0)
  /// Its operand, or what stands where that should be.
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
  /// Whether it holds a control character that was written as an escape; one that stands in the source is an error there.
  package var hasEscapedControls = false
  /// Whether parameters fill holes in it; what is said above is then said of the rest.
  package var hasHoles = false
  /// The least number of code points that all holes together take.
  package var leastInHoles = 0
  /// The greatest number of code points that all holes together take; `.max` where nothing bounds one of them.
  package var mostInHoles = 0
  /// Where its first byte stands in the source, if the text stands there byte for byte; else nil.
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

/// The Flow that a message opens, as far as it is known.
package enum FlowReference: Sendable {
  /// The statement is missing or broken.
  case none
  /// A declared Flow: its index in `Contracts.flows`, or nil if the declaration is broken.
  case declared(Int?, declaration: SourceLocation)
  /// A quoted slug that no declaration matches; `nearest` is a declared one that it is likely meant to be.
  case undeclared(slug: String, nearest: String?)
}

/// A message with its names resolved and its values put together: what the rules look at. One object is reused for all
/// messages of a thread; as it is large, it is never copied.
package final class ResolvedMessage: @unchecked Sendable {
  /// The contracts of all declared Flows.
  @exclusivity(unchecked) package internal(set) var contracts: Contracts
  /// The file that declares the message.
  @exclusivity(unchecked) package var file = FileID(0)
  /// The message's name in it.
  @exclusivity(unchecked) package var name = ByteRange(at: 0)
  /// The values.
  package let message = Message()
  /// For each field of the schema: its statement.
  package let statements: UnsafeMutableBufferPointer<StatementPlace>
  /// For each field of the schema: its text's facts, if it has a text.
  package let texts: UnsafeMutableBufferPointer<TextFacts>
  /// Whether something was put here since everything was forgotten.
  @exclusivity(unchecked) var isUsed = false
  /// Whether part of the body could not be read: what is missing is not reported.
  @exclusivity(unchecked) package var isDamaged = false
  /// The Flow that it opens.
  @exclusivity(unchecked) package var flow = FlowReference.none
  /// The screen of the contract, an index into `contracts.screens`, once it is found.
  @exclusivity(unchecked) package var screen: Int?
  /// Whether `parameters` hold `flow_action: "data_exchange"`.
  @exclusivity(unchecked) package var isDataExchange = false
  /// The nodes that names brought, in order.
  @exclusivity(unchecked) var uses: ContiguousArray<NameUse> = []
  /// The pieces of the texts that do not appear in the source byte for byte, one text's behind the other's.
  @exclusivity(unchecked) var pieces: ContiguousArray<TextPiece> = []
  /// What the origins of values from files mean.
  let foreign: ForeignFiles
  /// The objects without members that are written over others.
  @exclusivity(unchecked) var hiddenEmpty: ContiguousArray<HiddenEmpty> = []
  /// What the data does not fit.
  @exclusivity(unchecked) package var dataFindings: ContiguousArray<DataFinding> = []
  /// The values of the data that components show and that need a closer look.
  @exclusivity(unchecked) var shownValues: ContiguousArray<ShownValue> = []
  /// Whether anything was noted of what components show since that was forgotten.
  @exclusivity(unchecked) var hasShown = false
  /// Whether what is in order in the data is so at first sight.
  @exclusivity(unchecked) var isInOrder = false
  /// What components do not accept of them.
  @exclusivity(unchecked) package internal(set) var shownFindings: ContiguousArray<ShownFinding> = []
  /// What can be judged only when parameters have their values.
  @exclusivity(unchecked) package internal(set) var openValues: ContiguousArray<OpenValue> = []
  /// What can be compared only then.
  @exclusivity(unchecked) package internal(set) var openOrders: ContiguousArray<OpenOrder> = []

  /// The texts that people read, and for each field whether a message must have it: at hand for every message.
  let prose = TextField.prose
  let requirements = ContiguousArray(Schema.fields.map(\.isRequired))

  package convenience init(contracts: Contracts) { self.init(contracts: contracts, foreign: ForeignFiles()) }

  init(contracts: Contracts, foreign: ForeignFiles) {
    self.contracts = contracts
    self.foreign = foreign
    statements = .allocate(capacity: Schema.fields.count)
    statements.initialize(repeating: StatementPlace())
    texts = .allocate(capacity: Schema.fields.count)
    texts.initialize(repeating: TextFacts())
  }

  deinit {
    statements.deallocate()
    texts.deallocate()
  }

  /// The place of `field`'s statement: where its operand stands.
  package func location(of field: FieldID) -> SourceLocation {
    SourceLocation(statements[Int(field.rawValue)].file, statements[Int(field.rawValue)].operand)
  }

  /// The place of `field`'s first word.
  package func keyword(of field: FieldID) -> SourceLocation {
    SourceLocation(statements[Int(field.rawValue)].file, statements[Int(field.rawValue)].keyword)
  }

  /// The place at which a finding about a value is reported; see `place(of:)`.
  package func location(of node: Int) -> SourceLocation { place(of: node).location }

  /// The place of the message's name.
  package var nameLocation: SourceLocation { SourceLocation(file, name) }

  /// Whether the message has a whole text for `field`: there, not broken.
  package func hasText(_ field: FieldID) -> Bool {
    guard let node = message[field] else { return false }
    return message.tape.nodes[node].isText
  }

  /// Calls `body` with the UTF-8 of the text of `field`, if it has one.
  package func withText<R>(_ field: FieldID, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    guard let node = message[field], message.tape.nodes[node].isText else { return nil }
    return body(message.tape.bytes(of: node))
  }

  /// The text of `field`, if it has one. For wordings; `withText` is for looking.
  package func text(_ field: FieldID) -> String? {
    message[field].flatMap { message.tape.nodes[$0].isText ? message.tape.string(of: $0) : nil }
  }
}

/// What the data of a message does not fit; found in one walk, worded by the rules.
package struct DataFinding: Sendable {
  /// What is wrong.
  package enum Problem: UInt8, Sendable {
    /// A field that the contract asks for is not there.
    case missing
    /// A key that the contract does not know.
    case unknown
    /// A value of another type, or outside the type's bounds or choices.
    case wrongType
    /// A hole, or a text with holes, whose parameters allow what the type does not.
    case parameter
    /// A `null`.
    case null
    /// In the items of a Flow JSON list: a missing or unknown key, which real Flows live with.
    case missingInItem, unknownInItem
    /// An item of a data source without `id` or `title`, or with one that is no string.
    case itemWithoutID
    /// An item of a data source whose `id` another has.
    case repeatedID
  }

  /// What is wrong.
  package var problem: Problem
  /// The value's node in the message's tape (the object, for `missing`; the member, for `unknown`).
  package var node: Int
  /// The type that it does not fit, an index into `Contracts.types`, or -1.
  package var type: Int
  /// The contract's field, an index into `Contracts.fields`, or -1.
  package var field: Int
  /// The other node (`repeatedID`), or -1.
  package var other: Int
}

extension SourceLocation {
  /// The place that an origin made by this module means.
  package init(_ origin: Origin) {
    self.init(FileID(origin.words.0), ByteRange(origin.words.1, origin.words.2))
  }
}

extension Origin {
  /// The origin of what is at `location`.
  init(_ location: SourceLocation) {
    self.init(location.file.rawValue, location.range.start, location.range.end)
  }
}
