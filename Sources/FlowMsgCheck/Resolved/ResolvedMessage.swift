package import FlowMsgModel
package import FlowMsgText

/// A message with its names resolved and its values put together: what the rules look at. One object is reused for all
/// messages of a thread; as it is large, it is never copied.
package final class ResolvedMessage: @unchecked Sendable {
  /// The contracts of all declared Flows.
  @exclusivity(unchecked) package internal(set) var contracts: Contracts
  /// The place of the message's name, in the file that declares it.
  @exclusivity(unchecked) package var nameLocation = SourceLocation(FileID(0), ByteRange(at: 0))
  /// The values.
  package let message = Message()
  /// What is known of its statements.
  let written = WrittenStatements()
  /// Whether something was put here since everything was forgotten.
  @exclusivity(unchecked) var isUsed = false
  /// Whether part of the body could not be read: what is missing is not reported.
  @exclusivity(unchecked) package var isDamaged = false
  /// What it opens.
  @exclusivity(unchecked) package var opened = OpenedFlow()
  /// The origins of values and texts that appear elsewhere in the sources.
  @exclusivity(unchecked) var provenance: Provenance
  /// What the data does not fit.
  @exclusivity(unchecked) package var dataFindings: ContiguousArray<DataFinding> = []
  /// What there is to say of the data that components show.
  @exclusivity(unchecked) package internal(set) var shown = ShownData()

  /// What of the schema is asked for in every message.
  let schema = SchemaTables()

  package convenience init(contracts: Contracts) { self.init(contracts: contracts, foreign: ForeignFiles()) }

  init(contracts: Contracts, foreign: ForeignFiles) {
    self.contracts = contracts
    provenance = Provenance(foreign)
  }

  /// For each field of the schema: its statement.
  package var statements: UnsafeMutableBufferPointer<StatementPlace> { written.places }

  /// For each field of the schema: its text's facts, if it has a text.
  package var texts: UnsafeMutableBufferPointer<TextFacts> { written.texts }

  /// The objects without members that are written over others.
  var hiddenEmpty: ContiguousArray<HiddenEmpty> {
    get { written.hiddenEmpty }
    _modify { yield &written.hiddenEmpty }
  }

  /// The Flow that it opens.
  package var flow: FlowReference { opened.flow }

  /// The screen of the contract, an index into `contracts.screens`, once it is found.
  package var screen: Int? { opened.screen }

  /// Whether `parameters` hold `flow_action: "data_exchange"`.
  package var isDataExchange: Bool { opened.isDataExchange }

  /// The place of `field`'s statement: where its operand is.
  package func location(of field: FieldID) -> SourceLocation {
    SourceLocation(statements[Int(field.rawValue)].file, statements[Int(field.rawValue)].operand)
  }

  /// The place of `field`'s first word.
  package func keyword(of field: FieldID) -> SourceLocation {
    SourceLocation(statements[Int(field.rawValue)].file, statements[Int(field.rawValue)].keyword)
  }

  /// The place at which a finding about a value is reported; see `place(of:)`.
  package func location(of node: Int) -> SourceLocation { place(of: node).location }

  /// The file that declares the message.
  package var file: FileID { nameLocation.file }

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
