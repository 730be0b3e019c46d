/// The states of all rows of a campaign, by row, with their counts.
package struct RowStates: Sendable {
  private var states: [RowState]
  private var counts = InlineArray<8, Int>(repeating: 0)

  /// The states of rows that were not tried.
  package init(count: Int) {
    states = Array(repeating: .pending, count: count)
    counts[Int(RowState.Kind.pending.rawValue)] = count
  }

  /// States to which rows are added, with memory for `capacity` of them.
  package init(capacity: Int) {
    states = []
    states.reserveCapacity(capacity)
  }

  /// Adds rows in the same state.
  package mutating func append(_ state: RowState, count: Int = 1) {
    states.append(contentsOf: repeatElement(state, count: count))
    counts[Int(state.kind.rawValue)] += count
  }

  /// How many rows there are.
  package var count: Int { states.count }

  /// The state of a row.
  package subscript(row: UInt32) -> RowState {
    get { states[Int(row)] }
    set {
      counts[Int(states[Int(row)].kind.rawValue)] -= 1
      counts[Int(newValue.kind.rawValue)] += 1
      states[Int(row)] = newValue
    }
  }

  /// How many rows are in a state of this kind.
  package func count(_ kind: RowState.Kind) -> Int { counts[Int(kind.rawValue)] }

  /// How many rows are shown as *not tried*.
  package var open: Int { count(.pending) + count(.unsent) }

  /// Makes a doubt of every row that was about to be sent.
  mutating func doubtIntents() {
    for row in states.indices where states[row].kind == .intent {
      self[UInt32(row)] = RowState(.inDoubt, .killed)
    }
  }

  /// Makes rows in doubt rows that were not tried: what `--resend-in-doubt` asks for.
  package mutating func forgiveDoubts() {
    for row in states.indices where states[row].kind == .inDoubt { self[UInt32(row)] = .pending }
  }
}
