import FlowMsgText
import Testing

struct InnerRangeTests {
  @Test func theInnerRangeIsBetweenTwoBytes() {
    #expect(ByteRange(3, 8).inner == ByteRange(4, 7))
    #expect(ByteRange(3, 5).inner == ByteRange(4, 4))
  }

  @Test(arguments: [ByteRange(0, 0), ByteRange(0, 1), ByteRange(7, 8), ByteRange(8, 7), ByteRange(.max, .max)])
  func whatHasNotTwoBytesHasNothingBetweenThem(_ range: ByteRange) {
    #expect(range.inner == ByteRange(at: range.end))
  }

  @Test func aRangeThatEndsBeforeItStartsHasNoBytes() {
    #expect(ByteRange(8, 7).count == 0)
    #expect(ByteRange(7, 8).count == 1)
  }
}
