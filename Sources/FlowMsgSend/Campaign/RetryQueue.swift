/// Requests that wait for another try, the one that is due first in front.
struct RetryQueue {
  struct Item {
    var due: Moment
    var retry: Int
    var request: PreparedRequest
  }

  /// Sorted, the first due last. It is short: retries are few by budget.
  private var items: [Item] = []
  private var size = 0

  /// What may wait at most: rows, and bytes of them.
  private static let most = 1024
  private static let mostBytes = 16 << 20

  var isEmpty: Bool { items.isEmpty }
  var count: Int { items.count }
  var nextDue: Moment? { items.last?.due }

  /// Whether another request can wait.
  func hasRoom(for request: PreparedRequest) -> Bool {
    items.count < Self.most && size + request.body.count <= Self.mostBytes
  }

  mutating func add(_ item: Item) {
    size += item.request.body.count
    var (low, high) = (0, items.count)
    while low < high {
      let middle = (low + high) / 2
      if items[middle].due > item.due { low = middle + 1 } else { high = middle }
    }
    items.insert(item, at: low)
  }

  /// Takes the first request if it is due.
  mutating func take(dueAt now: Moment) -> Item? {
    guard let last = items.last, last.due <= now else { return nil }
    size -= last.request.body.count
    return items.removeLast()
  }
}
