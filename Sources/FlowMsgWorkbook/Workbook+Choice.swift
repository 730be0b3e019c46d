/// Which sheet is read.
extension Workbook {
  /// The sheet of this name, or without one the only visible sheet, and the name of its part.
  func chosen(_ name: String?) throws(WorkbookFailure) -> (sheet: Sheet, part: String) {
    let sheet = if let name { try named(name) } else { try onlyVisible() }
    let shown = ShownName.of(sheet.name)
    switch sheet.place {
    case .worksheet(let part): return (sheet, part)
    case .other(let kind):
      throw WorkbookFailure("the sheet '\(shown)' is a \(ShownName.of(kind)), expected a worksheet", help: helpNames)
    case .external: throw WorkbookFailure("the sheet '\(shown)' is in another file, expected it in the workbook")
    case .nowhere:
      throw WorkbookFailure("the workbook does not say where its sheet '\(shown)' is", help: WorkbookFailure.getAgain)
    }
  }

  private func named(_ name: String) throws(WorkbookFailure) -> Sheet {
    if let sheet = sheets.first(where: { $0.name == name }) { return sheet }
    throw WorkbookFailure("the workbook has no sheet '\(ShownName.of(name))'", help: helpNames)
  }

  private func onlyVisible() throws(WorkbookFailure) -> Sheet {
    let readable = sheets.filter { $0.place.isReadAsSheet }
    let visible = readable.filter(\.isVisible)
    if visible.count == 1, let only = visible.first { return only }
    if visible.isEmpty {
      throw WorkbookFailure("the workbook has no visible sheet", help: readable.isEmpty ? nil : helpNames)
    }
    throw WorkbookFailure(
      "the workbook has \(visible.count) visible sheets: \(ShownName.list(visible.map(\.name)))",
      help: "say which one is meant with --sheet NAME")
  }

  private var helpNames: String {
    let names = sheets.filter(\.isWorksheet).map(\.name)
    return names.isEmpty ? "it has no worksheets" : "choose with --sheet NAME one of \(ShownName.list(names))"
  }
}

extension Workbook.Place {
  /// Whether it counts when there is but one sheet to read: a chart does not.
  fileprivate var isReadAsSheet: Bool {
    if case .other = self { false } else { true }
  }
}
