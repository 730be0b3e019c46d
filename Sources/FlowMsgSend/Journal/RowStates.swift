/// The states of all rows of a campaign, by row, each with when it came about, and their counts: eight bytes a row.
package struct RowStates: Sendable {
  private var states: [RowState]
  /// Seconds since 1970; 0 where no time is known.
  private var times: [UInt32]
  private var counts = InlineArray<8, Int>(repeating: 0)

  /// The states of rows that were not tried.
  package init(count: Int) {
    states = Array(repeating: .pending, count: count)
    times = Array(repeating: 0, count: count)
    counts[Int(RowState.Kind.pending.rawValue)] = count
  }

  /// States to which rows are added, with memory for `capacity` of them.
  package init(capacity: Int) {
    (states, times) = ([], [])
    states.reserveCapacity(capacity)
    times.reserveCapacity(capacity)
  }

  /// Adds rows in the same state.
  package mutating func append(_ state: RowState, count: Int = 1) {
    states.append(contentsOf: repeatElement(state, count: count))
    times.append(contentsOf: repeatElement(0, count: count))
    counts[Int(state.kind.rawValue)] += count
  }

  /// How many rows there are.
  package var count: Int { states.count }

  /// The state of a row; one that is not there is excluded, and stays so.
  package subscript(row: UInt32) -> RowState {
    get { Int(row) < states.count ? states[Int(row)] : RowState(.excluded) }
    set { set(row, newValue, at: 0) }
  }

  /// Sets a row's state and when it came about, in seconds since 1970; 0 if that is not known.
  package mutating func set(_ row: UInt32, _ state: RowState, at time: UInt32) {
    guard Int(row) < states.count else { return }
    counts[Int(states[Int(row)].kind.rawValue)] -= 1
    counts[Int(state.kind.rawValue)] += 1
    states[Int(row)] = state
    times[Int(row)] = time
  }

  /// When a row's state came about, in seconds since 1970; nil if that is not known.
  package func time(of row: UInt32) -> UInt32? {
    Int(row) < times.count && times[Int(row)] != 0 ? times[Int(row)] : nil
  }

  /// How many rows are in a state of this kind.
  package func count(_ kind: RowState.Kind) -> Int { counts[Int(kind.rawValue)] }

  /// How many rows are not in this run for one reason, such as `.bad`. Counted one by one.
  package func excludedCount(_ state: RowState) -> Int { states.count { $0 == state } }

  /// How many rows are shown as *not tried*.
  package var open: Int { count(.pending) + count(.unsent) }
}
