import FlowMsgText
import Testing

@Suite("text from outside that may be any bytes")
struct RawTextTests {
  static let samples: [[UInt8]] = [
    [], Array("a/é/中/🎄".utf8), [0xE9], Array("caf".utf8) + [0xE9], [0xC3], [0xF0, 0x9F, 0x8E], [0xED, 0xA0, 0x80],
    [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80], Array("\u{10FEE9}".utf8), [0xF4, 0x8F, 0xBB],
    Array("x\u{10FFFF}".utf8) + [0xFF],
    Array(0x80...0xFF),
  ]

  @Test("the bytes come back, and different bytes are different strings", arguments: samples)
  func roundTrip(_ bytes: [UInt8]) {
    #expect(RawText.bytes(RawText.string(bytes)) == bytes)
    #expect(Set(Self.samples.map { RawText.string($0) }).count == Self.samples.count)
    #expect(RawText.path(RawText.string(bytes)).map { UInt8(bitPattern: $0) } == bytes + [0])
  }

  @Test("it is text where the bytes are UTF-8, and the first that is not is found", arguments: samples)
  func validity(_ bytes: [UInt8]) {
    let text = String(validating: bytes, as: UTF8.self)
    #expect(RawText.text(RawText.string(bytes)) == text)
    #expect((RawText.firstInvalid(bytes) == nil) == (text != nil))
  }

  @Test("the first byte that is part of no character")
  func place() {
    #expect(RawText.firstInvalid(Array("né".utf8) + [0xE9]) == 3)
    #expect(RawText.firstInvalid([0x61, 0xC3]) == 1)
  }

  @Test("people read a byte as it is written in many languages")
  func shown() {
    #expect(RawText.shown(RawText.string(Array("caf".utf8) + [0xE9])) == "caf\\xE9")
  }

  @Test("paths are keys by their bytes")
  func keys() {
    #expect("e\u{301}" == "\u{E9}")
    #expect(PathKey("e\u{301}") != PathKey("\u{E9}"))
    #expect(Set([PathKey("e\u{301}"), PathKey("\u{E9}"), PathKey("e\u{301}")]).count == 2)
  }
}
