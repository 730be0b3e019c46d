import FlowMsgCSV
import FlowMsgModel

/// Phone numbers as people paste them.
package enum PhoneNumber {
  /// The number with all digits but the last two hidden, for messages.
  package static func masked(_ number: UInt64) -> String {
    var text = String(number)
    return text.withUTF8 { masked($0) }
  }

  /// The number that a text is, as recipients write it.
  package static func number(_ text: String) throws(RowFault) -> UInt64 {
    let sink = ByteSink(capacity: 64)
    let bytes = ByteSink(capacity: 64)
    bytes.append(Array(text.utf8))
    let range = trimmedRange(bytes.bytes, 0, bytes.count)
    try append(UnsafeBufferPointer(rebasing: bytes.bytes[range]), to: sink)
    return sink.bytes.reduce(0) { $0 &* 10 &+ UInt64($1 &- 0x30) }
  }

  /// Appends the digits of `text`, without `+`, spaces, hyphens and parentheses.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to sink: ByteSink) throws(RowFault) {
    let start = sink.count
    let target = sink.reserve(text.count)
    var count = 0
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte &- 0x30 < 10 {
        target[count] = byte
        count &+= 1
      } else if byte == 0xC2, at &+ 1 < text.count, text[at &+ 1] == 0xA0 {
        at &+= 1
      } else if byte != 0x20, byte != 0x2B, byte != 0x2D, byte != 0x28, byte != 0x29 {
        throw RowFault(letters(text))
      }
      at &+= 1
    }
    sink.count = start &+ count
    guard least <= count, count <= most, target[0] != 0x30 else { throw RowFault(wrong(text, target, count)) }
  }

  private static let least = Schema.phoneDigits.value.lowerBound
  private static let most = Schema.phoneDigits.value.upperBound

  private static func letters(_ text: UnsafeBufferPointer<UInt8>) -> String {
    if ValueAdvice.isScientific(text) {
      return "the phone number '\(masked(text))' was rounded by the spreadsheet and its digits are lost: make the "
        + "column text, and export again from where the numbers come from"
    }
    return "the phone number '\(masked(text))' has other characters than digits, '+', spaces, '-' and parentheses"
  }

  private static func wrong(
    _ text: UnsafeBufferPointer<UInt8>, _ digits: UnsafeMutablePointer<UInt8>, _ count: Int
  ) -> String {
    if count == 0 { return "the phone number '\(masked(text))' has no digits" }
    if digits[0] == 0x30 {
      return "the phone number '\(masked(text))' begins with 0: write the country code, without zeros before it"
    }
    return "the phone number '\(masked(text))' has \(count) \(count == 1 ? "digit" : "digits"), expected \(least) to "
      + "\(most) with the country code"
  }

  /// The number with all digits but the last two hidden, for messages; of a long text its end.
  static func masked(_ text: UnsafeBufferPointer<UInt8>) -> String {
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    var left = scalars.count { $0.properties.numericType != nil } - 2
    var shown = ""
    for scalar in scalars.prefix(40) {
      let isDigit = scalar.properties.numericType != nil
      shown.unicodeScalars.append(isDigit && left > 0 ? "•" : scalar.isShown ? scalar : "\u{FFFD}")
      left -= isDigit ? 1 : 0
    }
    return scalars.count > 40 ? shown + "…" : shown
  }
}

extension Unicode.Scalar {
  /// Whether a terminal shows it and nothing else happens.
  var isShown: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}

/// A value for a message: short, on one line, harmless on a terminal.
func shown(_ text: some Collection<UInt8>) -> String {
  let scalars = String(decoding: text.prefix(200), as: UTF8.self).unicodeScalars
  var result = ""
  for scalar in scalars.prefix(40) { result.unicodeScalars.append(scalar.isShown ? scalar : "\u{FFFD}") }
  return scalars.count > 40 || text.count > 200 ? result + "…" : result
}
