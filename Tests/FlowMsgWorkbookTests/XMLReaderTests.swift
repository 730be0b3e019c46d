import Testing

@testable import FlowMsgWorkbook

/// The events of a document as a line: `<a` and its attributes, texts in brackets, `>` at an end.
func events(_ bytes: [UInt8], chunk: Int = 1 << 16) throws -> String {
  var reader = try XMLReader(MemorySource(bytes, chunk: chunk), part: "part")
  var (line, text): (String, [UInt8]) = ("", [])
  while true {
    let event = try reader.next()
    if event != .text, !text.isEmpty {
      line += "[\(String(decoding: text, as: UTF8.self))]"
      text = []
    }
    switch event {
    case .start: line += try "<" + known(reader)
    case .end: line += ">"
    case .text: text += Array(reader.text)
    case .finished: return line
    }
  }
}

private func known(_ reader: borrowing XMLReader) throws -> String {
  let name = ["a", "b", "c"].first { XMLName(Array($0.utf8)) == reader.name } ?? "?"
  let value = try reader.string(XMLName("v")).map { " v=\($0)" } ?? ""
  return name + value + (try reader.string(XMLName("v"), hasPrefix: true).map { " x:v=\($0)" } ?? "") + " "
}

extension XMLName {
  fileprivate init(_ bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { XMLName($0.baseAddress!, $0.count) }
  }
}

@Suite struct XMLReaderTests {
  @Test(arguments: [
    ("<a/>", "<a >"), ("<a></a >", "<a >"), ("<a><b/>t</a>", "<a <b >[t]>"),
    ("<x:a xmlns:x='u' xmlns:y='w'><y:b/></x:a>", "<a <b >>"),
    ("<a>&lt;&amp;&gt;&quot;&apos;</a>", "<a [<&>\"']>"), ("<a>&#65;&#x42;&#x1F600;</a>", "<a [AB😀]>"),
    ("<a><![CDATA[<b>&amp;]]]]></a>", "<a [<b>&amp;]]]>"), ("<a><![CDATA[]]></a>", "<a >"),
    ("<a>x\r\ny\rz</a>", "<a [x\ny\nz]>"), ("<a v='1'/>", "<a v=1 >"), ("<a v = \"a'b\" />", "<a v=a'b >"),
    ("<a v=\"x&#10;y\tz\" x:v='2' xmlns:x='u'/>", "<a v=x\ny z x:v=2 >"),
    ("<?xml version='1.0' encoding=\"UTF-8\"?><a/>", "<a >"), ("\u{FEFF}<a/>", "<a >"),
    ("<?xml version='1.0'?>\n<!-- a - b --><?p <a> ?>\n<a/>\n<!--x--><?q?>\n", "<a >"),
    ("<a><!-- <b> -->x<?p ?>y</a>", "<a [xy]>"), ("<a>é漢😀</a>", "<a [é漢😀]>"), ("<a v=\">\"/>", "<a v=> >"),
    ("<a><b><c/></b><b/></a>", "<a <b <c >><b >>"), ("<a>]]</a>", "<a []]]>"), ("<a><!----></a>", "<a >"),
    ("<a xml:space='preserve'>t</a>", "<a [t]>"), ("<a><x:b xmlns:x='u'><x:c/></x:b></a>", "<a <b <c >>>"),
    ("<x:a xmlns:x='u'><x:b xmlns:x='w'/><x:c/></x:a>", "<a <b ><c >>"), ("<a>]>]]&gt;&#93;]></a>", "<a []>]]>]]>]>"),
    ("<a>]]<!-- -->></a>", "<a []]>]>"), ("<a>x]]]</a>", "<a [x]]]]>"), ("<a><![CDATA[]]>></a>", "<a [>]>"),
  ])
  func reads(_ text: String, _ expected: String) throws {
    for chunk in [1, 2, 3, 7, 1 << 16] {
      #expect(try events(Array(text.utf8), chunk: chunk) == expected, "in chunks of \(chunk)")
    }
  }

