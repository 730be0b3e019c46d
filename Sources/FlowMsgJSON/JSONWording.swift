import FlowMsgText

/// A fault in words: lower case, no final stop.
package struct JSONWording: Hashable, Sendable {
  /// What was found and what was expected.
  package var message: String
  /// What to say at the related place, or empty.
  package var related = ""
  /// What to do about it, one line each.
  package var help: [String] = []
}

extension JSONFault {
  /// The words for the fault; `source` is the text it was found in.
  package func wording(in source: [UInt8]) -> JSONWording {
    switch kind {
    case .tooLarge:
      JSONWording(message: "the JSON text is larger than 4 GiB, the most that is read")
    case .empty:
      JSONWording(message: "expected a JSON value, found nothing but white space")
    case .utf16:
      JSONWording(message: "this is UTF-16, expected UTF-8", help: ["save the file as UTF-8"])
    case .tooDeep(let limit):
      JSONWording(message: "objects and arrays are nested more than \(limit) deep, where reading stops")
    case .expected(let expectation, let found):
      JSONWording(
        message: "expected \(expectation.noun), found \(found.noun)", related: "opened here and not closed",
        help: found.help(expectation))
    case .trailingComma:
      JSONWording(
        message: "expected another entry after \",\", found the closing bracket",
        help: ["remove the comma: JSON has none after the last entry"])
    case .wrongCloser(let found, let expected):
      JSONWording(message: "expected \"\(expected)\", found \"\(found)\"", related: "opened here")
    case .trailingContent(let found):
      JSONWording(
        message: "expected the end of the file after the value, found \(found.noun)", help: found.help(.value))
    case .unknownWord:
      JSONWording(message: "\"\(excerpt(of: source))\" is no JSON value", help: wordHelp(excerpt(of: source)))
    case .badNumber(let fault):
      fault.wording
    case .unterminatedString, .controlCharacter, .badEscape, .badUnicodeEscape, .loneSurrogate, .invalidUTF8:
      textWording(in: source)
    case .repeatedKey:
      JSONWording(
        message: "the key \(excerpt(of: source)) is repeated in this object", related: "first here",
        help: ["most readers take the last one and drop the others"])
    }
  }

  private func textWording(in source: [UInt8]) -> JSONWording {
    switch kind {
    case .controlCharacter(let byte) where byte == 0x0A || byte == 0x0D:
      JSONWording(
        message: "expected \" before the end of the line", related: "the string begins here",
        help: ["close the string, or write a line break in it as \\n"])
    case .controlCharacter(0):
      // The escape would be JSON, and no text that anything here may hold.
      JSONWording(
        message: "found NUL (U+0000) in a string", related: "the string begins here",
        help: ["remove it; if the file is UTF-16, save it as UTF-8"])
    case .controlCharacter(let byte):
      JSONWording(
        message: "found the control character \(codePoint(UInt32(byte))) in a string",
        related: "the string begins here",
        help: ["write it as \(byte == 0x09 ? "\\t" : "\\u00" + hex(UInt32(byte), 2))"])
    case .badEscape(let found):
      JSONWording(
        message: "expected one of \" \\ / b f n r t u after \\, found \(found.noun)",
        help: ["write a backslash itself as \\\\"])
    case .badUnicodeEscape:
      JSONWording(message: "expected four hexadecimal digits after \\u")
    case .loneSurrogate(let unit):
      JSONWording(
        message: "\\u\(hex(UInt32(unit), 4)) is one half of a surrogate pair without the other",
        help: ["write the character itself, or both halves one after the other"])
    case .invalidUTF8(let byte):
      JSONWording(
        message: "the byte 0x\(hex(UInt32(byte), 2)) is not valid UTF-8 here", help: ["save the file as UTF-8"])
    default:
      JSONWording(message: "expected \" to close this string, found the end of the file")
    }
  }

  /// The text of the fault's range, cut short.
  private func excerpt(of source: [UInt8]) -> String {
    let end = min(Int(range.end), source.count)
    let start = min(Int(range.start), end)
    let text = String(decoding: source[start..<min(end, start + 200)], as: UTF8.self)
    return text.unicodeScalars.count > 40 ? String(text.unicodeScalars.prefix(39)) + "…" : text
  }

  private func wordHelp(_ word: String) -> [String] {
    switch word.lowercased() {
    case "true", "false", "null": ["write \(word.lowercased()), in lower case"]
    case "none", "nil", "undefined": ["write null"]
    case "nan", "inf", "infinity": ["JSON has finite numbers only"]
    default: ["a text stands in double quotes"]
    }
  }
}

extension JSONExpectation {
  fileprivate var noun: String {
    switch self {
    case .value: "a value"
    case .itemOrEnd: "a value or \"]\""
    case .key: "a key in double quotes"
    case .keyOrEnd: "a key in double quotes or \"}\""
    case .colon: "\":\" after the key"
    case .commaOrArrayEnd: "\",\" or \"]\""
    case .commaOrObjectEnd: "\",\" or \"}\""
    }
  }
}

extension JSONFound {
  fileprivate var noun: String {
    switch self {
    case .end: "the end of the file"
    case .scalar("\""): "a double quote"
    case .scalar(let scalar) where scalar.isASCII && scalar.value > 0x20 && scalar.value < 0x7F: "\"\(scalar)\""
    case .scalar(let scalar) where scalar.properties.isAlphabetic || scalar.properties.generalCategory.isDrawn:
      "\"\(scalar)\" (\(codePoint(scalar.value)))"
    case .scalar(let scalar): codePoint(scalar.value)
    }
  }

  fileprivate func help(_ expectation: JSONExpectation) -> [String] {
    guard case .scalar(let scalar) = self else { return [] }
    switch scalar {
    case "'", "“", "”", "‘", "’", "„", "«", "»": return ["JSON strings stand in straight double quotes"]
    case "/", "#": return ["JSON has no comments"]
    case "\u{A0}", "\u{FEFF}", "\u{200B}": return ["white space in JSON is space, tab, line feed and carriage return"]
    default: return []
    }
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isDrawn: Bool {
    switch self {
    case .initialPunctuation, .finalPunctuation, .otherPunctuation, .dashPunctuation, .openPunctuation,
      .closePunctuation, .otherSymbol, .mathSymbol, .currencySymbol, .decimalNumber:
      true
    default: false
    }
  }
}

extension JSONNumberFault {
  fileprivate var wording: JSONWording {
    switch self {
    case .leadingZero:
      JSONWording(message: "a number has no leading zeros", help: ["remove them, or write a text in double quotes"])
    case .plus: JSONWording(message: "a number has no leading \"+\"", help: ["remove it"])
    case .noInteger: JSONWording(message: "expected a digit at the start of the number")
    case .noFraction: JSONWording(message: "expected a digit after the decimal point")
    case .noExponent: JSONWording(message: "expected a digit in the exponent")
    }
  }
}

private func hex(_ value: UInt32, _ width: Int) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private func codePoint(_ value: UInt32) -> String { "U+" + hex(value, 4) }
