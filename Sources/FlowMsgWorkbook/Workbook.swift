/// A workbook (.xlsx), whose sheets can be read as CSV.
package struct Workbook: Sendable {
  /// A sheet of a workbook.
  package struct Sheet: Hashable, Sendable {
    /// Its name.
    package var name: String
    /// Whether it is shown: neither hidden nor hidden for good.
    package var isVisible: Bool
    /// Whether it has cells; a chart sheet has none.
    package var isWorksheet: Bool { if case .worksheet = place { true } else { false } }
    /// Where its cells are.
    var place: Place
  }

  /// Where a sheet is.
  enum Place: Hashable {
    /// In the part of this name.
    case worksheet(String)
    /// It is of this other kind.
    case other(String)
    /// In another file.
    case external
    /// Nothing leads to it.
    case nowhere
  }

  /// All sheets, in the order of their tabs.
  package let sheets: [Sheet]
  let archive: Archive
  let countsFrom1904: Bool
  /// The names of the parts with texts and styles.
  let strings: String?
  let styles: String?

  /// Opens the file behind a descriptor, of so many bytes. It is read at places, so it must be no pipe; it stays open
  /// and unchanged as long as the workbook is read.
  package static func open(descriptor: Int32, size: Int) throws(WorkbookFailure) -> Workbook {
    try Workbook(Archive(InputFile(descriptor: descriptor, size: size)))
  }

  private init(_ archive: Archive) throws(WorkbookFailure) {
    let name = try WorkbookPart.name(in: archive)
    let part = try WorkbookPart(name, in: archive)
    let relations = try Relation.all(of: name, in: archive)
    let places = Dictionary(relations.map { ($0.id, Workbook.place($0)) }) { first, _ in first }
    sheets = part.sheets.map { sheet in
      Sheet(name: sheet.name, isVisible: sheet.isVisible, place: places[sheet.relation] ?? .nowhere)
    }
    strings = relations.first { $0.type == "sharedStrings" && !$0.isExternal }?.target
    styles = relations.first { $0.type == "styles" && !$0.isExternal }?.target
    countsFrom1904 = part.countsFrom1904
    self.archive = archive
  }

  private static func place(_ relation: Relation) -> Place {
    if relation.isExternal { return .external }
    return relation.type == "worksheet" ? .worksheet(relation.target) : .other(relation.type)
  }
}
