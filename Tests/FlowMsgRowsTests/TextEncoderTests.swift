import FlowMsgRows
import Testing

/// Texts go back in the encoding in which they came.
struct TextEncoderTests {
  private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding) throws -> [UInt8] {
    var decoder = TextDecoder(encoding)
    let sink = ByteSink(capacity: 64)
    try bytes.withUnsafeBufferPointer { (bytes) throws(RowsFailure) in
      try decoder.decode(bytes, isLast: true, to: sink)
    }
    return Array(sink.bytes)
  }

  @Test("UTF-8 stays as it is, whether or not it is valid")
  func utf8() {
    var encoder = TextEncoder(.utf8)
    for bytes in [[0xEF, 0xBB, 0xBF, 0x61], [0xC3], [0xFF, 0x00], []] as [[UInt8]] {
      #expect(encoder.encode(bytes) == bytes)
    }
  }

  @Test("every byte of Windows-1252 comes back")
  func windows1252() throws {
    var encoder = TextEncoder(.windows1252)
    let all = (0...255).map { UInt8($0) }
    #expect(encoder.encode(try decoded(all, .windows1252)) == all)
    #expect(encoder.encode(Array("€ Ł 😀".utf8)) == [0x80, 0x20, 0x3F, 0x20, 0x3F])
  }

  @Test("UTF-16 begins with its mark, once, and has pairs")
  func utf16() throws {
    var encoder = TextEncoder(.utf16)
    #expect(encoder.encode([]) == [])
    let first = encoder.encode(Array("aé".utf8))
    #expect(first == [0xFF, 0xFE, 0x61, 0x00, 0xE9, 0x00])
    let second = encoder.encode(Array("😀\n".utf8))
    #expect(second == [0x3D, 0xD8, 0x00, 0xDE, 0x0A, 0x00])
    #expect(try decoded(first + second, .utf16) == Array("aé😀\n".utf8))
  }
}
