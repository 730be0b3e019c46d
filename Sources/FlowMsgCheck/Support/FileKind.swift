/// What a file is, by its first bytes, whatever its name says.
enum FileKind: Sendable {
  case empty, pointer, page, utf16
  case png, jpeg, webp
  case gif, bitmap, tiff, heif, avif, svg, icon
  case pdf, archive, compressed, document
  /// None of these: a text, or anything else.
  case other

  /// What `bytes` are.
  static func of(_ bytes: [UInt8]) -> FileKind {
    if bytes.isEmpty { return .empty }
    for (mark, kind) in marks where bytes.starts(with: mark) { return kind }
    if bytes.count >= 12, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8) { return .webp }
    if bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) {
      let brand = String(decoding: bytes[8..<12], as: UTF8.self)
      if brand.hasPrefix("avi") { return .avif }
      if ["heic", "heix", "hevc", "heim", "mif1", "msf1"].contains(brand) { return .heif }
    }
    return text(bytes)
  }

  private static let marks: [([UInt8], FileKind)] = [
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png), ([0xFF, 0xD8, 0xFF], .jpeg),
    (Array("GIF87a".utf8), .gif), (Array("GIF89a".utf8), .gif), (Array("%PDF".utf8), .pdf),
    ([0x50, 0x4B, 0x03, 0x04], .archive), ([0x1F, 0x8B], .compressed), ([0x49, 0x49, 0x2A, 0x00], .tiff),
    ([0x4D, 0x4D, 0x00, 0x2A], .tiff), ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16),
    ([0xD0, 0xCF, 0x11, 0xE0], .document), ([0x00, 0x00, 0x01, 0x00], .icon),
    (Array("version https://git-lfs.github.com/".utf8), .pointer),
  ]

  /// What a text begins like: blanks, a byte-order mark and letters of either case aside.
  private static func text(_ bytes: [UInt8]) -> FileKind {
    if bytes.starts(with: "BM".utf8), bytes.count >= 26, bytes[6..<10].allSatisfy({ $0 == 0 }) { return .bitmap }
    let rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let start = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }.prefix(512)
    if start.isEmpty, bytes.count <= 1 << 16 { return .empty }
    let words = String(decoding: start, as: UTF8.self).lowercased()
    if words.hasPrefix("<!doctype html") || words.hasPrefix("<html") || words.hasPrefix("<head") { return .page }
    if words.hasPrefix("<svg") || (words.hasPrefix("<?xml") && words.contains("<svg")) { return .svg }
    return words.hasPrefix("<?xml") && words.contains("<html") ? .page : .other
  }

  /// Whether Flows take it as an image.
  var isImage: Bool { self == .png || self == .jpeg || self == .webp }

  /// What it is, for a sentence; nil of what has no name of its own.
  var noun: String? {
    switch self {
    case .empty: "an empty file"
    case .pointer: "a pointer of Git LFS, not the file itself"
    case .page: "an HTML page"
    case .utf16: "a text in UTF-16"
    case .png: "a PNG image"
    case .jpeg: "a JPEG image"
    case .webp: "a WebP image"
    case .gif: "a GIF image"
    case .bitmap: "a BMP image"
    case .tiff: "a TIFF image"
    case .heif: "an HEIC image"
    case .avif: "an AVIF image"
    case .svg: "an SVG drawing"
    case .icon: "an icon"
    case .pdf: "a PDF document"
    case .archive: "a ZIP archive, as workbooks and documents of Office are"
    case .compressed: "a compressed file"
    case .document: "a document or workbook of an older Office"
    case .other: nil
    }
  }

  /// What to do about it.
  var help: String? {
    switch self {
    case .pointer: "fetch the file itself: git lfs pull"
    case .page: "a download has saved a page, often one to sign in: get the file itself"
    case .utf16: "save it as UTF-8"
    case .gif, .bitmap, .tiff, .heif, .avif, .svg, .icon: "convert it to PNG, JPEG or WebP"
    case .archive, .document: "export the sheet as CSV UTF-8"
    default: nil
    }
  }
}
