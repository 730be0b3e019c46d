/// How many people get the message, by the variant of the form and by the bot that sends it.
package struct Audience: Sendable {
  /// How many get each variant, by its place in the form.
  package private(set) var variants: [Int: Int] = [:]
  /// How many each bot sends to, by the ids as they are in paths, in the order in which they came.
  package private(set) var bots: [(id: String, count: Int)] = []
  /// Where the bot of the last person is, and its bytes.
  private var last: (place: Int, id: [UInt8]) = (0, [])

  private static let head = Array("/bots/".utf8)

  /// No one yet.
  package init() {}

  /// Adds somebody who gets a variant by a request to `target`.
  mutating func add(variant: Int, target: some Collection<UInt8>) {
    variants[variant, default: 0] += 1
    guard let head = target.firstRange(of: Self.head) else { return }
    let id = target[head.upperBound...].prefix { $0 != 0x2F }
    if bots.isEmpty || !id.elementsEqual(last.id) { find(Array(id)) }
    bots[last.place].count += 1
  }

  private mutating func find(_ id: [UInt8]) {
    let name = String(decoding: id, as: UTF8.self)
    if let place = bots.firstIndex(where: { $0.id == name }) {
      last = (place, id)
    } else {
      last = (bots.count, id)
      bots.append((name, 0))
    }
  }
}
