/// What the main part of a workbook says: its sheets, and how days are counted.
struct WorkbookPart {
  /// A sheet, and which relation leads to it.
  struct Sheet {
    var name: String
    var isVisible: Bool
    var relation: String
  }

  private(set) var sheets: [Sheet] = []
  private(set) var countsFrom1904 = false

  private static let workbook = XMLName("workbook")
  private static let properties = XMLName("workbookPr")
  private static let sheet = XMLName("sheet")

  /// Finds the main part and its name.
  static func name(in archive: Archive) throws(WorkbookFailure) -> String {
    let relations = try Relation.all(of: "", in: archive)
    if let main = relations.first(where: { $0.type == "officeDocument" && !$0.isExternal }) { return main.target }
    guard archive.directory.entry("xl/workbook.xml") != nil else {
      throw WorkbookFailure(
        "it is a ZIP archive without a workbook in it, expected a workbook (.xlsx)", help: WorkbookFailure.saveAsXLSX)
    }
    return "xl/workbook.xml"
  }

  /// Reads the main part.
  init(_ name: String, in archive: Archive) throws(WorkbookFailure) {
    var reader = try archive.reader(name)
    var isAmongSheets = false
    while true {
      switch try reader.next() {
      case .start where reader.depth == 1: try WorkbookPart.check(reader)
      case .start where reader.depth == 2:
        isAmongSheets = reader.name == XMLName("sheets")
        if reader.name == WorkbookPart.properties { countsFrom1904 = reader.isTrue(XMLName("date1904")) }
      case .start where reader.depth == 3 && isAmongSheets && reader.name == WorkbookPart.sheet:
        sheets.append(try WorkbookPart.sheet(reader))
      case .finished: return
      default: break
      }
    }
  }

  private static func check(_ reader: borrowing XMLReader) throws(WorkbookFailure) {
    if reader.name == workbook { return }
    if reader.name == XMLName("document") { throw ForeignFile.kind("a Word document (.docx)") }
    if reader.name == XMLName("presentation") { throw ForeignFile.kind("a PowerPoint presentation (.pptx)") }
    throw reader.fault("it is no workbook")
  }

  private static func sheet(_ reader: borrowing XMLReader) throws(WorkbookFailure) -> Sheet {
    guard let name = try reader.string(XMLName("name")) else { throw reader.fault("a sheet has no name") }
    let state = try reader.string(XMLName("state"))
    let isVisible = state != "hidden" && state != "veryHidden"
    return Sheet(name: name, isVisible: isVisible, relation: try reader.string(XMLName("id"), hasPrefix: true) ?? "")
  }
}
