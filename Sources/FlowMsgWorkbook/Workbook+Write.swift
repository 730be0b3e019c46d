/// Sheets as CSV.
extension Workbook {
  /// Writes a sheet as CSV: UTF-8, `;` between cells, a line feed behind every record.
  ///
  /// Every row from the first one to the last one with content is a record, and all records have the same number of
  /// cells, so that record N is row N. A record of a single empty cell is `""`, as an empty line is no record.
  ///
  /// - Parameter sheet: the name of the sheet; nil for the only visible one.
  /// - Parameter emit: takes the next bytes, which are valid during the call. What it throws ends the writing; what is
  ///   no `WorkbookFailure` becomes one.
  package func write(
    sheet name: String? = nil, to emit: (UnsafeRawBufferPointer) throws -> Void
  ) throws(WorkbookFailure) -> SheetNotes {
    let (sheet, part) = try chosen(name)
    try checkSizes(part)
    let strings = if let strings { try SharedStrings(strings, in: archive) } else { SharedStrings() }
    let styles = if let styles { try Styles(styles, in: archive) } else { Styles() }
    // The width of all records is known only when all cells are, and so the sheet is read twice.
    let extent = try SheetExtent(scanner(part), strings)
    let dates = DateText(countsFrom1904: countsFrom1904)
    let writer = CellWriter(width: extent.columns, styles, strings, dates)
    var notes = SheetNotes(sheet: sheet.name, rows: extent.rows, columns: extent.columns)
    let extras = try withTables(extent.extras, of: part)
    notes.mergedRanges = extras.mergedRanges
    notes.firstMergedRanges = extras.firstMergedRanges
    var pass = SheetPass(try scanner(part), writer, extras, strings, notes)
    return try pass.run(emit)
  }

  private func scanner(_ part: String) throws(WorkbookFailure) -> SheetScanner {
    SheetScanner(try archive.reader(part, limit: Archive.sizeLimit))
  }

  /// Refuses a sheet that with all that it needs is larger than what is inflated.
  private func checkSizes(_ part: String) throws(WorkbookFailure) {
    var size = 0
    for name in [part, strings, styles] {
      size &+= name.flatMap { archive.directory.entry($0)?.size }.map { min($0, 1 << 40) } ?? 0
    }
    guard size <= Archive.sizeLimit else {
      throw WorkbookFailure("the sheet and the workbook's texts have more than 2 GiB")
    }
  }

  /// Adds the filters of the tables that are on the sheet.
  private func withTables(_ extras: SheetExtras, of part: String) throws(WorkbookFailure) -> SheetExtras {
    var extras = extras
    for relation in try Relation.all(of: part, in: archive) where relation.type == "table" && !relation.isExternal {
      guard archive.directory.entry(relation.target) != nil else { continue }
      var reader = try archive.reader(relation.target)
      try extras.takeTable(&reader)
    }
    return extras
  }
}
