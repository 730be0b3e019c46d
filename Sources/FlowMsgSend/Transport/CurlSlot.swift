import CCurl

/// One transfer's handle, used again and again, and what its functions fill.
final class CurlSlot {
  let easy: UnsafeMutableRawPointer
  private let ticket: Int
  private var body: [UInt8] = []
  private var handed = 0
  private var answer = Exchange(ticket: 0, isHandedOver: false)
  /// Whether the last line of the answer's fields came.
  private var isHeadWhole = false
  /// Whether an answer came that cannot be this request's.
  private var isStray = false

  init?(ticket: Int, _ settings: CurlSettings, _ headers: UnsafeMutableRawPointer?) {
    guard let easy = flowmsg_curl_easy_init() else { return nil }
    (self.easy, self.ticket) = (easy, ticket)
    set(settings, headers)
    setFunctions()
  }

  private func set(_ settings: CurlSettings, _ headers: UnsafeMutableRawPointer?) {
    // CURLPROTO_HTTP is 1, CURLPROTO_HTTPS is 2; CURL_HTTP_VERSION_2TLS is 4.
    let numbers: [(Int32, Int)] = [
      (CurlOption.noSignal, 1), (CurlOption.post, 1), (CurlOption.followLocation, 0), (CurlOption.verifyPeer, 1),
      (CurlOption.verifyHost, 2), (CurlOption.oldHTTP, 0), (CurlOption.tcpNoDelay, 1), (CurlOption.httpVersion, 4),
      (CurlOption.protocols, settings.isSecure ? 2 : 1), (CurlOption.pipeWait, settings.isSecure ? 1 : 0),
      (CurlOption.timeout, settings.timeout), (CurlOption.connectTimeout, settings.connectTimeout),
      (CurlOption.maximumAge, 20), (CurlOption.pathAsIs, 1), (CurlOption.suppressConnectFields, 1),
    ]
    for (option, value) in numbers { _ = flowmsg_curl_set_long(easy, option, value) }
    // What comes in gzip or deflate all the same is decoded then, which it is not where nothing is said.
    "identity".withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.acceptEncoding, $0) }
    settings.userAgent.withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.userAgent, $0) }
    (settings.proxy ?? "").withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.proxy, $0) }
    if settings.proxy == nil { "*".withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.noProxy, $0) } }
    if settings.proxy != nil { "".withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.noProxy, $0) } }
    if let file = settings.authorities {
      file.withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.authorities, $0) }
    }
    _ = flowmsg_curl_set_pointer(easy, CurlOption.headers, headers)
  }

  private func setFunctions() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CurlOption.privateData, CurlOption.readData, CurlOption.writeData, CurlOption.headerData, CurlOption.seekData,
    ] {
      _ = flowmsg_curl_set_pointer(easy, option, context)
    }
    _ = flowmsg_curl_set_data_function(easy, CurlOption.readFunction) { bytes, size, count, context in
      CurlSlot.of(context)?.read(UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) ?? 0
    }
    _ = flowmsg_curl_set_data_function(easy, CurlOption.writeFunction) { bytes, size, count, context in
      CurlSlot.of(context)?.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
    _ = flowmsg_curl_set_data_function(easy, CurlOption.headerFunction) { bytes, size, count, context in
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      // Another count than was given ends the transfer.
      return CurlSlot.of(context)?.takeField(line) == false ? 0 : line.count
    }
    // CURL_SEEKFUNC_FAIL: what was handed over is not handed over again.
    _ = flowmsg_curl_set_seek_function(easy, CurlOption.seekFunction) { _, _, _ in 1 }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> CurlSlot? {
    context.map { Unmanaged<CurlSlot>.fromOpaque($0).takeUnretainedValue() }
  }

  func begin(_ request: PreparedRequest, _ settings: CurlSettings) {
    (body, handed) = (request.body, 0)
    (isHeadWhole, isStray) = (false, false)
    answer = Exchange(ticket: ticket, isHandedOver: false)
    let url = Array(settings.server.utf8) + request.target + [0]
    url.withUnsafeBytes { _ = flowmsg_curl_set_pointer(easy, CurlOption.url, $0.baseAddress) }
    _ = flowmsg_curl_set_offset(easy, CurlOption.size, Int64(body.count))
  }

  /// Hands over the next bytes of the body.
  private func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, body.count - handed)
    body.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[handed..<handed + count]))
    }
    handed += count
    return count
  }

  private func take(_ bytes: UnsafeRawBufferPointer) {
    let room = Exchange.largestAnswer - answer.body.count
    if room > 0 { answer.body.append(contentsOf: bytes.prefix(room)) }
  }

  /// Takes a line of an answer's head; false where it is none to this request.
  private func takeField(_ line: UnsafeRawBufferPointer) -> Bool {
    // A status line begins the fields of another answer: those of `100 Continue` are not the last.
    if line.starts(with: "HTTP/".utf8) {
      (answer.retryAfter, answer.date, isHeadWhole) = ([], [], false)
      isStray = isForNobody(line)
    }
    if line.first == 0x0D || line.first == 0x0A { isHeadWhole = true }
    if let value = Self.value(line, "retry-after:") { answer.retryAfter = value }
    if let value = Self.value(line, "date:") { answer.date = value }
    return !isStray
  }

  /// Whether an answer was there before its request: on a connection that is used once more, with nothing of the body
  /// handed over. Servers say `408` on an idle connection before they close it, and libcurl before version 8 would take
  /// that for the row's. HTTP/2 tells by itself what an answer belongs to.
  private func isForNobody(_ line: UnsafeRawBufferPointer) -> Bool {
    guard handed == 0, !body.isEmpty, line.starts(with: "HTTP/1".utf8) else { return false }
    var connections = 0
    return flowmsg_curl_get_long(easy, CurlInfo.newConnections, &connections) == 0 && connections == 0
  }

  private static func value(_ line: UnsafeRawBufferPointer, _ name: StaticString) -> [UInt8]? {
    guard line.count > name.utf8CodeUnitCount else { return nil }
    for index in 0..<name.utf8CodeUnitCount where line[index] | 0x20 != name.utf8Start[index] | 0x20 { return nil }
    return line[name.utf8CodeUnitCount...].prefix(200).filter { $0 != 0x0D && $0 != 0x0A }
  }

  /// What became of the request.
  func end(_ result: Int32) -> Exchange {
    var status = 0
    _ = flowmsg_curl_get_long(easy, CurlInfo.responseCode, &status)
    answer.status = (100...999).contains(status) && !isStray ? status : 0
    answer.failure = CurlResult.failure(result)
    if answer.failure == .refused { answer.failure = connectFailure }
    noteProxy()
    answer.isHandedOver = handed == body.count
    if isDecided { answer.failure = nil }
    // Before version 8 libcurl is content with a head that is cut.
    if answer.failure == nil, answer.status == 0 || !isHeadWhole { answer.failure = .malformed }
    body = []
    return answer
  }

  /// Whether the head of an answer says all that is to be known, whatever became of its body: a refusal is none the less
  /// one. A success or a doubt is none for certain without its body.
  private var isDecided: Bool {
    guard isHeadWhole, !isStray, answer.failure != .proxy else { return false }
    return (300...499).contains(answer.status) && answer.status != 408 && answer.status != 409
  }

  /// Tells a proxy's refusal to connect from a connection that broke: nothing of the request has left then.
  private func noteProxy() {
    var status = 0
    guard answer.failure != nil, handed == 0, answer.status == 0 || !isHeadWhole,
      flowmsg_curl_get_long(easy, CurlInfo.connectCode, &status) == 0,
      (100...999).contains(status), !(200...299).contains(status)
    else { return }
    (answer.failure, answer.status) = (.proxy, status)
  }

  /// Tells a port where nobody listens from a host that no way leads to.
  private var connectFailure: Exchange.Break {
    var number = 0
    _ = flowmsg_curl_get_long(easy, CurlInfo.systemError, &number)
    return [ErrorNumber.refusedOnLinux, ErrorNumber.refusedOnDarwin, 0].contains(number) ? .refused : .unreachable
  }

  private enum ErrorNumber {
    static let refusedOnLinux = 111
    static let refusedOnDarwin = 61
  }
}
