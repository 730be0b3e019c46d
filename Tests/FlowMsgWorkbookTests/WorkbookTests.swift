import Testing

@testable import FlowMsgWorkbook

@Suite struct WorkbookTests {
  /// A workbook whose sheets have these attributes and whose relations are these.
  private func workbook(_ sheets: String, _ links: String) -> ZipMaker {
    var maker = Made.workbook(#"<row r="1"><c r="A1"><v>1</v></c></row>"#)
    maker.replace("xl/workbook.xml", Made.main("<sheets>\(sheets)</sheets>"))
    maker.replace("xl/_rels/workbook.xml.rels", Made.rels(links))
    return maker
  }

  private let one = #"<sheet name="One" sheetId="1" r:id="a"/>"#
  private let two = #"<sheet name="T &amp; o" sheetId="2" r:id="b"/>"#
  private let hidden = #"<sheet name="Hid" sheetId="3" state="veryHidden" r:id="a"/>"#
  private let linkOne = Made.link("a", "worksheet", "worksheets/sheet1.xml")

  @Test func choosesTheOnlyVisibleSheet() throws {
    let maker = workbook(one + hidden, linkOne)
    #expect(try Reading.text(maker) == "1\n")
    #expect(try Reading.text(maker, sheet: "Hid") == "1\n")
    let (opened, _) = try Reading.open(maker.bytes)
    #expect(opened.sheets.map(\.name) == ["One", "Hid"])
    #expect(opened.sheets.map(\.isVisible) == [true, false])
  }

  @Test func asksForASheet() throws {
    let maker = workbook(one + two, linkOne + Made.link("b", "worksheet", "/xl/worksheets/./x/../sheet1.xml"))
    #expect(Reading.refusal(maker.bytes).contains("2 visible sheets: 'One', 'T & o'"))
    #expect(try Reading.text(maker, sheet: "T & o") == "1\n")
    #expect(Reading.refusal(maker.bytes, sheet: "Three").contains("no sheet 'Three'"))
    #expect(Reading.refusal(workbook(hidden, linkOne).bytes).contains("no visible sheet"))
    #expect(Reading.refusal(workbook("", linkOne).bytes).contains("no visible sheet"))
  }

  @Test func refusesSheetsWithoutCells() throws {
    let chart = workbook(one + two, linkOne + Made.link("b", "chartsheet", "chartsheets/sheet1.xml"))
    #expect(try Reading.text(chart) == "1\n")
    #expect(Reading.refusal(chart.bytes, sheet: "T & o").contains("is a chartsheet"))
    let outside = Made.link("b", "worksheet", "file:///x", mode: #" TargetMode="External""#)
    #expect(Reading.refusal(workbook(one + two, linkOne + outside).bytes, sheet: "T & o").contains("in another file"))
    #expect(Reading.refusal(workbook(one + two, linkOne).bytes, sheet: "T & o").contains("where its sheet"))
    #expect(Reading.refusal(workbook(one, Made.link("a", "worksheet", "no.xml")).bytes).contains("no part 'xl/no.xml'"))
    let styles = Made.link("a", "worksheet", "workbook.xml")
    #expect(Reading.refusal(workbook(one, styles).bytes).contains("no worksheet"))
  }

  @Test func findsTheMainPart() throws {
    var moved = ZipMaker()
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    moved.add("_rels/.rels", Made.rels(#"<Relationship Id="x" Type="\#(strict)/officeDocument" Target="/a/b.xml"/>"#))
    moved.add("a/b.xml", #"<workbook xmlns:q="\#(strict)"><sheets><sheet name="S" q:id="x"/></sheets></workbook>"#)
    moved.add("a/_rels/b.xml.rels", Made.rels(#"<Relationship Id="x" Type="\#(strict)/worksheet" Target="../s.xml"/>"#))
    moved.add("s.xml", "<worksheet><sheetData><row><c><v>8</v></c></row></sheetData></worksheet>")
    #expect(try Reading.text(moved) == "8\n")
    var plain = workbook(one, linkOne)
    plain.parts.removeFirst()
    #expect(try Reading.text(plain) == "1\n")
    plain.replace("xl/workbook.xml", "<w:document xmlns:w='x'/>")
    #expect(Reading.refusal(plain.bytes).contains("Word"))
  }

  @Test func refusesOtherEncodings() {
    var maker = workbook(one, linkOne)
    maker.replace("xl/workbook.xml", "<?xml version='1.0' encoding='windows-1252'?>" + Made.main(""))
    #expect(Reading.refusal(maker.bytes).contains("windows-1252"))
  }
}
