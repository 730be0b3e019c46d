/// The number formats of a workbook's cell styles.
struct Styles: Sendable {
  /// The format of each style.
  private(set) var formats: [NumberFormat] = []
  /// The code of each style's format.
  private var codes: [String] = []

  /// More styles than any spreadsheet program lets a workbook have.
  private static let countLimit = 1 << 16
  private static let codeLimit = 4096

  private static let section = XMLName("cellXfs")
  private static let style = XMLName("xf")
  private static let codeSection = XMLName("numFmts")
  private static let code = XMLName("numFmt")
  private static let id = XMLName("numFmtId")

  /// No styles: all cells are as without a format.
  init() {}

  /// Reads the styles.
  init(_ part: String, in archive: Archive) throws(WorkbookFailure) {
    var reader = try archive.reader(part, limit: 256 << 20)
    var (section, written, ids): (XMLName, [Int: String], [Int]) = (.other, [:], [])
    while true {
      switch try reader.next() {
      case .start where reader.depth == 2: section = reader.name
      case .start where reader.depth == 3 && section == Styles.section && reader.name == Styles.style:
        ids.append(Styles.number(reader))
      case .start where reader.depth == 3 && section == Styles.codeSection && reader.name == Styles.code:
        written[Styles.number(reader)] = try Styles.code(reader)
      case .finished:
        take(ids, written)
        return
      default: break
      }
      guard ids.count <= Styles.countLimit, written.count <= Styles.countLimit else {
        throw reader.fault("it has more than \(Styles.countLimit) styles")
      }
    }
  }

  private mutating func take(_ ids: [Int], _ written: [Int: String]) {
    var known: [Int: (NumberFormat, String)] = [:]
    for id in ids {
      let found =
        known[id]
        ?? {
          let code = written[id] ?? NumberFormat.builtIn(id)
          return (NumberFormat(code: code), code)
        }()
      known[id] = found
      formats.append(found.0)
      codes.append(found.1)
    }
  }

  private static func number(_ reader: borrowing XMLReader) -> Int {
    reader.value(id).flatMap { CellReference.number($0) } ?? 0
  }

  private static func code(_ reader: borrowing XMLReader) throws(WorkbookFailure) -> String {
    let code = try reader.string(XMLName("formatCode")) ?? ""
    guard code.utf8.count <= codeLimit else { throw reader.fault("a number format has more than \(codeLimit) bytes") }
    return code
  }

  /// The format of this style; a style that is not there has none.
  @inline(__always)
  func format(_ style: Int) -> NumberFormat {
    style >= 0 && style < formats.count ? formats[style] : NumberFormat()
  }

  /// The code of this style's format.
  func code(_ style: Int) -> String {
    style >= 0 && style < codes.count ? codes[style] : ""
  }
}
