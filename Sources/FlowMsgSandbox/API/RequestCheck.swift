/// Holds the header of a request for a message against the documentation.
enum RequestCheck {
  /// Throws what is wrong, the credentials first, as the API does.
  static func check(_ bytes: Span<UInt8>, _ head: HTTPHead) throws(Refusal) {
    if let fault = Credentials.fault(bytes, head.authorization) {
      throw Refusal(401, fault, field: ("WWW-Authenticate", #"Basic realm="sandbox", charset="UTF-8""#))
    }
    guard head.framing != .none else {
      throw Refusal(411, "there is neither Content-Length nor Transfer-Encoding")
    }
    guard let type = head.contentType, isJSON(bytes, type) else {
      throw Refusal(415, "the Content-Type is not application/json")
    }
    if let encoding = head.contentEncoding, !bytes.matches(encoding, "identity") {
      throw Refusal(415, "the body has a Content-Encoding")
    }
  }

  /// Whether a media type is `application/json`, of which only `charset=utf-8` may be given beside.
  private static func isJSON(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let end = bytes.first(UInt8(ascii: ";"), in: range) ?? range.upperBound
    guard bytes.matches(bytes.trimmed(range.lowerBound..<end), "application/json") else { return false }
    guard end < range.upperBound else { return true }
    let parameter = bytes.trimmed(end + 1..<range.upperBound)
    return bytes.matches(parameter, "charset=utf-8") || bytes.matches(parameter, #"charset="utf-8""#)
  }
}
