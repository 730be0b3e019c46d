import FlowMsgText

/// The messages that arrived, the last ones with their bodies. Memory is bounded, by their number and by their size.
struct MessageStore: Sendable {
  /// All bodies together, and the paths that they came to, have at most so many bytes.
  static let maximumBytes = 64 << 20

  private(set) var counts = SandboxCounts()
  private let capacity: Int
  /// Those kept begin at `first`; what is before it was released, and is cut off once it is most of the list.
  private var list: [ReceivedMessage] = []
  private var first = 0
  private var bytes = 0

  /// A store of the last `capacity` messages.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The messages kept, oldest first.
  var messages: ArraySlice<ReceivedMessage> { list[first...] }

  /// The number of the oldest message kept; where none is, of the next to come.
  var firstNumber: Int { messages.first?.number ?? counts.received + 1 }

  /// The message of this number, where it is kept.
  func message(_ number: Int) -> ReceivedMessage? {
    // Numbers rise by one, so the place follows from the number.
    guard let last = messages.last?.number, firstNumber...last ~= number else { return nil }
    return messages[messages.startIndex + number - firstNumber]
  }

  /// The messages that `query` asks for.
  func select(_ query: MessagesQuery) -> MessageSelection {
    // Without a filter nothing is gone through, however much is kept.
    guard query.isFiltered else { return select(query, among: messages.indices) }
    return select(query, among: messages.indices.filter { query.takes(list[$0]) })
  }

  private func select(_ query: MessagesQuery, among places: some RandomAccessCollection<Int>) -> MessageSelection {
    let passed = count(of: places) { $0.number <= query.after }
    let until = max(passed, count(of: places) { $0.number < query.before })
    var count = min(query.limit, until - passed)
    if let bytes = query.bytes { count = fitting(places.dropFirst(passed).prefix(until - passed), count, query, bytes) }
    let earlier = query.isBackward ? until - count : passed
    return MessageSelection(
      messages: places.dropFirst(earlier).prefix(count).map { list[$0] }, earlier: earlier,
      later: places.count - earlier - count)
  }

  /// How many of `places`, at most `count` and from the end that the query begins at, are no more than `bytes`; one is in
  /// any case.
  private func fitting(
    _ places: some RandomAccessCollection<Int>, _ count: Int, _ query: MessagesQuery, _ bytes: Int
  ) -> Int {
    var (taken, sum) = (0, 0)
    while taken < count {
      let offset = query.isBackward ? places.count - 1 - taken : taken
      sum += Self.size(list[places[places.index(places.startIndex, offsetBy: offset)]])
      guard taken == 0 || sum <= bytes else { break }
      taken += 1
    }
    return taken
  }

  /// How many of `places` are before the first message that is not `isBefore`; they are in order.
  private func count(of places: some RandomAccessCollection<Int>, _ isBefore: (ReceivedMessage) -> Bool) -> Int {
    places.distance(from: places.startIndex, to: places.partitioningIndex { !isBefore(list[$0]) })
  }

  /// Counts a message and keeps it; gives it its number.
  mutating func add(_ message: ReceivedMessage) {
    counts.received += 1
    counts.add(message.verdict)
    guard capacity > 0 else { return }
    list.append(message)
    list[list.count - 1].number = counts.received
    bytes += Self.size(message)
    while messages.count > capacity || (bytes > Self.maximumBytes && messages.count > 1) { dropOldest() }
  }

  /// Counts a request that a fault kept from being received.
  mutating func countUnreceived(_ verdict: Verdict) { counts.add(verdict) }

  /// Lets all messages go; the counts and the numbers go on.
  mutating func clear() {
    list = []
    (first, bytes) = (0, 0)
  }

  private static func size(_ message: ReceivedMessage) -> Int { message.body.count + message.target.utf8.count }

  private mutating func dropOldest() {
    bytes -= Self.size(list[first])
    (list[first].body, list[first].target) = ([], "")
    first += 1
    guard first > 1024, first > list.count / 2 else { return }
    list.removeFirst(first)
    first = 0
  }
}
