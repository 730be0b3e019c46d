/// Files that are given for a workbook and are something else, which is reported by name.
enum ForeignFile {
  /// Refuses what shows by its first bytes that it is no archive.
  static func refuse(_ file: InputFile) throws(WorkbookFailure) {
    let start = try file.bytes(at: 0, count: min(max(0, file.size), 8))
    if start.isEmpty { throw WorkbookFailure("the file is empty, expected a workbook (.xlsx)") }
    if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw WorkbookFailure(
        "it is a .xls workbook of an older Excel, or a workbook with a password",
        help: "open it in Excel and save it as 'Excel workbook (.xlsx)', without a password")
    }
    guard start.starts(with: [0x50, 0x4B]) else {
      throw WorkbookFailure(
        "it is no workbook (.xlsx): it does not begin as a ZIP archive does", help: WorkbookFailure.saveAsXLSX)
    }
  }

  /// Refuses archives of other programs.
  static func refuse(_ archive: Archive) throws(WorkbookFailure) {
    if let entry = archive.directory.entry("mimetype") { throw try openDocument(archive, entry) }
    if let what = others.first(where: { archive.directory.entry($0.entry) != nil })?.what { throw kind(what) }
    let isNumbers = archive.directory.entries.contains { entry in
      entry.name.hasPrefix("Index/") && entry.name.hasSuffix(".iwa") || entry.name.hasSuffix("Index.zip")
    }
    if isNumbers { throw kind("a document of Apple's Numbers, Pages or Keynote") }
  }

  private static let others: [(entry: String, what: String)] = [
    ("word/document.xml", "a Word document (.docx)"), ("ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
  ]

  /// A failure that says what the file is.
  static func kind(_ what: String) -> WorkbookFailure {
    WorkbookFailure("it is \(what), expected a workbook (.xlsx)", help: WorkbookFailure.saveAsXLSX)
  }

  private static func openDocument(_ archive: Archive, _ entry: ZipEntry) throws(WorkbookFailure) -> WorkbookFailure {
    var start = [UInt8](repeating: 0, count: 128)
    let stream = try PartStream(archive.file, entry)
    var count = 0
    var failure: WorkbookFailure?
    start.withUnsafeMutableBytes { target in
      do throws(WorkbookFailure) { count = try stream.read(into: target) } catch { failure = error }
    }
    if let failure { return failure }
    let type = start.text(0..<count)
    guard type.contains("opendocument") else { return kind("an archive of the type '\(ShownName.of(type))'") }
    return kind(type.contains("spreadsheet") ? "an OpenDocument spreadsheet (.ods)" : "an OpenDocument document")
  }
}
