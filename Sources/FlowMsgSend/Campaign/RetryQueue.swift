/// Requests that wait for another try, the one that is due first in front.
struct RetryQueue {
  struct Item {
    var due: Moment
    /// How often the row was tried again before.
    var retry: Int
    /// How often it was asked to wait with `Retry-After`, and was sent again after.
    var waits: Int
    /// How often the server did not take it, by its own word.
    var refusals = 0
    /// Whether it is such a wait that ends when it is due.
    var isWait = false
    var request: PreparedRequest
  }

  /// Sorted, the first due last. It is short: retries are few by budget, and nothing new leaves while many wait.
  private var items: [Item] = []
  private var size = 0

  /// How much waits at most, in rows and bytes of them, before nothing new leaves. What is on its way then finds room.
  private static let most = 1024
  private static let mostBytes = 16 << 20

  var isEmpty: Bool { items.isEmpty }
  var nextDue: Moment? { items.last?.due }

  /// Whether more may come to wait.
  var hasRoom: Bool { items.count < Self.most && size < Self.mostBytes }

  mutating func add(_ item: Item) {
    size += item.request.body.count
    items.insert(item, at: items.firstIndex { $0.due <= item.due } ?? items.endIndex)
  }

  /// Takes the first request if it is due.
  mutating func take(dueAt now: Moment) -> Item? {
    guard let last = items.last, last.due <= now else { return nil }
    size -= last.request.body.count
    return items.removeLast()
  }
}
