import FlowMsgJSON
import Testing

@Suite struct WriterBufferTests {
  /// Writes records of these sizes, record `n` filled with the byte `n`, in pieces of `piece` bytes.
  static func fill(_ buffer: OutputBuffer, _ sizes: [Int], piece: Int) -> [(chunk: Int, range: Range<Int>)] {
    sizes.enumerated().map { number, size in
      buffer.beginRecord()
      var left = size
      while left > 0 {
        let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: min(piece, left))
        bytes.withUnsafeBytes { buffer.append($0) }
        left -= bytes.count
      }
      return buffer.endRecord()
    }
  }

  @Test(arguments: [1, 7, 64, 1000])
  func aRecordIsInOneChunk(_ chunkSize: Int) {
    let sizes = [0, 1, 63, 64, 65, 0, 1000, 3, 10_000, 2, 64, 0]
    for piece in [1, 5, 64, 100_000] {
      let buffer = OutputBuffer(chunkSize: chunkSize)
      let places = Self.fill(buffer, sizes, piece: piece)
      let chunks = buffer.takeChunks()
      for (number, place) in places.enumerated() where sizes[number] > 0 {
        let bytes = chunks[place.chunk].bytes[place.range]
        #expect(bytes.count == sizes[number])
        #expect(bytes.allSatisfy { $0 == UInt8(number) })
      }
      let expected = sizes.enumerated().flatMap { [UInt8](repeating: UInt8($0), count: $1) }
      #expect(chunks.flatMap(\.bytes) == expected)
      #expect(chunks.allSatisfy { !$0.bytes.isEmpty })
    }
  }

  @Test func chunksHoldWhatFitsAndNoMore() {
    let buffer = OutputBuffer(chunkSize: 100)
    _ = Self.fill(buffer, [60, 40, 1, 60, 60], piece: 10)
    #expect(buffer.takeChunks().map(\.bytes.count) == [100, 61, 60])
  }

  @Test func aBufferIsEmptyAfterItsChunksAreTaken() {
    let buffer = OutputBuffer(chunkSize: 8)
    buffer.append("one" as StaticString)
    let first = buffer.takeChunks()
    #expect(buffer.takeChunks().isEmpty)
    buffer.beginRecord()
    buffer.append("two é")
    let place = buffer.endRecord()
    let second = buffer.takeChunks()
    #expect(first.flatMap(\.bytes) == Array("one".utf8))
    #expect(Array(second[place.chunk].bytes[place.range]) == Array("two é".utf8))
  }

  @Test func aDroppedRecordLeavesNothing() {
    let buffer = OutputBuffer(chunkSize: 4)
    _ = Self.fill(buffer, [3], piece: 3)
    buffer.beginRecord()
    buffer.append("a record that needs a chunk of its own" as StaticString)
    buffer.dropRecord()
    _ = Self.fill(buffer, [2], piece: 1)
    #expect(buffer.takeChunks().flatMap(\.bytes) == [0, 0, 0, 0, 0])
  }
}
