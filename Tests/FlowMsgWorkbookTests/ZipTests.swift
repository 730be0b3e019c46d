import Testing

@testable import FlowMsgWorkbook

@Suite struct ZipTests {
  private let good = Made.workbook(#"<row r="1"><c r="A1"><v>1</v></c></row>"#)

  private func refusal(_ change: (inout ZipMaker) -> Void) -> String {
    var maker = good
    change(&maker)
    return Reading.refusal(maker.bytes)
  }

  private func spoiled(_ name: String, _ change: @escaping (inout ZipMaker.Fields) -> Void) -> String {
    refusal { maker in maker.spoil = { if $0.name == name { change(&$0) } } }
  }

  @Test func readsStoredEntriesAndAComment() throws {
    #expect(try Reading.text(good) == "1\n")
    var commented = good
    commented.comment = Array(repeating: 0x50, count: 0xFFFF)
    #expect(try Reading.text(commented) == "1\n")
  }

  @Test func readsLargeArchives() throws {
    var large = good
    large.isLarge = true
    #expect(try Reading.text(large) == "1\n")
    let bytes = large.bytes
    for place in bytes.count - 98..<bytes.count {
      var spoiled = bytes
      spoiled[place] ^= 0x80
      _ = Reading.refusal(spoiled)
    }
    var without = bytes
    without.removeSubrange(bytes.count - 42..<bytes.count - 22)
    #expect(Reading.refusal(without).contains("not where its end says"))
  }

  @Test func refusesEntriesThatDoNotHold() {
    let sheet = "xl/worksheets/sheet1.xml"
    #expect(spoiled(sheet) { $0.crc ^= 1 }.contains("in its own header"))
    #expect(spoiled(sheet) { $0.offset += 1 }.contains("overlaps"))
    #expect(spoiled(sheet) { $0.flags = 1 }.contains("encrypted"))
    #expect(spoiled(sheet) { $0.method = 12 }.contains("packed by method 12"))
    #expect(spoiled(sheet) { $0.name = "xl/worksheets/sheet2.xml" }.contains("no part"))
    #expect(spoiled("xl/workbook.xml") { $0.size += 1 }.contains("sizes"))
    #expect(spoiled("xl/workbook.xml") { $0.packedSize += 1 }.contains("overlaps"))
    #expect(spoiled("xl/workbook.xml") { ($0.flags, $0.crc) = (8, 0) }.contains("CRC-32"))
    #expect(spoiled("xl/workbook.xml") { ($0.flags, $0.size) = (8, 3) }.contains("more bytes"))
    #expect(spoiled("xl/workbook.xml") { ($0.flags, $0.size) = (8, 1 << 20) }.contains("another size"))
    #expect(spoiled("xl/workbook.xml") { $0.size = 1 << 30 }.contains("more than 16 MiB"))
    #expect(refusal { $0.parts.append($0.parts[1]) }.contains("twice"))
    #expect(refusal { $0.add("XL/Workbook.xml", "") }.contains("twice"))
  }

  @Test func refusesDirectoriesThatDoNotHold() {
    let bytes = good.bytes
    #expect(Reading.refusal(Array(bytes.dropLast(1))).contains("no end"))
    #expect(Reading.refusal(Array(bytes.prefix(100))).contains("no end"))
    #expect(Reading.refusal([0x50, 0x4B]).contains("no end"))
    #expect(Reading.refusal([0x50, 0x4B, 0x03, 0x04] + bytes).contains("not where its end says"))
    for place in 0..<22 {
      var spoiled = bytes
      spoiled[bytes.count - 22 + place] ^= 0xFF
      #expect(!Reading.refusal(spoiled).isEmpty, "byte \(place) of the end")
    }
  }

  @Test func namesOtherFiles() {
    #expect(Reading.refusal([]).contains("empty"))
    #expect(Reading.refusal(Array("to;nome\n1;x\n".utf8)).contains("no workbook"))
    #expect(Reading.refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).contains("a workbook with a password"))
    #expect(refusal { $0.add("word/document.xml", "") }.contains("a Word document"))
    #expect(refusal { $0.add("xl/workbook.bin", "") }.contains("xlsb"))
    #expect(refusal { $0.add("Index/Document.iwa", "") }.contains("Numbers"))
    let ods = "application/vnd.oasis.opendocument.spreadsheet"
    #expect(refusal { $0.add("mimetype", ods) }.contains(".ods"))
    #expect(refusal { $0.add("mimetype", "application/epub+zip") }.contains("epub"))
    var other = ZipMaker()
    other.add("a.txt", "x")
    #expect(Reading.refusal(other.bytes).contains("without a workbook"))
    #expect(Reading.refusal(ZipMaker().bytes).contains("no workbook") == false)
  }

  @Test func noSpoiledByteEndsTheProcess() {
    let bytes = good.bytes
    for place in bytes.indices {
      var spoiled = bytes
      spoiled[place] ^= UInt8(truncatingIfNeeded: 1 << (place % 8))
      _ = Reading.refusal(spoiled)
      if place % 16 == 0 { _ = Reading.refusal(Array(bytes.prefix(place))) }
    }
  }
}
