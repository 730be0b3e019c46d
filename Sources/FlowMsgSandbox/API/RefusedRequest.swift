/// A request that is none for a message, and was answered with an error, as the page shows it.
extension ReceivedMessage {
  /// The most bytes of a method and of a target that are kept of a request that could not be read.
  private static let clipped = (method: 32, target: 1024)

  /// A request whose head was read.
  init(_ bytes: Span<UInt8>, _ head: HTTPHead, _ refusal: Refusal, wall: Int) {
    self.init(refusal.status, refusal.message, wall: wall)
    method = Self.requestLine(bytes).method
    target = bytes.text(head.target)
  }

  /// What is no request, or none that could be read; of its line there is what looks like a method and a path.
  init(_ bytes: Span<UInt8>, _ fault: HTTPFault, wall: Int) {
    self.init(fault.status, fault.message, wall: wall)
    (method, target) = Self.requestLine(bytes)
  }

  private init(_ status: Int, _ reason: String, wall: Int) {
    self.init(
      number: 0, time: wall, bot: "", user: "", body: [], isJSON: false, verdict: .refused(status), reason: reason)
    isMessage = false
  }

  /// The method and the target of a first line, each empty where there is nothing like it. An authority may have somebody's
  /// password in it, and is left out.
  private static func requestLine(_ bytes: Span<UInt8>) -> (method: String, target: String) {
    var start = 0
    while start < bytes.count, bytes[start] == 0x0D || bytes[start] == 0x0A { start += 1 }
    let methodEnd = end(bytes, start, clipped.method) { $0.isToken }
    guard methodEnd > start, methodEnd < bytes.count, bytes[methodEnd] == 0x20 else { return ("", "") }
    let method = bytes.text(start..<methodEnd)
    var from = methodEnd + 1
    let targetEnd = end(bytes, from, clipped.target) { $0 > 0x20 }
    if from < targetEnd, bytes[from] != UInt8(ascii: "/") {
      guard let colon = bytes.first(UInt8(ascii: ":"), in: from..<targetEnd),
        bytes.equals(colon..<min(colon + 3, targetEnd), "://")
      else { return (method, bytes.text(from..<targetEnd)) }
      from = bytes.first(UInt8(ascii: "/"), in: colon + 3..<targetEnd) ?? targetEnd
    }
    return (method, bytes.text(from..<targetEnd))
  }

  /// The place behind the bytes from `start` on that are `wanted`, at most `count`.
  private static func end(_ bytes: Span<UInt8>, _ start: Int, _ count: Int, _ wanted: (UInt8) -> Bool) -> Int {
    var place = start
    while place < bytes.count, place - start < count, wanted(bytes[place]) { place += 1 }
    return place
  }
}
