import FlowMsgJSON
import FlowMsgModel
import FlowMsgText

/// A Flow's file that is being read, and what was found in it so far.
final class FlowJSONSource {
  let document: JSONDocument
  let file: FileID
  private(set) var findings: [Diagnostic] = []

  init(_ document: JSONDocument, _ file: FileID) { (self.document, self.file) = (document, file) }

  func add(_ finding: Diagnostic) { findings.append(finding) }

  /// The findings in the order of the file.
  func sorted() -> [Diagnostic] { findings.sorted { $0.location.range.start < $1.location.range.start } }
}

/// A screen of the file.
struct FlowJSONScreen {
  /// Its object.
  var node: Int
  /// Its id.
  var id: [UInt8]
  /// The node of its id.
  var idNode: Int
  /// Whether another screen has its id.
  var isRepeated = false

  /// Whether the platform keeps its id for itself.
  func isReserved(in document: JSONDocument) -> Bool {
    document.string(of: idNode).uppercased() == Schema.FlowJSON.reservedScreen.value.uppercased()
  }
}

/// What reads a part of a Flow's file, and reports faults there.
protocol FlowJSONPart {
  /// The file.
  var source: FlowJSONSource { get }
}

extension FlowJSONPart {
  var document: JSONDocument { source.document }
  var file: FileID { source.file }

  /// Whether a syntax error came before the end of the Flow's object, so that members of it may be missing.
  var isCut: Bool { document.root.map { !document[$0].isComplete } ?? true }

  func report(
    _ kind: DiagnosticKind, _ message: String, at node: Int, labels: [DiagnosticLabel] = [], help: [String] = []
  ) {
    report(kind, message, at: document[node].range, labels: labels, help: help)
  }

  func report(
    _ kind: DiagnosticKind, _ message: String, at range: ByteRange, labels: [DiagnosticLabel] = [], help: [String] = []
  ) {
    source.add(Diagnostic(kind, message, at: location(range), labels: labels, help: help))
  }

  func location(_ range: ByteRange) -> SourceLocation { SourceLocation(file, range) }

  /// The opening bracket of an array or object: the smallest place that stands for all of it.
  func opener(of node: Int) -> ByteRange { ByteRange(document[node].start, document[node].start + 1) }

  func origin(of node: Int) -> Origin { Origin(file.rawValue, document[node].start, document[node].end) }

  /// A string or key as a message shows it: in quotes, cut short.
  func quoted(_ node: Int) -> String {
    let text = document.string(of: node)
    return text.unicodeScalars.count > 40 ? "\"\(String(text.unicodeScalars.prefix(39)))…\"" : "\"\(text)\""
  }
}
