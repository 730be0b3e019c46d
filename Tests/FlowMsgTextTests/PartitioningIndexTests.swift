import FlowMsgText
import Testing

struct PartitioningIndexTests {
  @Test func emptyAllNoneFirstAndLast() {
    let none: [Int] = []
    #expect(none.partitioningIndex { _ in true } == 0)
    let five = [10, 20, 30, 40, 50]
    #expect(five.partitioningIndex { _ in true } == 0)
    #expect(five.partitioningIndex { _ in false } == 5)
    #expect(five.partitioningIndex { $0 >= 20 } == 1)
    #expect(five.partitioningIndex { $0 >= 50 } == 4)
    #expect([7].partitioningIndex { $0 > 7 } == 1)
    #expect([7].partitioningIndex { $0 >= 7 } == 0)
  }

  /// The same index as going through one by one finds, for lists with repetitions, parts of lists and ranges.
  @Test func agreesWithALinearSearch() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let list = (0..<Int.random(in: 0...40, using: &random)).map { _ in Int.random(in: -9...9, using: &random) }
        .sorted()
      let bound = Int.random(in: -10...10, using: &random)
      #expect(list.partitioningIndex { $0 >= bound } == list.firstIndex { $0 >= bound } ?? list.endIndex)
      let part = list.dropFirst(Int.random(in: 0...5, using: &random))
      #expect(part.partitioningIndex { $0 > bound } == part.firstIndex { $0 > bound } ?? part.endIndex)
      let range = -20..<(-20 + list.count)
      #expect(range.partitioningIndex { $0 >= bound } == range.first { $0 >= bound } ?? range.upperBound)
    }
  }

  /// Indices whose sum is more than an `Int` can be are reached all the same.
  @Test func farIndices() {
    let range = (Int.max - 9)..<Int.max
    for bound in range { #expect(range.partitioningIndex { $0 >= bound } == bound) }
    #expect(range.partitioningIndex { _ in false } == Int.max)
  }

  /// Of a thousand elements ten are asked.
  @Test func asksByHalves() {
    var asked = 0
    let found = (0..<1000).partitioningIndex {
      asked += 1
      return $0 >= 321
    }
    #expect(found == 321)
    #expect(asked <= 10)
  }
}
