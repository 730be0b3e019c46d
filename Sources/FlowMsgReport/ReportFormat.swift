/// One way to write a report down. Adding one is a file in `Formats` and a line in `ReportFormats.all`.
package protocol ReportFormat: Sendable {
  /// The name that `--format` takes.
  var name: String { get }
  /// What it is for, in a few words, for the help.
  var summary: String { get }
  /// Whether people read it, rather than programs.
  var isForPeople: Bool { get }
  /// Whether it lists messages in which nothing is wrong too.
  var listsMessages: Bool { get }
  /// The whole report, ending with a line feed unless it is empty.
  func render(_ report: Report) -> String
}

extension ReportFormat {
  package var isForPeople: Bool { false }
  package var listsMessages: Bool { false }
}
