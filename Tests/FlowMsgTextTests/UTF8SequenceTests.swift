import FlowMsgText
import Testing

struct UTF8SequenceTests {
  /// Bytes on both sides of every bound of the table.
  private static let bytes: [UInt8] = [
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
    0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
  ]

  /// How many bytes at the start of `text` the standard library takes for one character; 0 if none.
  private func expected(_ text: ArraySlice<UInt8>) -> Int {
    (1...4).first { count in
      count <= text.count && String(validating: text.prefix(count), as: UTF8.self)?.unicodeScalars.count == 1
    } ?? 0
  }

  @Test func agreesWithTheStandardLibrary() {
    var wrong: [[UInt8]] = []
    for first in Self.bytes {
      for second in Self.bytes {
        for third in Self.bytes {
          for fourth in [0x7F, 0x80, 0xBF, 0xC0] as [UInt8] {
            let text = [first, second, third, fourth]
            if UTF8Sequence.length(text.span, 0, 4) != expected(text[...]) { wrong.append(text) }
          }
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  /// A character that goes on behind the end is none.
  @Test func endsBeforeTheEnd() {
    let text = Array("aé€🙂".utf8)
    #expect([0, 1, 3, 6].map { UTF8Sequence.length(text.span, $0, text.count) } == [1, 2, 3, 4])
    #expect([0, 1, 3, 6].map { UTF8Sequence.length(text.span, $0, $0 + 1) } == [1, 0, 0, 0])
    #expect(UTF8Sequence.length(text.span, 6, 9) == 0)
  }
}
