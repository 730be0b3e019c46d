import Synchronization

/// Counts, from several threads, how often each piece of work was done.
final class Tally: Sendable {
  private let state: Mutex<[Int]>

  init(_ count: Int) {
    state = Mutex([Int](repeating: 0, count: count))
  }

  func note(_ piece: Int) { state.withLock { $0[piece] += 1 } }

  var counts: [Int] { state.withLock { $0 } }
}
