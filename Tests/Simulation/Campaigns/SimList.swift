import FlowMsgRows

/// A list of recipients as its operator corrects it between runs.
struct SimList: Equatable {
  /// Who is in each row, and whether the number is written in its other spelling; nil is a row that cannot be used.
  var rows: [Entry?]

  struct Entry: Equatable {
    var person: Int
    var isRespelled: Bool
  }

  /// The people that there are.
  static let population = 12

  init(_ world: SimWorld) { rows = (0..<world.pick(1...6)).map { Entry(person: $0, isRespelled: false) } }

  /// The number of an entry: of three countries whose numbers have two spellings, and of one where there is one.
  static func number(_ entry: Entry) -> UInt64 {
    let last = UInt64(entry.person)
    switch entry.person % 4 {
    case 0: return (entry.isRespelled ? 55_11_8765_4300 : 55_11_98765_4300) + last
    case 1: return (entry.isRespelled ? 521_55_1234_5600 : 52_55_1234_5600) + last
    case 2: return (entry.isRespelled ? 549_11_1234_5600 : 54_11_1234_5600) + last
    default: return 593_98_765_4300 + last
    }
  }

  /// One correction, as people make them.
  mutating func correct(_ world: SimWorld) {
    let place = world.pick(0...max(0, rows.count - 1))
    switch world.pick(0...7) {
    case 0: rows.append(Entry(person: world.pick(0...Self.population - 1), isRespelled: world.chance(0.5)))
    case 1 where rows.count > 1: rows.remove(at: place)
    case 2: rows.insert(Entry(person: world.pick(0...Self.population - 1), isRespelled: false), at: 0)
    case 3 where !rows.isEmpty: rows.swapAt(place, world.pick(0...rows.count - 1))
    case 4 where !rows.isEmpty: rows[place] = nil
    case 5: rows.reverse()
    case 6 where !rows.isEmpty: rows[place]?.isRespelled.toggle()
    default: rows.insert(nil, at: place)
    }
  }
}
