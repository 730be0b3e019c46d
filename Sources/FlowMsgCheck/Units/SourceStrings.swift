import FlowMsgSyntax
import FlowMsgText

/// The text of a name, or what a string without interpolation says.
func decodedString(_ bytes: borrowing Span<UInt8>, _ token: Token) -> String {
  if token.kind == .name { return string(bytes, token.range) }
  if token.kind == .string, token.flags.isPlain { return string(bytes, token.range.inner) }
  var result: [UInt8] = []
  var ranges: [(ByteRange?, Unicode.Scalar)] = []
  StringContents.read(bytes, token, isVerbatim: true) {
    switch $0 {
    case .text(let range): ranges.append((range, " "))
    case .scalar(let scalar, _): ranges.append((nil, scalar))
    default: break
    }
  }
  for (range, scalar) in ranges {
    guard let range else {
      result += Array(String(scalar).utf8)
      continue
    }
    for i in Int(range.start)..<Int(range.end) { result.append(bytes[i]) }
  }
  return String(decoding: result, as: UTF8.self)
}

private func string(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> String {
  bytes.withUnsafeBufferPointer {
    String(decoding: UnsafeBufferPointer(rebasing: $0[Int(range.start)..<Int(range.end)]), as: UTF8.self)
  }
}

/// What kind of value a node is, for messages.
func nounOfValue(_ tree: SyntaxView, _ node: Int) -> String {
  switch tree.nodes[node].kind {
  case .string: return "a string"
  case .number: return "a number"
  case .object: return "an object"
  case .array: return "a list"
  case .literal: return tree.token(of: node).word == .null ? "null" : "a boolean"
  default: return "a name"
  }
}

/// The names of a path in a text: `a.b.c` at `range`.
func pathNames(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> [ByteRange] {
  var names: [ByteRange] = []
  var start = range.start
  for i in range.start..<range.end where bytes[Int(i)] == 0x2E {
    names.append(ByteRange(start, i))
    start = i + 1
  }
  names.append(ByteRange(start, range.end))
  return names
}

/// Whether the number at `range` is written as an integer: `0|-?[1-9][0-9]*`.
func isIntegerText(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> Bool {
  let text = bytes[Int(range.start)..<Int(range.end)]
  if text.count == 1 && text.first == 0x30 { return true }
  let digits = text.first == 0x2D ? text.dropFirst() : text
  guard let first = digits.first, first != 0x30 else { return false }
  return digits.allSatisfy { $0 &- 0x30 < 10 }
}
