import CZlib

/// The archive that a workbook is.
struct Archive: Sendable {
  let file: InputFile
  let directory: ZipDirectory

  /// The most bytes that are inflated for one sheet in all.
  static let sizeLimit = 2 << 30
  /// The most bytes of a part that only says where others are.
  static let smallPartLimit = 16 << 20

  /// Opens the archive, unless it is clear that this is no workbook.
  init(_ file: InputFile) throws(WorkbookFailure) {
    try ForeignFile.refuse(file)
    var why: UnsafePointer<CChar>?
    guard flowmsg_zlib_load(&why) == 0 else {
      let reason = why.map { String(cString: $0) } ?? "zlib cannot be loaded"
      throw WorkbookFailure(
        "\(reason), which reading .xlsx needs", help: "install zlib (libz.so.1), or save the sheet as CSV")
    }
    self.file = file
    directory = try ZipDirectory(file)
    try ForeignFile.refuse(self)
  }

  /// A part that must be there, and may have so many bytes.
  func stream(_ name: String, limit: Int = Archive.smallPartLimit) throws(WorkbookFailure) -> PartStream {
    guard let entry = directory.entry(name) else {
      throw WorkbookFailure(
        "the workbook has no part '\(ShownName.of(name))', which it refers to", help: WorkbookFailure.getAgain)
    }
    guard entry.size <= limit else {
      throw WorkbookFailure("'\(ShownName.of(name))' has more than \(limit >> 20) MiB")
    }
    return try PartStream(file, entry)
  }

  /// A reader of a part.
  func reader(_ name: String, limit: Int = Archive.smallPartLimit) throws(WorkbookFailure) -> XMLReader {
    try XMLReader(stream(name, limit: limit), part: ShownName.of(name))
  }
}
