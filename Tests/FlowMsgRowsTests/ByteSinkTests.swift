import Testing

@testable import FlowMsgRows

/// Memory that grows while it is written.
struct ByteSinkTests {
  @Test("a sink's own bytes are appended whole, also where it has to move for them")
  func ownBytes() {
    let sink = ByteSink(capacity: 16)
    var expected = Array("0123456789abcdef".utf8)
    sink.append(expected)
    for _ in 0..<12 {
      sink.append(sink.bytes)
      expected += expected
      #expect(Array(sink.bytes) == expected)
    }
  }

  @Test("numbers in decimal digits", arguments: [0, 7, 10, 593_987_654_321, UInt64.max])
  func decimals(_ value: UInt64) {
    let sink = ByteSink(capacity: 16)
    sink.append(decimal: value)
    #expect(String(decoding: sink.bytes, as: UTF8.self) == "\(value)")
  }
}