  @Test(arguments: [
    ("", "no element"), ("x", "outside"), ("<a>", "inside"), ("<a", "inside of a tag"), ("<a></b>", "expected </a>"),
    ("</a>", "not open"), ("<a/><b/>", "second element"), ("<a/>x", "outside"), ("<a><b></a></b>", "expected </b>"),
    ("<a v/>", "no value"), ("<a v=1/>", "not in quotes"), ("<a v='1' v='2'/>", "twice"), ("<a v='1'w='2'/>", "white"),
    ("<a v='<'/>", "'<'"), ("<a>&b;</a>", "'&'"), ("<a>&amp</a>", "'&'"), ("<a>&#0;</a>", "'&'"),
    ("<a>&#xD800;</a>", "'&'"), ("<a>&#x110000;</a>", "'&'"), ("<a>&;</a>", "'&'"), ("<a v='&b;'/>", "reference"),
    ("<!DOCTYPE a><a/>", "document type"), ("<!ELEMENT a>", "'<!'"), ("<a><!-- -- --></a>", "'--'"),
    ("<a>\u{1}</a>", "control"), ("<a v='\u{1}'/>", "control"), ("<a>\u{FFFE}</a>", "UTF-8"),
    ("<a><![CDATA[x</a>", "inside"), ("<a><!-- x</a>", "comment"), ("<a><?p x</a>", "instruction"),
    ("<a><?xml version='1.0'?></a>", "beginning"), ("<1/>", "no tag"), ("< a/>", "no tag"), ("<a / >", "'/>'"),
    ("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "'ISO-8859-1'"), ("<a></a", "inside of a tag"), ("<", "tag"),
    ("<![CDATA[x]]>", "outside"), ("<a><", "inside of a tag"), ("<a>&#", "'&'"), ("<a>\u{0}</a>", "control"),
    ("<x:a/>", "'x' is not declared"), ("<a x:v='1'/>", "'x' is not declared"),
    ("<a><b xmlns:x='u'/><x:c/></a>", "'x'"),
    ("<a xmlns:xy='u'><x:b/></a>", "'x'"), ("<a xmlns:x='u'><x:y:b/></a>", "'x:y'"), ("<a xmlns:='u'><:b/></a>", "''"),
    ("<xmlns:a xmlns:x='u'/>", "'xmlns'"), ("<a xmlns='u' y:v='1'/>", "'y'"), ("<a>]]></a>", "']]>'"),
    ("<a>x]]]>y</a>", "']]>'"), ("<a><![CDATA[x]]>]]></a>", "']]>'"), ("<a>]]>", "']]>'"),
  ])
  func refuses(_ text: String, _ part: String) {
    for chunk in [1, 3, 1 << 16] {
      let failure = #expect(throws: WorkbookFailure.self) { try events(Array(text.utf8), chunk: chunk) }
      #expect(failure?.message.contains(part) == true, "\(text): \(failure?.message ?? "nothing")")
    }
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xC3], [0xFF],
      [0xE6, 0xBC], [0xF0, 0x9F, 0x98], [0xC3, 0x41],
    ] as [[UInt8]])
  func refusesWhatIsNoUTF8(_ bytes: [UInt8]) {
    for chunk in [1, 1 << 16] {
      let failure = #expect(throws: WorkbookFailure.self) {
        try events(Array("<a>".utf8) + bytes + Array("</a>".utf8), chunk: chunk)
      }
      #expect(failure?.message.contains("UTF-8") == true)
      #expect(throws: WorkbookFailure.self) {
        try events(Array("<a v='".utf8) + bytes + Array("'/>".utf8), chunk: chunk)
      }
    }
  }

  @Test func refusesUTF16() {
    for text in [[0xFE, 0xFF, 0, 0x3C], [0xFF, 0xFE, 0x3C, 0], [0x3C, 0, 0x61, 0], [0, 0x3C, 0, 0x61]] as [[UInt8]] {
      let failure = #expect(throws: WorkbookFailure.self) { try events(text) }
      #expect(failure?.message.contains("UTF-16") == true)
    }
  }

  @Test func holdsItsLimits() throws {
    let deep = String(repeating: "<a>", count: 64) + String(repeating: "</a>", count: 64)
    #expect(try events(Array(deep.utf8)).count > 64)
    #expect(throws: WorkbookFailure.self) { try events(Array("<a>\(deep)</a>".utf8)) }
    let wide = String(repeating: "x", count: 1 << 20)
    #expect(try events(Array("<a v='\(wide)'/>".utf8)).utf8.count > 1 << 20)
    #expect(throws: WorkbookFailure.self) { try events(Array("<a v='\(wide)\(wide)\(wide)'/>".utf8)) }
    #expect(throws: WorkbookFailure.self) { try events(Array("<\(wide)/>".utf8)) }
    #expect(try events(Array("<a><!--\(wide)\(wide)\(wide)--></a>".utf8)) == "<a >")
    let many = (0...64).map { " w\($0)='1'" }.joined()
    #expect(throws: WorkbookFailure.self) { try events(Array("<a\(many)/>".utf8)) }
  }
}
