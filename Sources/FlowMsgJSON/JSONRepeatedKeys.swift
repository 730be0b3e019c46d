import FlowMsgText

extension JSONReader {
  /// Up to this many members are compared pairwise, which needs no memory; more are sorted by their hash.
  private static let pairwiseLimit = 12

  /// Reports the members of `object` whose keys an earlier one has, and marks the earlier ones as shadowed.
  ///
  /// Keys are compared once their escapes are read.
  mutating func reportRepeatedKeys(of object: Int, _ bytes: Span<UInt8>) {
    keys.removeAll(keepingCapacity: true)
    var member = object + 1
    while member < Int(document.nodes[object].next) {
      keys.append(member)
      member = Int(document.nodes[member].next)
    }
    guard keys.count > 1 else { return }
    if keys.count <= Self.pairwiseLimit { comparePairwise(bytes) } else { compareHashed(bytes) }
  }

  private mutating func comparePairwise(_ bytes: Span<UInt8>) {
    for j in 1..<keys.count {
      guard let first = keys[..<j].first(where: { areEqual($0, keys[j], bytes) }) else { continue }
      let last = keys[..<j].last { areEqual($0, keys[j], bytes) } ?? first
      reportRepeated(keys[j], first: first, last: last)
    }
  }

  /// Sorts by hash, so that equal keys are neighbours. The hash is seeded anew in every process, so no file can be
  /// made to collide; the outcome does not depend on it, as groups are in source order.
  private mutating func compareHashed(_ bytes: Span<UInt8>) {
    let hashed = keys.map { (hash: hash(of: $0, bytes), member: $0) }.sorted { $0 < $1 }
    var first = 0
    for i in hashed.indices.dropFirst() {
      if hashed[i].hash == hashed[first].hash, areEqual(hashed[i].member, hashed[first].member, bytes) {
        reportRepeated(hashed[i].member, first: hashed[first].member, last: hashed[i - 1].member)
      } else {
        first = i
      }
    }
  }

  private mutating func reportRepeated(_ member: Int, first: Int, last: Int) {
    document.nodes[last].traits.insert(.shadowed)
    document.faults.append(
      JSONFault(.repeatedKey, document.nodes[member].range, related: document.nodes[first].range))
  }

  private func areEqual(_ a: Int, _ b: Int, _ bytes: Span<UInt8>) -> Bool {
    let (x, y) = (document.nodes[a], document.nodes[b])
    if x.traits.contains(.escaped) || y.traits.contains(.escaped) { return key(x, bytes) == key(y, bytes) }
    guard x.end - x.start == y.end - y.start else { return false }
    for i in 0..<Int(x.end - x.start) where bytes[Int(x.start) + i] != bytes[Int(y.start) + i] { return false }
    return true
  }

  private func hash(of member: Int, _ bytes: Span<UInt8>) -> Int {
    let node = document.nodes[member]
    var hasher = Hasher()
    if node.traits.contains(.escaped) {
      key(node, bytes).withUnsafeBytes { hasher.combine(bytes: $0) }
    } else {
      bytes.extracting(Int(node.start) + 1..<Int(node.end) - 1).withUnsafeBytes { hasher.combine(bytes: $0) }
    }
    return hasher.finalize()
  }

  private func key(_ node: JSONNode, _ bytes: Span<UInt8>) -> [UInt8] {
    unescaped(bytes, Int(node.start) + 1..<Int(node.end) - 1, surrogates: .kept)
  }
}
