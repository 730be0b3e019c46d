import FlowMsgModel

/// The members that every item of a data source has.
enum SourceItem {
  static let id: StaticString = "id"
  static let title: StaticString = "title"
}

/// Items of data sources: each with an `id` and a `title`, both strings, no two with the same `id`.
extension DataWalker {
  /// Whether `key` is one of the members that every item has.
  func isItemKey(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    areEqual(key, SourceItem.id) || areEqual(key, SourceItem.title)
  }

  /// Looks at the items of `array`, the value of a field of type `list`.
  mutating func checkItems(of array: Int, list: Int) {
    let element = types[list].kind == .list ? Int(types[list].first) : -1
    var count = 0
    var item = array + 1
    while item < Int(nodes[array].next) {
      if plainList != array, !hasMembers(item, element) { report(.itemWithoutID, item, type: element) }
      count += 1
      item = Int(nodes[item].next)
    }
    if count > 8 { findRepeatedByHash(array, count) } else { findRepeatedPairwise(array) }
  }

  /// Whether an item has both members, strings; also where the contract already said that something is wrong with it.
  private func hasMembers(_ item: Int, _ element: Int) -> Bool {
    switch nodes[item].kind {
    case .broken, .null, .hole: return true
    case .object: return isFine(item, SourceItem.id, element) && isFine(item, SourceItem.title, element)
    default: return element >= 0 && types[element].kind != .any
    }
  }

  private func isFine(_ item: Int, _ key: StaticString, _ element: Int) -> Bool {
    guard let value = value(key, of: item) else { return false }
    switch nodes[value].kind {
    case .string, .interpolated, .hole, .broken, .null: return true
    default: return declaresString(key, element)
    }
  }

  /// Whether the contract itself asks for a string, so that another value is already reported.
  private func declaresString(_ key: StaticString, _ element: Int) -> Bool {
    guard element >= 0, types[element].kind == .shape else { return false }
    let first = Int(types[element].first)
    for field in first..<first + Int(types[element].count) where areEqual(bytes(fields[field].key), key) {
      return types[Int(fields[field].type)].kind == .string
    }
    return false
  }

  /// The value of the member `key` of an object.
  private func value(_ key: StaticString, of object: Int) -> Int? {
    let key = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    return member(key, object &+ 1, Int(nodes[object].next)).map { $0 &+ 1 }
  }

  private func areEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: StaticString) -> Bool {
    areEqual(a, UnsafeBufferPointer(start: b.utf8Start, count: b.utf8CodeUnitCount))
  }

  // MARK: Repeated ids

  /// The string `id` of an item.
  private func id(of item: Int) -> Int? {
    guard nodes[item].kind == .object, let id = value(SourceItem.id, of: item), nodes[id].kind == .string else {
      return nil
    }
    return id
  }

  /// Few items: comparing all pairs is faster than a table.
  private mutating func findRepeatedPairwise(_ array: Int) {
    let end = Int(nodes[array].next)
    var item = array + 1
    while item < end {
      if let id = id(of: item) {
        var earlier = array + 1
        while earlier < item {
          if let other = self.id(of: earlier), areEqual(bytes(of: id), bytes(of: other)) {
            report(.repeatedID, id, other: other)
            break
          }
          earlier = Int(nodes[earlier].next)
        }
      }
      item = Int(nodes[item].next)
    }
  }

  /// An open-addressed table of the ids' nodes, at most half full; the hash is seeded, so no data can make it slow.
  private mutating func findRepeatedByHash(_ array: Int, _ count: Int) {
    var size = 16
    while size < 2 * count { size *= 2 }
    var table = [Int32](repeating: -1, count: size)
    var item = array + 1
    while item < Int(nodes[array].next) {
      if let id = id(of: item) {
        var slot = hash(bytes(of: id)) & (size - 1)
        while table[slot] >= 0, !areEqual(bytes(of: Int(table[slot])), bytes(of: id)) { slot = (slot + 1) & (size - 1) }
        if table[slot] < 0 { table[slot] = Int32(id) } else { report(.repeatedID, id, other: Int(table[slot])) }
      }
      item = Int(nodes[item].next)
    }
  }

  private func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    return hasher.finalize()
  }
}
