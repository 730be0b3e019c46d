import FlowMsgReport
import FlowMsgText
import Testing

/// A few files and findings in them, written down so that a test can be read at a glance.
///
/// Places are given by the text that is there.
struct Sample {
  var files: [SourceFile] = []

  init(_ source: String, name: String = "welcome.flowmsg") {
    self.init(bytes: Array(source.utf8), name: name)
  }

  init(bytes: [UInt8], name: String = "welcome.flowmsg") {
    files = [SourceFile(name: name, bytes: bytes)]
  }

  mutating func add(_ source: String, name: String) {
    files.append(SourceFile(name: name, bytes: Array(source.utf8)))
  }

  /// Where `text` is in file `file`; of several times the one at index `nth`.
  func at(_ text: String, nth: Int = 0, file: UInt32 = 0) -> FlowMsgText.SourceLocation {
    let (bytes, wanted) = (files[Int(file)].bytes, Array(text.utf8))
    let starts = bytes.indices.filter { bytes[$0...].starts(with: wanted) }
    let start = UInt32(starts[nth])
    return FlowMsgText.SourceLocation(FileID(file), ByteRange(start, start + UInt32(wanted.count)))
  }

  /// From the start of `first` to the end of `last`.
  func from(_ first: String, to last: String, nth: Int = 0) -> FlowMsgText.SourceLocation {
    FlowMsgText.SourceLocation(FileID(0), at(first).range.union(at(last, nth: nth).range))
  }

  /// The bytes `start..<end` of the first file.
  func bytes(_ start: UInt32, _ end: UInt32) -> FlowMsgText.SourceLocation {
    FlowMsgText.SourceLocation(FileID(0), ByteRange(start, end))
  }
}

/// Kinds of each severity; what they say does not matter here.
enum Kinds {
  static let error = kind(1234, .error)
  static let warning = kind(2345, .warning)
  static let note = kind(3456, .note)

  private static func kind(_ code: DiagnosticCode, _ severity: Severity) -> DiagnosticKind {
    DiagnosticKind(code, severity, "a title", why: "A reason.", bad: "bad\n", good: "good\n")
  }
}

extension String {
  /// The string with every ASCII escape written `ESC`, so that colours can be read.
  var withVisibleEscapes: String {
    unicodeScalars.reduce(into: "") { $0 += $1 == "\u{1B}" ? "ESC" : String($1) }
  }
}

/// Compares what was printed with what a reader should see; the line feed at its end goes without saying.
func expect(_ found: String, _ golden: String, _ place: Testing.SourceLocation = #_sourceLocation) {
  #expect(found == golden + "\n", sourceLocation: place)
}

/// What the format `text` prints of findings in a sample.
func textReport(_ sample: Sample, _ diagnostics: Diagnostic..., maximum: Int? = nil, color: Bool = false) -> String {
  TextFormat().render(Report(files: sample.files, diagnostics: diagnostics, maximum: maximum, color: color))
}
