import CZlib

@testable import FlowMsgWorkbook

/// Writes archives with stored entries, and lets a test spoil them.
struct ZipMaker {
  var parts: [(name: String, bytes: [UInt8])] = []
  var comment: [UInt8] = []
  /// Whether all sizes and places of the directory are where those of large archives do (ZIP64).
  var isLarge = false
  /// Changes an entry of the directory before it is written.
  var spoil: (inout Fields) -> Void = { _ in }

  /// What the directory says of an entry.
  struct Fields {
    var name: String
    var flags = 0
    var method = 0
    var crc: UInt32
    var packedSize: Int
    var size: Int
    var offset: Int
  }

  /// The bytes of the archive.
  var bytes: [UInt8] {
    var (body, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, bytes) in parts {
      var fields = Fields(
        name: name, crc: crc32(bytes), packedSize: bytes.count, size: bytes.count, offset: body.count)
      body += little(0x0403_4B50, 4) + middle(fields) + little(name.utf8.count, 2) + little(0, 2) + Array(name.utf8)
      body += bytes
      spoil(&fields)
      directory +=
        little(0x0201_4B50, 4) + little(20, 2) + middle(fields, isLarge: isLarge) + little(fields.name.utf8.count, 2)
      directory += little(isLarge ? 28 : 0, 2) + little(0, 10) + little(isLarge ? 0xFFFF_FFFF : fields.offset, 4)
      directory += Array(fields.name.utf8) + (isLarge ? extra(fields) : [])
    }
    return body + directory + end(directory.count, at: body.count)
  }

  private func extra(_ fields: Fields) -> [UInt8] {
    little(1, 2) + little(24, 2) + little(fields.size, 8) + little(fields.packedSize, 8) + little(fields.offset, 8)
  }

  private func end(_ size: Int, at offset: Int) -> [UInt8] {
    let count = little(parts.count, 2)
    let fields = isLarge ? little(-1, 12) : count + count + little(size, 4) + little(offset, 4)
    let end = little(0x0605_4B50, 4) + little(0, 4) + fields + little(comment.count, 2) + comment
    guard isLarge else { return end }
    let large = little(parts.count, 8) + little(parts.count, 8) + little(size, 8) + little(offset, 8)
    return little(0x0606_4B50, 4) + little(44, 8) + little(0, 12) + large + little(0x0706_4B50, 4) + little(0, 4)
      + little(offset + size, 8) + little(1, 4) + end
  }

  private func middle(_ fields: Fields, isLarge: Bool = false) -> [UInt8] {
    little(20, 2) + little(fields.flags, 2) + little(fields.method, 2) + little(0, 4) + little(Int(fields.crc), 4)
      + little(isLarge ? 0xFFFF_FFFF : fields.packedSize, 4) + little(isLarge ? 0xFFFF_FFFF : fields.size, 4)
  }

  private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> min(8 * $0, 63)) }
  }

  private func crc32(_ bytes: [UInt8]) -> UInt32 {
    var why: UnsafePointer<CChar>?
    guard flowmsg_zlib_load(&why) == 0 else { return 0 }
    return flowmsg_zlib_crc32(0, bytes, bytes.count)
  }
}

/// Parts of small workbooks.
enum Made {
  static let namespace = #"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#
  static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A workbook with one sheet, of which `cells` is what is in `sheetData`.
  static func workbook(
    _ cells: String, strings: String? = nil, styles: String? = nil, behind: String = "", properties: String = ""
  ) -> ZipMaker {
    var links = link("rId1", "worksheet", "worksheets/sheet1.xml")
    if strings != nil { links += link("rId2", "sharedStrings", "/xl/sharedStrings.xml") }
    if styles != nil { links += link("rId3", "styles", "styles.xml") }
    let sheet = #"<sheet name="One" sheetId="1" r:id="rId1"/>"#
    var maker = ZipMaker()
    maker.add("_rels/.rels", rels(link("rId1", "officeDocument", "xl/workbook.xml")))
    maker.add("xl/workbook.xml", main("\(properties)<sheets>\(sheet)</sheets>"))
    maker.add("xl/_rels/workbook.xml.rels", rels(links))
    maker.add(
      "xl/worksheets/sheet1.xml",
      "<worksheet \(namespace)><sheetData>\(cells)</sheetData>\(behind)</worksheet>")
    if let strings { maker.add("xl/sharedStrings.xml", "<sst \(namespace)>\(strings)</sst>") }
    if let styles { maker.add("xl/styles.xml", "<styleSheet \(namespace)>\(styles)</styleSheet>") }
    return maker
  }

  static func main(_ inside: String) -> String {
    #"<workbook \#(namespace) xmlns:r="\#(relations)">\#(inside)</workbook>"#
  }

  static func rels(_ links: String) -> String {
    #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\#(links)</Relationships>"#
  }

  static func link(_ id: String, _ type: String, _ target: String, mode: String = "") -> String {
    #"<Relationship Id="\#(id)" Type="\#(relations)/\#(type)" Target="\#(target)"\#(mode)/>"#
  }
}

extension ZipMaker {
  mutating func add(_ name: String, _ text: String) {
    parts.append((name, Array(text.utf8)))
  }

  /// Puts other bytes in the place of a part.
  mutating func replace(_ name: String, _ text: String) {
    for place in parts.indices where parts[place].name == name { parts[place].bytes = Array(text.utf8) }
  }
}
