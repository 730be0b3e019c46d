/// What is passed over, and the declaration that a document begins with.
extension XMLReader {
  /// Passes a mark, and reads the declaration if there is one.
  mutating func readProlog() throws(WorkbookFailure) {
    while end < 6, try refill() {}
    try refuseWide()
    if begins([0xEF, 0xBB, 0xBF]) { at = 3 }
    while end &- at < 6, try refill() {}
    guard begins(Array("<?xml".utf8)), has(at &+ 5, XMLBytes.blank) else { return }
    while true {
      if let close = find([0x3F, 0x3E], from: at) {
        try refuseEncoding(string(at..<close))
        at = close &+ 2
        return
      }
      guard end &- at < 1024, try refill() else { throw fault("the XML declaration does not end") }
    }
  }

  private func refuseWide() throws(WorkbookFailure) {
    let marks: [[UInt8]] = [[0xFE, 0xFF], [0xFF, 0xFE], [0x3C, 0x00], [0x00, 0x3C], [0x00, 0x00]]
    for mark in marks where end >= 2 && begins(mark) {
      throw fault("it is encoded as UTF-16 or UTF-32, expected UTF-8")
    }
  }

  private func refuseEncoding(_ declaration: String) throws(WorkbookFailure) {
    let parts = declaration.split { $0 == "=" || $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r\n" }
    guard let place = parts.firstIndex(of: "encoding"), place &+ 1 < parts.count else { return }
    let encoding = parts[place &+ 1].filter { $0 != "\"" && $0 != "'" }
    guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding.lowercased()) else {
      throw fault("it declares the encoding '\(ShownName.of(encoding))', expected UTF-8")
    }
  }

  /// Whether these bytes come next.
  private func begins(_ bytes: [UInt8]) -> Bool {
    guard bytes.count <= end &- at else { return false }
    for (place, byte) in bytes.enumerated() where buffer[at &+ place] != byte { return false }
    return true
  }

  /// Where these bytes are next, from `start` on.
  private func find(_ bytes: [UInt8], from start: Int) -> Int? {
    guard let first = bytes.first else { return nil }
    var place = start
    while place &+ bytes.count <= end {
      if buffer[place] == first, bytes.indices.allSatisfy({ buffer[place &+ $0] == bytes[$0] }) { return place }
      place &+= 1
    }
    return nil
  }

  /// Reads what begins with `<!`: a comment is passed, a CDATA section begun. Leaves `at` alone if it is not whole yet.
  mutating func readDeclaration() throws(WorkbookFailure) {
    if begins(Array("<!--".utf8)) { return try passComment() }
    if begins(Array("<![CDATA[".utf8)) {
      guard depth > 0 else { throw fault("found a CDATA section outside of the outermost element") }
      at &+= 9
      isInCDATA = true
      return
    }
    if end &- at < 9, !isExhausted { return }
    if begins(Array("<!DOCTYPE".utf8)) {
      throw fault("found a document type declaration, which no workbook has")
    }
    throw fault("found '<!' that begins neither a comment nor a CDATA section")
  }

  private mutating func passComment() throws(WorkbookFailure) {
    at &+= 4
    while true {
      if let dashes = find([0x2D, 0x2D], from: at) {
        at = dashes
        while end &- at < 3, try refill() {}
        guard end &- at >= 3, buffer[at &+ 2] == 0x3E else { throw fault("found '--' in a comment") }
        at &+= 3
        return
      }
      at = max(at, end &- 1)
      guard try refill() else { throw fault("it ends inside of a comment") }
    }
  }

  /// Passes a processing instruction. Leaves `at` alone if its beginning is not whole yet.
  mutating func passInstruction() throws(WorkbookFailure) {
    if end &- at < 6, !isExhausted { return }
    guard end &- at >= 3, has(at &+ 2, XMLBytes.nameStart) else { throw fault("found '<?' that begins no instruction") }
    if begins(Array("<?xml".utf8)), end &- at > 5, !has(at &+ 5, XMLBytes.name) {
      throw fault("found an XML declaration that is not at the beginning")
    }
    at &+= 2
    while true {
      if let close = find([0x3F, 0x3E], from: at) {
        at = close &+ 2
        return
      }
      at = max(at, end &- 1)
      guard try refill() else { throw fault("it ends inside of a processing instruction") }
    }
  }
}
