/// What to tell people about numbers that a spreadsheet has written in its own way.
package enum NumberAdvice {
  /// What to do about a text that is no number, or no integer where `isWhole`.
  static func advice(_ text: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> String? {
    if isScientific(text), text.contains(0x2C) || isWhole {
      return "the spreadsheet has rounded it and its digits are lost; make the column text"
    }
    if text.contains(0x2C), text.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2C || $0 == 0x2E || $0 == 0x2D }) {
      return "write it without separators of thousands and with a decimal point, as 1234.50"
    }
    let digits = text.first == 0x2D ? text.dropFirst() : text[...]
    if digits.count > 1, digits.allSatisfy({ $0 &- 0x30 < 10 }) {
      if digits.first == 0x30 { return "write it without zeros before it" }
      if isWhole { return "it does not fit 64 bits" }
    }
    if !isWhole, text.count > NumberForms.maximumNumberLength, text.allSatisfy(isOfNumber) {
      return "a number is written in at most \(NumberForms.maximumNumberLength) characters"
    }
    return isWhole && NumberForms.isNumber(text) ? "write it without a fraction" : nil
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || byte | 0x20 == 0x65 || byte == 0x2E || byte == 0x2D || byte == 0x2B
  }

  /// Whether `text` looks like `5,9E+11`.
  package static func isScientific(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var has = (digit: false, exponent: false)
    for byte in text {
      switch byte {
      case 0x30...0x39: has.digit = true
      case 0x45, 0x65:
        if has.exponent || !has.digit { return false }
        has.exponent = true
      case 0x2B, 0x2D, 0x2C, 0x2E: break
      default: return false
      }
    }
    return has.exponent
  }
}
