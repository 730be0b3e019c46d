/// The messages that arrived, the last ones with their bodies. Memory is bounded, by their number and by their size.
struct MessageStore: Sendable {
  /// All bodies together have at most so many bytes.
  static let maximumBytes = 64 << 20

  private(set) var counts = SandboxCounts()
  private let capacity: Int
  /// Those kept begin at `first`; what is before it was let go, and is cut off once it is most of the list.
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

  /// The messages kept whose number is greater than `number`, at most `limit`.
  func messages(after number: Int, limit: Int) -> ArraySlice<ReceivedMessage> {
    // Numbers rise by one, so the place follows from the number.
    let passed = min(max(0, number - firstNumber + 1), messages.count)
    return messages.dropFirst(passed).prefix(limit)
  }

  /// Counts a message and keeps it; gives it its number.
  mutating func add(_ message: ReceivedMessage) {
    counts.received += 1
    counts.add(message.verdict)
    guard capacity > 0 else { return }
    list.append(message)
    list[list.count - 1].number = counts.received
    bytes += message.body.count
    while messages.count > capacity || (bytes > Self.maximumBytes && messages.count > 1) { dropOldest() }
  }

  /// Counts a request that a fault kept from being received.
  mutating func countUnreceived(_ verdict: Verdict) { counts.add(verdict) }

  /// Lets all messages go; the counts and the numbers go on.
  mutating func clear() {
    list = []
    (first, bytes) = (0, 0)
  }

  private mutating func dropOldest() {
    bytes -= list[first].body.count
    list[first].body = []
    first += 1
    guard first > 1024, first > list.count / 2 else { return }
    list.removeFirst(first)
    first = 0
  }
}
