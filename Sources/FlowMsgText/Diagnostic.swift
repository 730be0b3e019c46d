/// How grave a finding is.
public enum Severity: UInt8, Sendable, Comparable, CaseIterable {
  /// Worth knowing; never changes an exit code.
  case note
  /// Probably not meant; stops nothing unless asked to.
  case warning
  /// Stops the compilation.
  case error

  /// A note is less than a warning, a warning less than an error.
  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

  /// The word that reports show.
  public var word: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}

/// A diagnostic's stable name, `FM` and four digits.
public struct DiagnosticCode: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByIntegerLiteral {
  /// The four digits as a number, 1000–9999.
  public let number: UInt16

  /// The code with these four digits.
  public init(integerLiteral number: UInt16) {
    self.number = number
  }

  /// The code that `text` spells (`FM1234`, in any case), if it spells one.
  public init?(_ text: some StringProtocol) {
    let text = text.uppercased()
    guard text.count == 6, text.hasPrefix("FM"), let number = UInt16(text.dropFirst(2)), number >= 1000 else {
      return nil
    }
    self.number = number
  }

  /// `FM1234`.
  public var description: String { "FM\(number)" }

  /// Codes are ordered by their number.
  public static func < (a: DiagnosticCode, b: DiagnosticCode) -> Bool { a.number < b.number }
}

/// What is known of a diagnostic before it is found anywhere: one entry of a catalogue.
///
/// The examples are complete files; the tests check that every bad one draws exactly this code and every good one draws
/// nothing graver than a note.
public struct DiagnosticKind: Sendable {
  /// The stable code.
  public let code: DiagnosticCode
  /// How grave every finding of this kind is.
  public let severity: Severity
  /// A name for it in a few words, lower case, for lists.
  public let title: String
  /// Why it is reported: what would happen to the reader or the pipeline otherwise. Some sentences.
  public let why: String
  /// A source that draws it.
  public let bad: String
  /// The same source fixed.
  public let good: String

  /// A catalogue entry.
  public init(
    _ code: DiagnosticCode, _ severity: Severity, _ title: String, why: String, bad: String, good: String
  ) {
    self.code = code
    self.severity = severity
    self.title = title
    self.why = why
    self.bad = bad
    self.good = good
  }
}

/// A text laid under a place of the source.
public struct DiagnosticLabel: Hashable, Sendable {
  /// The place.
  public var location: SourceLocation
  /// What to say under it; may be empty.
  public var message: String

  /// `message` under `location`.
  public init(_ location: SourceLocation, _ message: String) {
    self.location = location
    self.message = message
  }
}

/// One replacement of bytes.
public struct TextEdit: Hashable, Sendable {
  /// What is replaced; an empty range inserts.
  public var location: SourceLocation
  /// The new text.
  public var replacement: String

  /// Puts `replacement` in the place of `location`.
  public init(_ location: SourceLocation, _ replacement: String) {
    self.location = location
    self.replacement = replacement
  }
}

/// A mechanical change that fixes a finding. Its edits do not overlap.
public struct Fix: Hashable, Sendable {
  /// What it does, as an imperative in lower case: `write "\{"`.
  public var title: String
  /// The replacements, all or none of which are made.
  public var edits: [TextEdit]
  /// Whether `check --fix` may make it unasked. A fix that guesses (a likely misspelling) is only offered.
  public var isSafe: Bool

  /// The change `title`, made by `edits`.
  public init(_ title: String, _ edits: [TextEdit], isSafe: Bool = true) {
    self.title = title
    self.edits = edits
    self.isSafe = isSafe
  }
}

/// One finding, as data. Renderers turn it into text, JSON and the rest.
public struct Diagnostic: Sendable {
  /// The stable code.
  public var code: DiagnosticCode
  /// How grave it is.
  public var severity: Severity
  /// What was found, in one line: lower case, no final stop.
  public var message: String
  /// The smallest place that shows it; carets are here.
  public var location: SourceLocation
  /// What to say beside the carets, or empty.
  public var label: String
  /// Further places, each with its text.
  public var labels: [DiagnosticLabel]
  /// What to do about it, one line each.
  public var help: [String]
  /// Mechanical changes; alternatives if there are several.
  public var fixes: [Fix]
  /// Whether a message that builds on a base may make it good without touching what is written: by the types of open
  /// parameters, or by further members. In a base, which is never emitted, it counts where a message shows it too.
  package var isProvisional = false
  /// The text that is wrong as a whole, where `location` marks a part of it: its end that is too much.
  package var whole: SourceLocation?

  /// What is wrong, by its place: findings about one text are about one thing, whichever part they mark.
  package var subject: SourceLocation { whole ?? location }

  /// What was likely meant, if that is known: the line of help that asks for it, `` did you mean `marca`? ``.
  package var suggestion: String? { help.first { $0.hasPrefix("did you mean ") } }

  /// A finding of `kind` at `location`.
  public init(
    _ kind: DiagnosticKind, _ message: String, at location: SourceLocation, label: String = "",
    labels: [DiagnosticLabel] = [], help: [String] = [], fixes: [Fix] = []
  ) {
    code = kind.code
    severity = kind.severity
    self.message = message
    self.location = location
    self.label = label
    self.labels = labels
    self.help = help
    self.fixes = fixes
  }
}
