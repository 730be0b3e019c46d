import FlowMsgModel
import FlowMsgText

/// Whether a text is a value of a scalar type; the one place for cells, members of JSON and items of lists.
struct ValueCheck {
  let tables: FormTables

  /// Checks `text` for the node and measures it into `slot`; gives the word of the type that goes out in its place, if another
  /// one does.
  func check(
    _ text: UnsafeBufferPointer<UInt8>, _ slot: inout Slot, _ node: Int
  ) throws(RowFault) -> PoolRange? {
    if tables.nodes[node].isText { Self.measure(text, &slot) } else { slot.codePoints = text.count }
    let type = tables.nodes[node].type
    let value = ValueText(text, codePoints: slot.codePoints, isWide: slot.isWide)
    let fit = type.kind.facts.judge(value, type, in: tables.view)
    switch fit {
    case .fits: return nil
    case .fitsAs(let word):
      Self.measure(tables.view.bytes(word), &slot)
      return word
    default: throw Self.fault(fit, value, type, tables.view, tables.paths[node])
    }
  }
}

extension ValueCheck {
  /// Counts the code points and notes what may need a further look.
  static func measure(_ text: UnsafeBufferPointer<UInt8>, _ slot: inout Slot) {
    var tails = 0
    var wide: UInt8 = 0
    // A bit for each byte of ASCII that is there.
    var (low, high): (UInt64, UInt64) = (0, 0)
    for byte in text {
      let bit: UInt64 = 1 &<< UInt64(byte)
      if byte >= 0x80 {
        tails &+= byte & 0xC0 == 0x80 ? 1 : 0
        wide = max(wide, byte)
      } else if byte & 0x40 == 0 {
        low |= bit
      } else {
        high |= bit
      }
    }
    slot.codePoints = text.count &- tails
    slot.isWide = wide != 0
    slot.hasControl = low & 0xFFFF_FFFF != 0 || high >> 63 != 0
    // Four bytes write a character beyond the first plane, as emoji are.
    slot.isSuspect =
      wide >= 0xF0 || TextRules.isSuspect(low: low, high: high) || (wide != 0 && TextLook.outerBlanks(text) != nil)
  }

  /// Why a text that fits like that is no value of `type`, which the field at `path` has.
  static func fault(
    _ fit: ValueFit, _ text: ValueText, _ type: TypeNode, _ view: TypeView, _ path: String
  ) -> RowFault {
    switch fit {
    case .length: return length(text.codePoints, type, "character", path)
    case .outside: return outside(text.bytes, type, view, path)
    case .notText: return RowFault("'\(path)': \(view.rowNoun(of: type)) is not written in a cell")
    case .other, .fits, .fitsAs:
      let advice = type.kind.facts.advice(text.bytes, type, in: view).map { ": \($0)" } ?? ""
      return RowFault("'\(path)': found '\(shown(text.bytes))', expected \(view.rowNoun(of: type))\(advice)")
    }
  }

  /// Why a length or a count of items is outside of the bounds.
  static func length(_ count: Int, _ type: TypeNode, _ noun: String, _ path: String) -> RowFault {
    let bound = count < type.least ? "at least \(type.least)" : "at most \(type.most)"
    return RowFault("'\(path)' has \(Wording.count(count, noun)), expected \(bound)")
  }

  private static func outside(
    _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, _ view: TypeView, _ path: String
  ) -> RowFault {
    let low = bound(type.minimum, type.least, none: .min, type, view).map { "at least \($0)" }
    let high = bound(type.maximum, type.most, none: .max, type, view).map { "at most \($0)" }
    return RowFault("'\(path)': found \(shown(text)), expected \([low, high].compactMap { $0 }.listed())")
  }

  /// A bound as it is shown: that of an integer as a number, any other digit for digit.
  private static func bound(
    _ range: PoolRange, _ value: Int, none: Int, _ type: TypeNode, _ view: TypeView
  ) -> String? {
    if type.kind.facts.bounds == .integer { return value == none ? nil : "\(value)" }
    return range == .none ? nil : shown(view.bytes(range))
  }
}
