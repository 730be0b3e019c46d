/// What a journal says of each person: 16 bytes a place, about three quarters of them filled.
///
/// The places are found by a hash with a key of the process, so that no list of numbers makes it slow.
package struct JournalPeople: Sendable {
  private var digests: [UInt64]
  private var states: [RowState]
  private var times: [UInt32]
  /// How many people there are.
  package private(set) var count = 0

  /// A table that is right for `capacity` people; it grows if there are more.
  package init(capacity: Int = 0) {
    let places = max(8, capacity + capacity / 3 + 1)
    digests = Array(repeating: 0, count: places)
    states = Array(repeating: .pending, count: places)
    times = Array(repeating: 0, count: places)
  }

  /// What is known of somebody.
  package struct Entry: Hashable, Sendable {
    /// The state.
    package var state: RowState
    /// When it came about, in seconds since 1970; 0 if that is not known.
    package var time: UInt32

    /// A state that came about at a time; 0 if that is not known.
    package init(_ state: RowState, time: UInt32 = 0) { (self.state, self.time) = (state, time) }
  }

  /// What is known of a person; nil if nothing is.
  package subscript(digest: UInt64) -> Entry? {
    let place = place(of: digest)
    return digests[place] == digest && digest != 0 ? Entry(states[place], time: times[place]) : nil
  }

  /// Sets what is known of a person.
  package mutating func set(_ digest: UInt64, _ state: RowState, at time: UInt32) {
    guard digest != 0 else { return }
    if (count + 1) * 10 > digests.count * 8 { grow() }
    let place = place(of: digest)
    if digests[place] == 0 { count += 1 }
    (digests[place], states[place], times[place]) = (digest, state, time)
  }

  /// Changes the state of all.
  package mutating func mapStates(_ change: (RowState) -> RowState) {
    for place in digests.indices where digests[place] != 0 { states[place] = change(states[place]) }
  }

  /// Gives all entries to `take`, in no order that means anything: for sums.
  package func forEach(_ take: (Entry) -> Void) {
    for place in digests.indices where digests[place] != 0 { take(Entry(states[place], time: times[place])) }
  }

  private func place(of digest: UInt64) -> Int {
    var hasher = Hasher()
    hasher.combine(digest)
    let hash = UInt64(truncatingIfNeeded: hasher.finalize())
    var place = Int(hash.multipliedFullWidth(by: UInt64(digests.count)).high)
    while digests[place] != 0, digests[place] != digest { place = place + 1 == digests.count ? 0 : place + 1 }
    return place
  }

  private mutating func grow() {
    var next = JournalPeople(capacity: count + count / 2 + 8)
    for place in digests.indices where digests[place] != 0 { next.set(digests[place], states[place], at: times[place]) }
    self = next
  }
}
