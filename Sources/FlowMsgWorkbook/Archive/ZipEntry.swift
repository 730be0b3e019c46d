/// A file in an archive, as the archive's directory has it.
struct ZipEntry: Sendable {
  var name: String
  var flags: Int
  /// How it is packed: 0 is not at all, 8 is deflate.
  var method: Int
  var crc: UInt32
  var packedSize: Int
  var size: Int
  /// Where its local header begins.
  var offset: Int
  /// Where the next entry or the directory begins.
  var limit = 0

  /// The size of a local header without its name and what follows that.
  static let headerSize = 30

  var isEncrypted: Bool { flags & 1 != 0 }
  /// Whether the local header leaves CRC-32 and sizes to what follows the packed bytes.
  var isMeasuredLater: Bool { flags & 8 != 0 }

  /// The name as names are compared: ASCII letters in lower case, and `/` between folders.
  static func key(_ name: String) -> String {
    String(
      decoding: name.utf8.map { byte in
        switch byte {
        case 0x41...0x5A: byte | 0x20
        case 0x5C: 0x2F
        default: byte
        }
      }, as: UTF8.self)
  }

  /// Reads the local header, holds it against the directory and returns where the packed bytes begin.
  func start(in file: InputFile) throws(WorkbookFailure) -> Int {
    let header = try file.bytes(at: offset, count: ZipEntry.headerSize)
    guard header.little32(0) == 0x0403_4B50 else {
      throw damaged("is not where the archive's directory says it is")
    }
    let (nameSize, extraSize) = (header.little16(26), header.little16(28))
    let local = try file.bytes(at: offset &+ ZipEntry.headerSize, count: nameSize)
    guard local.text(0..<nameSize) == name, header.little16(8) == method else {
      throw damaged("has another name or packing in its own header than in the archive's directory")
    }
    guard agrees(header) else { throw damaged("has other sizes in its own header than in the archive's directory") }
    let start = offset &+ ZipEntry.headerSize &+ nameSize &+ extraSize
    guard start <= limit, packedSize <= limit &- start else { throw damaged("overlaps what follows it") }
    return start
  }

  /// Whether CRC-32 and sizes of the local header are those of the directory, as far as it has them.
  private func agrees(_ header: [UInt8]) -> Bool {
    if isMeasuredLater { return true }
    let (packed, whole) = (header.little32(18), header.little32(22))
    return header.little32(14) == Int(crc) && (packed == packedSize || packed == 0xFFFF_FFFF)
      && (whole == size || whole == 0xFFFF_FFFF)
  }

  /// A failure of this entry.
  func damaged(_ what: String) -> WorkbookFailure {
    WorkbookFailure("'\(ShownName.of(name))' \(what)", help: WorkbookFailure.getAgain)
  }
}
