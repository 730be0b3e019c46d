/// Why a workbook, or one of its sheets, cannot be read.
package struct WorkbookFailure: Error, Hashable, Sendable {
  /// What was found and what was expected: lower case, no final stop.
  package var message: String
  /// What to do about it.
  package var help: String?

  /// A failure.
  package init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }

  /// What to do about a file that is no workbook of the right kind.
  static let saveAsXLSX = "save it as 'Excel workbook (.xlsx)' or as CSV"
  /// What to do about a part that is not as spreadsheet programs write it.
  static let saveAnew = "open it in a spreadsheet program and save it anew"
  /// What to do about a file whose bytes do not hold together.
  static let getAgain = "the file is damaged: get it again, or open it in a spreadsheet program and save it anew"
}
