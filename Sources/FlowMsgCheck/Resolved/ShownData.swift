/// What there is to say of the data of a message that components show.
package struct ShownData: Sendable {
  /// The values that need a closer look.
  var values: ContiguousArray<ShownValue> = []
  /// Whether anything was noted since all was forgotten.
  var isUsed = false
  /// Whether what is in order in the data is so at first sight.
  var isInOrder = false
  /// What components do not accept.
  package internal(set) var findings: ContiguousArray<ShownFinding> = []
  /// What can be judged only when parameters have their values.
  package internal(set) var openValues: ContiguousArray<OpenValue> = []
  /// What can be compared only then.
  package internal(set) var openOrders: ContiguousArray<OpenOrder> = []

  /// Forgets the last message's.
  mutating func removeAll() {
    guard isUsed else { return }
    isUsed = false
    if !values.isEmpty { values.removeAll(keepingCapacity: true) }
    if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
    if !openOrders.isEmpty { openOrders.removeAll(keepingCapacity: true) }
    if !openValues.isEmpty { openValues.removeAll(keepingCapacity: true) }
  }
}
