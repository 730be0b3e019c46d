// The normal form comes from the standard library's own tables (Unicode, canonical composition); it has no public name
// there yet.
@_spi(_Unicode) import Swift

/// `text` in Normalization Form C.
package func composed(_ text: String) -> String {
  var result = ""
  for scalar in text._nfc { result.unicodeScalars.append(scalar) }
  return result
}

/// Whether the name from `start` up to `end` is in Normalization Form C.
func isComposed(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
  var buffer: [UInt8] = []
  for i in start..<end { buffer.append(bytes[i]) }
  let text = String(decoding: buffer, as: UTF8.self)
  return Array(composed(text).utf8) == buffer
}
