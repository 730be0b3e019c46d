import FlowMsgRows
import FlowMsgSend

/// The digests of one person after the other under all keys that journals have; a key that several have is used once.
struct PersonDigests {
  private var keys: [PersonDigest] = []
  private var digests: [UInt64] = []

  /// The place of a key among the digests.
  mutating func add(_ key: PersonDigest) -> Int {
    if let place = keys.firstIndex(where: { $0.key == key.key }) { return place }
    keys.append(key)
    digests.append(0)
    return keys.count - 1
  }

  /// Makes the digests of the person who has a number.
  mutating func take(_ number: UInt64) {
    let person = Person.key(number)
    for place in keys.indices { digests[place] = keys[place](person) }
  }

  /// The digest at a place.
  subscript(place: Int) -> UInt64 { digests[place] }
}
