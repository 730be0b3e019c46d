import FlowMsgText
import Testing

@testable import FlowMsgCLI

@Suite("Places")
struct PlaceIndexTests {
  @Test("lines and columns are those of reports, in long lines too", arguments: ["", "\u{FEFF}", "é"])
  func positions(_ start: String) {
    let bytes = Array(
      (start + String(repeating: "aé🎄", count: 300) + "\r\n\nb\n" + String(repeating: "ñ", count: 700)).utf8)
    let index = PlaceIndex(bytes)
    let lines = LineIndex(bytes)
    for offset in 0...UInt32(bytes.count + 3) {
      let expected = lines.position(of: offset, in: bytes)
      let found = index.position(of: offset)
      guard expected != found else { continue }
      Issue.record("\(offset): \(found), expected \(expected)")
      return
    }
    #expect(PlaceIndex([]).position(of: 0) == LinePosition(line: 1, column: 1))
  }
}
