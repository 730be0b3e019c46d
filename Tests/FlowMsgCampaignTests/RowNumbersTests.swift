import FlowMsgCampaign
import Testing

@Suite("numbers and lines of rows")
struct RowNumbersTests {
  @Test("what was added is there, also where rows are passed over and lines do not go on as rows do")
  func rowsAndLines() {
    var numbers = RowNumbers(capacity: 1)
    var expected: [(row: UInt32, number: UInt64, line: Int)] = []
    var line = 2
    for row in 0..<5000 as Range<UInt32> where row % 7 != 3 {
      line += row % 11 == 0 ? 3 : 1
      let number = 593_987_000_000 + UInt64(row)
      #expect(numbers.add(number, row: row, line: line) == nil)
      expected.append((row, number, line))
    }
    numbers.finish()
    #expect(expected.allSatisfy { numbers.number(of: $0.row) == $0.number && numbers.line(of: $0.row) == $0.line })
    #expect(numbers.number(of: 3) == nil)
    #expect(numbers.number(of: 5001) == nil)
  }

  @Test("a person is known again in another spelling, with the line of the first")
  func persons() {
    var numbers = RowNumbers(capacity: 4)
    #expect(numbers.add(5_511_987_654_321, row: 0, line: 2) == nil)
    #expect(numbers.add(551_187_654_321, row: 1, line: 3) == .init(line: 2, isRespelled: true))
    #expect(numbers.add(5_511_987_654_321, row: 2, line: 4) == .init(line: 2, isRespelled: false))
    #expect(numbers.number(of: 1) == 551_187_654_321)
  }
}
