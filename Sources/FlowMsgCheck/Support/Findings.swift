package import FlowMsgText

/// The one place where findings are merged: which of them are the same, and in which order they are reported.
///
/// The order is total: of two findings that differ in anything that a report shows, the same one comes first in every run,
/// in whatever order they were found. Texts are compared by their bytes.
package enum Findings {
  /// Sorts by file and place, the graver first, and keeps each finding once.
  package static func settle(_ diagnostics: inout [Diagnostic]) {
    guard diagnostics.count > 1 else { return }
    diagnostics.sort { order($0, $1) < 0 }
    var last: Diagnostic?
    diagnostics.removeAll { diagnostic in
      defer { last = diagnostic }
      return last.map { isSame($0, diagnostic) } ?? false
    }
  }

  /// Whether no report tells the findings of one list from those of another.
  package static func areSame(_ a: ArraySlice<Diagnostic>, _ b: ArraySlice<Diagnostic>) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { order($0, $1) == 0 }
  }

  /// What has been found so far in one declaration: a finding that several of its variants show is one finding.
  struct Seen {
    private var keys: Set<Key> = []

    /// Drops from `reporter` what was found from `first` on and is seen already.
    mutating func drop(from first: Int, of reporter: inout Reporter) {
      guard first < reporter.diagnostics.count else { return }
      let new = reporter.diagnostics[first...].filter { keys.insert(Key(diagnostic: $0)).inserted }
      guard new.count < reporter.diagnostics.count - first else { return }
      reporter.replace(from: first, with: new)
    }
  }

  /// A finding by what makes it the same as another.
  private struct Key: Hashable {
    var diagnostic: Diagnostic

    static func == (a: Key, b: Key) -> Bool {
      a.diagnostic.isProvisional == b.diagnostic.isProvisional && isSame(a.diagnostic, b.diagnostic)
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(diagnostic.location)
      hasher.combine(diagnostic.code)
      for byte in diagnostic.message.utf8 { hasher.combine(byte) }
    }
  }

  /// Whether both say the same of the same places; what help and fixes they come with makes no difference.
  private static func isSame(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    a.location == b.location && identity(a, b) == 0
  }

  // MARK: The order

  /// Below 0 if `a` comes before `b`, above 0 if after, and 0 if no report tells them apart.
  private static func order(_ a: Diagnostic, _ b: Diagnostic) -> Int {
    let (one, other) = (a.location, b.location)
    if one.file != other.file { return compare(one.file.rawValue, other.file.rawValue) }
    if one.range.start != other.range.start { return compare(one.range.start, other.range.start) }
    let identity = identity(a, b)
    if identity != 0 { return identity }
    let help = compare(a.help, b.help, compare)
    return help != 0 ? help : compare(a.fixes, b.fixes, compare)
  }

  /// The order of findings at one place, by what makes findings the same: 0 if they are.
  private static func identity(_ a: Diagnostic, _ b: Diagnostic) -> Int {
    if a.severity != b.severity { return a.severity > b.severity ? -1 : 1 }
    if a.code != b.code { return compare(a.code.number, b.code.number) }
    if a.location.range.end != b.location.range.end { return compare(a.location.range.end, b.location.range.end) }
    let message = compare(a.message, b.message)
    if message != 0 { return message }
    let label = compare(a.label, b.label)
    return label != 0 ? label : compare(a.labels, b.labels, compare)
  }

  private static func compare<Number: Comparable>(_ a: Number, _ b: Number) -> Int { a < b ? -1 : a == b ? 0 : 1 }

  /// Strings that are equal as characters may differ as bytes.
  private static func compare(_ a: String, _ b: String) -> Int {
    if a.utf8.elementsEqual(b.utf8) { return 0 }
    return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
  }

  private static func compare(_ a: SourceLocation, _ b: SourceLocation) -> Int {
    if a.file != b.file { return compare(a.file.rawValue, b.file.rawValue) }
    return a.range.start != b.range.start
      ? compare(a.range.start, b.range.start) : compare(a.range.end, b.range.end)
  }

  private static func compare(_ a: DiagnosticLabel, _ b: DiagnosticLabel) -> Int {
    a.location != b.location ? compare(a.location, b.location) : compare(a.message, b.message)
  }

  private static func compare(_ a: TextEdit, _ b: TextEdit) -> Int {
    a.location != b.location ? compare(a.location, b.location) : compare(a.replacement, b.replacement)
  }

  private static func compare(_ a: Fix, _ b: Fix) -> Int {
    if a.isSafe != b.isSafe { return a.isSafe ? -1 : 1 }
    let title = compare(a.title, b.title)
    return title != 0 ? title : compare(a.edits, b.edits, compare)
  }

  /// Longer lists come first: of findings that are the same, the one that says more is kept.
  private static func compare<Element>(
    _ a: [Element], _ b: [Element], _ order: (Element, Element) -> Int
  ) -> Int {
    if a.count != b.count { return a.count > b.count ? -1 : 1 }
    return zip(a, b).lazy.map(order).first { $0 != 0 } ?? 0
  }
}
