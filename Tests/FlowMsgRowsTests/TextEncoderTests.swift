@testable import FlowMsgRows
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

  @Test("every byte of a code page comes back", arguments: [TextEncoding.windows1252, .macintosh, .cp850])
  func codePages(_ encoding: TextEncoding) throws {
    var encoder = TextEncoder(encoding)
    let page = try #require(encoding.codePage)
    let all = (0...255).map { UInt8($0) }.filter { page.character(of: $0) != nil }
    #expect(all.count == (encoding == .windows1252 ? 251 : 256))
    #expect(encoder.encode(try decoded(all, encoding)) == all)
    let given = encoding.name
    #expect(TextEncoding(given) == encoding && TextEncoding.names.contains(given))
  }

  @Test(
    "a text in another encoding than was said is refused", arguments: [TextEncoding.windows1252, .macintosh, .cp850])
  func otherEncodings(_ encoding: TextEncoding) throws {
    #expect(throws: RowsFailure.self) { try decoded(Array("to,nome\n1,São João\n".utf8), encoding) }
    let own = TextEncoder(encoding)
    var encoder = own
    let bytes = encoder.encode(Array("to,nome\n1,Conceição Núñez\n2,Peña Ávila\n".utf8))
    #expect(String(decoding: try decoded(bytes, encoding), as: UTF8.self).contains("Conceição"))
    let guess = EncodingGuess(bytes)
    #expect(guess.encoding == encoding && guess.words == ["Conceição", "Núñez", "Peña"])
    #expect(TextEncoding(guessing: bytes) == encoding)
  }

  @Test("a byte that an encoding does not have is refused, with the encoding that has it")
  func missingBytes() throws {
    var failure: RowsFailure?
    do {
      _ = try decoded(Array("to,nome\n1,Ana\n2,Concei".utf8) + [0x8D, 0x8B] + Array("o\n".utf8), .windows1252)
    } catch let error as RowsFailure { failure = error }
    #expect(failure?.message == "line 3: the byte 0x8D stands for no character in windows-1252")
    #expect(failure?.help.first?.hasPrefix("try '--encoding macintosh', which would read 'Conceição'") == true)
  }

  @Test("Windows-1252 has no other characters")
  func windows1252() throws {
    var encoder = TextEncoder(.windows1252)
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
