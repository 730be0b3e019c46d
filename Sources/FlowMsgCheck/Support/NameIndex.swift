/// The names of a list that grows, each once, with their places: compared one by one while they are few, which costs no
/// memory, and through a hash when they are many.
struct NameIndex: Sendable {
  private static let few = 8
  private var names: ContiguousArray<String> = []
  private var places: [String: Int] = [:]

  /// The place of `name`; nil where the list has no such name.
  func place(of name: String) -> Int? {
    names.count > NameIndex.few ? places[name] : names.firstIndex(of: name)
  }

  /// Adds `name` behind the others; where it is already, if it is there.
  mutating func add(_ name: String) -> Int? {
    if let first = place(of: name) { return first }
    names.append(name)
    guard names.count > NameIndex.few else { return nil }
    let first = places.isEmpty ? 0 : names.count - 1
    for i in first..<names.count { places[names[i]] = i }
    return nil
  }

  /// Forgets all names.
  mutating func removeAll() {
    if names.isEmpty { return }
    names.removeAll(keepingCapacity: true)
    if !places.isEmpty { places.removeAll(keepingCapacity: true) }
  }
}
