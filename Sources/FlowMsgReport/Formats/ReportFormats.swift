/// The formats that there are.
package enum ReportFormats {
  /// Every format, the default one first.
  package static let all: [any ReportFormat] = [
    TextFormat(),
    ConciseFormat(),
    JSONFormat(),
    SARIFFormat(),
    GitHubFormat(),
    GitLabFormat(),
    JUnitFormat(),
    RDJSONFormat(),
    CheckstyleFormat(),
  ]

  /// The format that `--format` calls `name`.
  package static func named(_ name: String) -> (any ReportFormat)? {
    all.first { $0.name == name }
  }
}
