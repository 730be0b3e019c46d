/// Which of `.` and `,` is before the decimals of a number.
package enum DecimalMark: String, Sendable, CaseIterable {
  case comma, point

  fileprivate var byte: UInt8 { self == .comma ? 0x2C : 0x2E }
  fileprivate var group: UInt8 { self == .comma ? 0x2E : 0x2C }
}

/// A number as people write it into a cell: `1234.5`, `1.234,50`, `1,234.50`.
struct CellNumber {
  /// What a text is.
  enum Reading {
    /// A number that is written as JSON writes it.
    case asIs(mark: DecimalMark?)
    /// A number as JSON writes it; `mark` is what it shows of how numbers are written here.
    case number([UInt8], mark: DecimalMark?)
    /// A number either way, a thousand times apart: `1.500`.
    case ambiguous
    /// Something else, which is judged as it is.
    case other
  }

  /// Reads a text whose numbers have `mark`; without it what the text alone shows counts, and a comma before decimals only
  /// where `takesComma`.
  static func read(_ text: UnsafeBufferPointer<UInt8>, mark: DecimalMark?, takesComma: Bool) -> Reading {
    guard let shape = Shape(text) else { return .other }
    if shape.dots == 0, shape.commas == 0 { return .asIs(mark: nil) }
    if let mark { return known(text, shape, mark) }
    switch (shape.dots, shape.commas) {
    case (1, 0), (0, 1):
      if shape.isThousands { return .ambiguous }
      let mark: DecimalMark = shape.dots == 1 ? .point : .comma
      return mark == .point || takesComma ? known(text, shape, mark) : .other
    // Several of a kind are between thousands, and tell what is before decimals.
    case (2..., 0): return takesComma ? known(text, shape, .comma) : .other
    case (0, 2...): return takesComma ? known(text, shape, .point) : .other
    default:
      let mark: DecimalMark = shape.last == 0x2C ? .comma : .point
      return takesComma ? known(text, shape, mark) : .other
    }
  }

  private static func known(_ text: UnsafeBufferPointer<UInt8>, _ shape: Shape, _ mark: DecimalMark) -> Reading {
    if mark == .point, shape.dots == 1, shape.commas == 0 { return .asIs(mark: .point) }
    return shape.plain(text, mark).map { .number($0, mark: mark) } ?? .other
  }

  /// What a text of digits, `.` and `,` is made of.
  private struct Shape {
    var dots = 0
    var commas = 0
    /// The last of them.
    var last: UInt8 = 0
    /// The digits before the first of them, and behind the last.
    private var before = 0
    private var behind = 0
    private var beginsWithZero = false

    /// Nil of a text with anything else in it.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
      let digits = text.first == 0x2D ? text.dropFirst() : text[...]
      guard let first = digits.first, first &- 0x30 < 10 else { return nil }
      beginsWithZero = first == 0x30
      for byte in digits {
        switch byte {
        case 0x30...0x39:
          if last == 0 { before += 1 }
          behind += 1
        case 0x2E, 0x2C:
          if byte == 0x2E { dots += 1 } else { commas += 1 }
          (last, behind) = (byte, 0)
        default: return nil
        }
      }
      if behind == 0 { return nil }
    }

    /// Whether the one mark may be between thousands as well as before decimals.
    var isThousands: Bool { behind == 3 && before <= 3 && !beginsWithZero }

    /// The number as JSON writes it, if the marks are where they belong.
    func plain(_ text: UnsafeBufferPointer<UInt8>, _ mark: DecimalMark) -> [UInt8]? {
      let parts = text.split(separator: mark.byte, omittingEmptySubsequences: false)
      guard parts.count <= 2, let whole = parts.first else { return nil }
      let sign: [UInt8] = whole.first == 0x2D ? [0x2D] : []
      let groups = whole.dropFirst(sign.count).split(separator: mark.group, omittingEmptySubsequences: false)
      guard groups.count == 1 || (1...3 ~= groups[0].count && groups.dropFirst().allSatisfy { $0.count == 3 }) else {
        return nil
      }
      guard parts.count == 2 else { return sign + groups.joined() }
      guard !parts[1].isEmpty, !parts[1].contains(mark.group) else { return nil }
      return sign + groups.joined() + [0x2E] + parts[1]
    }
  }
}
