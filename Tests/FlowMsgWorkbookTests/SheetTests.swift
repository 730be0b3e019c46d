import Testing

@testable import FlowMsgWorkbook

private func cell(_ reference: String, _ value: String, _ more: String = "") -> String {
  #"<c r="\#(reference)"\#(more)><v>\#(value)</v></c>"#
}

private func row(_ number: Int, _ cells: String, _ more: String = "") -> String {
  #"<row r="\#(number)"\#(more)>\#(cells)</row>"#
}

private func refusal(_ cells: String, strings: String? = nil) -> String {
  Reading.refusal(Made.workbook(cells, strings: strings).bytes)
}

@Suite struct SheetTests {
  @Test func rowsAreRecords() throws {
    let cells = row(2, cell("B2", "1")) + row(4, cell("A4", "2") + cell("C4", "3")) + row(9, #"<c r="F9" s="1"/>"#)
    let (text, notes) = try Reading.convert(Made.workbook(cells).bytes)
    #expect(text == ";;\n;1;\n;;\n2;;3\n")
    #expect(notes.rows == 4)
    #expect(notes.columns == 3)
    #expect(notes.sheet == "One")
  }

  @Test func narrowAndEmptySheets() throws {
    #expect(try Reading.text(Made.workbook("")) == "")
    #expect(try Reading.text(Made.workbook(row(1, #"<c r="A1" s="1"/>"#))) == "")
    #expect(try Reading.text(Made.workbook(row(3, cell("A3", "1")))) == "\"\"\n\"\"\n1\n")
  }

  @Test func valuesOfEachType() throws {
    let strings =
      #"<si><t xml:space="preserve"> a;b </t></si><si><r><t>x</t></r><r><rPr><b/></rPr><t>y</t></r>"#
      + #"<rPh sb="0" eb="1"><t>no</t></rPh><phoneticPr fontId="1"/></si><si/><si><t>q"_x000D_</t></si>"#
    let cells = [
      cell("A1", "0", #" t="s""#), cell("B1", "1", #" t="s""#), cell("C1", "2", #" t="s""#),
      cell("D1", "3", #" t="s""#), cell("E1", "1", #" t="b""#), cell("F1", "#N/A", #" t="e""#),
      #"<c r="G1" t="str"><f>1&amp;2</f><v>a&lt;_x000A_</v></c>"#, #"<c r="H1"><f>1</f></c>"#,
      #"<c r="I1" t="inlineStr"><is><r><t>i</t></r><rPh><t>no</t></rPh><r><t>n</t></r></is></c>"#,
      cell("J1", "2024-03-05T00:00:00", #" t="d""#), cell("K1", "19.899999999999999"), cell("L1", " 7 "),
      #"<c r="M1" t="str"><v><![CDATA[<é>]]></v></c>"#, #"<c r="N1" t="s"/>"#,
    ].joined()
    let text = try Reading.text(Made.workbook(row(1, cells), strings: strings))
    #expect(text == "\" a;b \";xy;;\"q\"\"\r\";true;#N/A;\"a<\n\";;in;2024-03-05;19.9;7;<é>\n")
  }

  @Test func cellsWithoutReferences() throws {
    let cells = "<row><c><v>1</v></c><c r=\"C1\"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>"
    #expect(try Reading.text(Made.workbook(cells)) == "1;;2;3\n4;;;\n")
  }

  @Test func prefixedNames() throws {
    var maker = Made.workbook("")
    maker.replace(
      "xl/worksheets/sheet1.xml",
      #"<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row>"#
        + "</x:sheetData></x:worksheet>"
    )
    #expect(try Reading.text(maker) == "5\n")
  }

  @Test func refusesWhatIsOutOfOrder() {
    #expect(refusal(row(2, "") + row(1, "")).contains("row 1 comes after row 2"))
    #expect(refusal(row(2, "") + row(2, "")).contains("row 2 comes after row 2"))
    #expect(refusal(row(1, cell("B1", "1") + cell("A1", "1"))).contains("A1 comes after cell B1"))
    #expect(refusal(row(1, cell("A1", "1") + cell("A1", "1"))).contains("A1 comes after cell A1"))
    #expect(refusal(row(1, cell("A2", "1"))).contains("A2 stands in row 1"))
    #expect(refusal(row(1, cell("XFE1", "1"))).contains("no cell of a sheet"))
    #expect(refusal(row(1_048_577, "")).contains("beyond 1048576"))
    #expect(refusal(row(1, cell("XFD1", "1") + "<c><v>1</v></c>")).contains("more than 16384"))
  }

  @Test func refusesValuesThatAreNone() {
    #expect(refusal(row(1, cell("A1", "x"))).contains("A1 is a number 'x'"))
    #expect(refusal(row(1, cell("A1", "2", #" t="b""#))).contains("boolean"))
    #expect(refusal(row(1, cell("A1", "1", #" t="s""#)), strings: "<si><t>a</t></si>").contains("shared text 1, of 1"))
    #expect(refusal(row(1, cell("A1", "-1", #" t="s""#)), strings: "").contains("shared text -1"))
    #expect(refusal(row(1, cell("A1", "1", #" t="z""#))).contains("type 'z'"))
  }

  @Test func refusesSheetsThatAreMostlyEmpty() {
    #expect(refusal(row(1, cell("XFD1", "1")) + row(1_048_576, cell("A1048576", "1"))).contains("too large for CSV"))
  }

  @Test func notesRowsAndRanges() throws {
    let cells =
      row(1, cell("A1", "1")) + row(2, cell("A2", "1"), #" hidden="1""#)
      + row(3, cell("A3", "1"), #" hidden="true""#) + row(4, "", #" hidden="1""#) + row(5, cell("A5", "1"))
    let merges = "<mergeCells>" + (1...7).map { #"<mergeCell ref="A\#($0):B\#($0)"/>"# }.joined() + "</mergeCells>"
    let filter = #"<autoFilter ref="A1:A2"><filterColumn colId="0"/></autoFilter>"#
    let notes = try Reading.convert(Made.workbook(cells, behind: filter + merges).bytes).notes
    #expect(notes.hiddenRows == 1)
    #expect(notes.filteredRows == 1)
    #expect(notes.mergedRanges == 7)
    #expect(notes.firstMergedRanges == ["A1:B1", "A2:B2", "A3:B3", "A4:B4", "A5:B5"])
  }

  @Test func notesFormattedNumbersAndReadsDates() throws {
    let styles =
      #"<numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="d/m/yy h:mm"/>"#
      + #"</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/>"#
      + #"<xf numFmtId="9"/><xf numFmtId="46"/></cellXfs>"#
    let cells =
      row(1, cell("A1", "12", #" s="1""#) + cell("B1", "45292", #" s="2""#) + cell("C1", "0.5", #" s="4""#))
      + row(2, cell("A2", "7", #" s="1""#) + cell("B2", "45292.5", #" s="3""#) + cell("C2", "1.5", #" s="5""#))
      + row(3, cell("A3", "123456", #" s="1""#) + cell("B3", "-1", #" s="2""#) + cell("C3", "1", #" s="99""#))
    let (text, notes) = try Reading.convert(Made.workbook(cells, styles: styles).bytes)
    #expect(text == "12;2024-01-01;0.5\n7;2024-01-01 12:00;36:00\n123456;-1;1\n")
    #expect(
      notes.formattedNumbers == [
        FormattedNumbers(column: 1, count: 2, firstRow: 1, given: "12", shown: "00012", format: "00000"),
        FormattedNumbers(column: 3, count: 1, firstRow: 1, given: "0.5", shown: "50%", format: "0%"),
      ])
  }

  @Test func notesRowsThatTheFilterOfATableHides() throws {
    var maker = Made.workbook(
      row(1, cell("A1", "1")) + row(2, cell("A2", "1"), #" hidden="1""#) + row(3, cell("A3", "1"), #" hidden="1""#))
    maker.add("xl/worksheets/_rels/sheet1.xml.rels", Made.rels(Made.link("t", "table", "../tables/table1.xml")))
    let filter = #"<autoFilter ref="A1:A2"> <filterColumn colId="0"/> <filterColumn colId="1"/></autoFilter>"#
    maker.add("xl/tables/table1.xml", "<table \(Made.namespace)>\(filter)</table>")
    let notes = try Reading.convert(maker.bytes).notes
    #expect(notes.hiddenRows == 1)
    #expect(notes.filteredRows == 1)
  }

  @Test func countsDaysFrom1904() throws {
    let maker = Made.workbook(
      row(1, cell("A1", "43830", #" s="0""#)), styles: #"<cellXfs><xf numFmtId="14"/></cellXfs>"#,
      properties: #"<workbookPr date1904="1"/>"#)
    #expect(try Reading.text(maker) == "2024-01-01\n")
  }

  @Test func theErrorOfTheReceiverEndsIt() throws {
    struct Full: Error {}
    let (workbook, _) = try Reading.open(Made.workbook(row(1, cell("A1", "1"))).bytes)
    let failure = #expect(throws: WorkbookFailure.self) { try workbook.write { _ in throw Full() } }
    #expect(failure?.message.contains("cannot be written") == true)
  }
}
