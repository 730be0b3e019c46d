/// Why a text is no phone number.
package enum PhoneTextFault: Error, Hashable, Sendable {
  /// There is no digit in it.
  case noDigits
  /// It begins with 0, also behind `+` or `00`.
  case leadingZero
  /// It has so many digits, and no number has.
  case wrongCount(Int)
  /// `++55…`.
  case plusTwice
  /// `55+11…`.
  case plusInside
  /// `tel:…`, `https://wa.me/…`.
  case link
  /// `'55…`.
  case apostrophe
  /// `="55…"`.
  case formula
  /// `55….0`.
  case decimal
  /// `55…@s.whatsapp.net`.
  case address
  /// `5,5E+12`.
  case scientific
  /// `55… / 55…`.
  case severalNumbers
  /// Letters of any script.
  case letters
  /// Digits that are not ASCII.
  case otherDigits
  /// Anything else.
  case otherCharacters

  /// What was found, and what to do, without the number: lower case, no final stop.
  package var sentence: String {
    switch self {
    case .noDigits: "it has no digits"
    case .leadingZero: "it begins with 0: write the country code, without zeros before it"
    case .wrongCount(let count):
      "it has \(count) \(count == 1 ? "digit" : "digits"), expected \(PhoneText.possibleCounts.lowerBound) to "
        + "\(PhoneText.possibleCounts.upperBound) with the country code"
    case .plusTwice: "it begins with '+' twice: write one"
    case .plusInside: "it has a '+' between its digits: write one number, with '+' only before it"
    case .link: "it is a link: write the digits alone"
    case .apostrophe: "it has an apostrophe before it: write the digits alone, and make the column text"
    case .formula: "it is a formula of a spreadsheet: export values, or write the digits alone"
    case .decimal: "the spreadsheet made a number of it, with a decimal: make the column text, and export again"
    case .address: "it is an address inside WhatsApp: write the digits before the '@' alone"
    case .scientific:
      "it was rounded by the spreadsheet, its digits are lost: make the column text, and export again from where the "
        + "numbers come from"
    case .severalNumbers: "it is more than one number: write one a row"
    case .letters: "it has letters: write digits alone"
    case .otherDigits: "it has other digits than 0 to 9: write those"
    case .otherCharacters: "it has other characters than digits, '+', blanks, hyphens and parentheses"
    }
  }

  /// The fault of a text that has what is not removed.
  init(diagnosing text: UnsafeBufferPointer<UInt8>) {
    let written = PhoneWriting(text)
    self =
      written.special ?? (written.isSeveral ? .severalNumbers : nil) ?? written.foreign ?? written.plus
      ?? .otherCharacters
  }
}

/// A text that is no number, looked at for what it is instead. Only its first thousand bytes say.
struct PhoneWriting {
  /// The text in lower case, without blanks round it.
  private let bytes: [UInt8]

  init(_ text: UnsafeBufferPointer<UInt8>) {
    let isBlank = { (byte: UInt8) in byte == 0x20 || 0x09...0x0D ~= byte }
    var part = text.prefix(1000).drop(while: isBlank)
    while let last = part.last, isBlank(last) { part = part.dropLast() }
    bytes = part.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
  }

  /// What spreadsheets and links make of numbers.
  var special: PhoneTextFault? {
    if bytes.first == 0x3D { return .formula }
    if ["'", "’", "‘", "`"].contains(where: { bytes.starts(with: $0.utf8) }) { return .apostrophe }
    if has("@s.whatsapp.net") || has("@c.us") { return .address }
    if ["tel:", "whatsapp:", "sms:", "callto:", "wa.me/", "http://", "https://"].contains(where: { has($0) }) {
      return .link
    }
    if has("wa.me") || has("whatsapp.com") { return .link }
    if isScientific { return .scientific }
    return isDecimal ? .decimal : nil
  }

  /// Digits that are not ASCII, else letters.
  var foreign: PhoneTextFault? {
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    if scalars.contains(where: { !$0.isASCII && $0.properties.numericType != nil }) { return .otherDigits }
    return scalars.contains { $0.properties.isAlphabetic } ? .letters : nil
  }

  /// A `+` too many.
  var plus: PhoneTextFault? {
    guard let first = bytes.firstIndex(of: 0x2B) else { return nil }
    if bytes[..<first].contains(where: { $0 &- 0x30 < 10 }) { return .plusInside }
    let rest = bytes[(first + 1)...]
    guard let second = rest.firstIndex(of: 0x2B) else { return nil }
    return rest[..<second].contains { $0 &- 0x30 < 10 } ? .plusInside : .plusTwice
  }

  /// Whether what separates numbers separates parts of seven digits or more.
  var isSeveral: Bool {
    var (parts, digits) = (0, 0)
    var at = 0
    while at <= bytes.count {
      let length = at == bytes.count ? 1 : separator(at)
      if length > 0 {
        parts += digits >= 7 ? 1 : 0
        digits = 0
      } else if bytes[at] &- 0x30 < 10 {
        digits += 1
      }
      at += max(length, 1)
    }
    return parts > 1
  }

  /// The length of a separator at `at`, 0 where there is none; the blank behind a word is left.
  private func separator(_ at: Int) -> Int {
    if [0x2F, 0x2C, 0x3B, 0x0A, 0x0D].contains(bytes[at]) { return 1 }
    guard bytes[at] == 0x20 else { return 0 }
    let words = [" e ", " y ", " o ", " ou ", " or "]
    return words.first { bytes[at...].starts(with: $0.utf8) }.map { $0.utf8.count - 1 } ?? 0
  }

  /// `5,5e+12`.
  private var isScientific: Bool {
    let parts = bytes.split(separator: 0x65, omittingEmptySubsequences: false)
    guard parts.count == 2, let mantissa = parts.first, let exponent = parts.last else { return false }
    let digits = exponent.first == 0x2B || exponent.first == 0x2D ? exponent.dropFirst() : exponent
    return mantissa.contains { $0 &- 0x30 < 10 } && !digits.isEmpty && digits.allSatisfy { $0 &- 0x30 < 10 }
      && mantissa.allSatisfy { $0 &- 0x30 < 10 || [0x2B, 0x2C, 0x2D, 0x2E].contains($0) }
  }

  /// `5511987654321.0`, `….00`, `…,0`.
  private var isDecimal: Bool {
    let end = bytes.reversed().prefix { $0 == 0x30 }.count
    guard end > 0, end < bytes.count else { return false }
    let (point, number) = (bytes[bytes.count - end - 1], bytes.dropLast(end + 1))
    return (point == 0x2E || point == 0x2C) && number.count > 6
      && number.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2B || $0 == 0x2D || $0 == 0x20 }
  }

  private func has(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      guard word.count <= bytes.count else { return false }
      return (0...(bytes.count - word.count)).contains { bytes[$0...].starts(with: word) }
    }
  }
}
