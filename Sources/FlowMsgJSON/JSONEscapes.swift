import FlowMsgText

/// How a `\u` escape for one half of a surrogate pair, which is a fault, reads.
enum LoneSurrogates {
  /// As U+FFFD.
  case replaced
  /// As three bytes that no valid text has, so that different ones stay different.
  case kept
}

/// The number that four hexadecimal digits at `at` write, if they are there.
func hexQuad(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> UInt16? {
  guard end - at >= 4 else { return nil }
  var unit: UInt16 = 0
  for i in at..<at + 4 {
    guard let digit = hexDigit(bytes[i]) else { return nil }
    unit = unit << 4 | UInt16(digit)
  }
  return unit
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x41 + 10
  case 0x61...0x66: byte - 0x61 + 10
  default: nil
  }
}

/// The low half that a `\u` escape at `at` writes, if one is there.
func lowSurrogate(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> UInt16? {
  guard end - at >= 6, bytes[at] == 0x5C, bytes[at + 1] == 0x75, let unit = hexQuad(bytes, at + 2, end) else {
    return nil
  }
  return unit & 0xFC00 == 0xDC00 ? unit : nil
}

/// The byte that the one-letter escape `\letter` represents.
func simpleEscape(_ letter: UInt8) -> UInt8? {
  switch letter {
  case 0x22, 0x5C, 0x2F: letter
  case 0x62: 0x08
  case 0x66: 0x0C
  case 0x6E: 0x0A
  case 0x72: 0x0D
  case 0x74: 0x09
  default: nil
  }
}

/// The text between the quotes of a string that the reader took, with its escapes read.
func unescaped(_ bytes: Span<UInt8>, _ text: Range<Int>, surrogates: LoneSurrogates) -> [UInt8] {
  var out: [UInt8] = []
  out.reserveCapacity(text.count)
  var at = text.lowerBound
  while at < text.upperBound {
    if bytes[at] != 0x5C {
      out.append(bytes[at])
      at += 1
    } else if at + 1 < text.upperBound, let byte = simpleEscape(bytes[at + 1]) {
      out.append(byte)
      at += 2
    } else if let unit = hexQuad(bytes, at + 2, text.upperBound) {
      at += 6
      let low = unit & 0xFC00 == 0xD800 ? lowSurrogate(bytes, at, text.upperBound) : nil
      if low != nil { at += 6 }
      appendUTF8(of: codePoint(unit, low, surrogates), to: &out)
    } else {
      return out
    }
  }
  return out
}

private func codePoint(_ unit: UInt16, _ low: UInt16?, _ surrogates: LoneSurrogates) -> UInt32 {
  if let low { return 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF)) }
  return unit & 0xF800 == 0xD800 && surrogates == .replaced ? 0xFFFD : UInt32(unit)
}

private func appendUTF8(of code: UInt32, to out: inout [UInt8]) {
  let tail = { (shift: UInt32) in UInt8(0x80 | (code >> shift) & 0x3F) }
  switch code {
  case ..<0x80: out.append(UInt8(code))
  case ..<0x800: out += [UInt8(0xC0 | code >> 6), tail(0)]
  case ..<0x10000: out += [UInt8(0xE0 | code >> 12), tail(6), tail(0)]
  default: out += [UInt8(0xF0 | code >> 18), tail(12), tail(6), tail(0)]
  }
}

/// The character at `at` and its length, unless the bytes there are no UTF-8.
func scalar(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> (value: Unicode.Scalar, length: Int)? {
  let length = UTF8Sequence.length(bytes, at, end)
  guard length > 0 else { return nil }
  var code = UInt32(length == 1 ? bytes[at] : bytes[at] & (0x7F >> UInt8(length)))
  for i in at + 1..<at + max(1, length) { code = code << 6 | UInt32(bytes[i] & 0x3F) }
  return Unicode.Scalar(code).map { ($0, length) }
}
