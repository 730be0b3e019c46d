import CCurl

/// Where requests go, and how.
package struct CurlSettings: Sendable {
  /// The scheme, host and port, without a path: `https://api.jelou.ai`.
  package var server: String
  /// Whether the server is reached by TLS; else it is on this machine.
  package var isSecure: Bool
  /// The value of `Authorization`.
  package var authorization: [UInt8]
  /// The proxy; nil for none, whatever the environment says.
  package var proxy: String?
  /// How long a request may take from its start to the end of the answer, in milliseconds.
  package var timeout = 30_000
  /// How long a connection may take to be there, in milliseconds.
  package var connectTimeout = 10_000
  /// Requests in flight at most.
  package var concurrency = 16
  /// What the request says that sends it.
  package var userAgent: String

  /// Settings with the usual limits.
  package init(server: String, isSecure: Bool, authorization: [UInt8], userAgent: String) {
    (self.server, self.isSecure, self.authorization) = (server, isSecure, authorization)
    self.userAgent = userAgent
  }
}

/// The system's libcurl, loaded when this is made.
///
/// TLS is always verified, redirects are never followed, nothing of the environment is heeded. The body is handed over
/// by a function and cannot be rewound: else libcurl sends it *again*, by itself, when a connection that is used once more
/// breaks before the answer. Connections idle for long are not used again, as their end would be a doubt.
package final class CurlTransport: Transport {
  private let settings: CurlSettings
  private let multi: UnsafeMutableRawPointer
  private var headers: UnsafeMutableRawPointer?
  private var slots: [CurlSlot] = []
  private var running: Int32 = 0
  private var broken: [Exchange] = []

  /// A transport; throws where there is no libcurl to load.
  package init(_ settings: CurlSettings) throws(StoreFailure) {
    var why: UnsafePointer<CChar>?
    guard flowmsg_curl_load(&why) == 0, let multi = flowmsg_curl_multi_init() else {
      throw StoreFailure(why.map { String(cString: $0) } ?? "libcurl could not begin")
    }
    (self.settings, self.multi) = (settings, multi)
    // Multiplexed where the server speaks HTTP/2; idle connections are kept for all that fly at once.
    _ = flowmsg_curl_multi_set_long(multi, CurlMultiOption.pipelining, 2)
    _ = flowmsg_curl_multi_set_long(multi, CurlMultiOption.maximumConnects, settings.concurrency)
    makeHeaders()
  }

  deinit {
    for slot in slots {
      _ = flowmsg_curl_multi_remove(multi, slot.easy)
      flowmsg_curl_easy_cleanup(slot.easy)
    }
    flowmsg_curl_multi_cleanup(multi)
    if let headers { flowmsg_curl_list_free(headers) }
  }

  private func makeHeaders() {
    var secret = Array("Authorization: ".utf8) + settings.authorization + [0]
    let lines = ["Content-Type: application/json", "Accept: application/json", "Expect:"]
    for line in lines { headers = flowmsg_curl_list_append(headers, line) }
    secret.withUnsafeBytes {
      headers = flowmsg_curl_list_append(headers, $0.assumingMemoryBound(to: CChar.self).baseAddress)
    }
    for index in secret.indices { secret[index] = 0 }
  }

  package func start(_ request: PreparedRequest, ticket: Int) {
    while slots.count <= ticket {
      guard let slot = CurlSlot(ticket: slots.count, settings, headers) else {
        broken.append(Exchange(ticket: ticket, failure: .broken, isHandedOver: false))
        return
      }
      slots.append(slot)
    }
    slots[ticket].begin(request, settings)
    if flowmsg_curl_multi_add(multi, slots[ticket].easy) != 0 {
      broken.append(Exchange(ticket: ticket, failure: .broken, isHandedOver: false))
    }
  }

  package func wait(atMost time: Nanoseconds, _ ended: inout [Exchange]) {
    ended += broken
    broken.removeAll()
    _ = flowmsg_curl_multi_perform(multi, &running)
    let before = ended.count
    collect(&ended)
    guard ended.count == before, time > 0 else { return }
    // Rounded up, as a wait that is too short would be many.
    _ = flowmsg_curl_multi_poll(multi, Int32(min(60_000, (time + .millisecond - 1) / .millisecond)))
    _ = flowmsg_curl_multi_perform(multi, &running)
    collect(&ended)
  }

  private func collect(_ ended: inout [Exchange]) {
    var result: Int32 = 0
    while let easy = flowmsg_curl_multi_next(multi, &result) {
      _ = flowmsg_curl_multi_remove(multi, easy)
      var context: UnsafeMutableRawPointer?
      _ = flowmsg_curl_get_pointer(easy, CurlInfo.privateData, &context)
      guard let context else { continue }
      ended.append(Unmanaged<CurlSlot>.fromOpaque(context).takeUnretainedValue().end(result))
    }
  }
}

/// One transfer's handle, used again and again, and what its functions fill.
private final class CurlSlot {
  let easy: UnsafeMutableRawPointer
  private let ticket: Int
  private var body: [UInt8] = []
  private var handed = 0
  private var answer = Exchange(ticket: 0, isHandedOver: false)

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
      (CurlOption.maximumAge, 20),
    ]
    for (option, value) in numbers { _ = flowmsg_curl_set_long(easy, option, value) }
    settings.userAgent.withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.userAgent, $0) }
    (settings.proxy ?? "").withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.proxy, $0) }
    if settings.proxy == nil { "*".withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.noProxy, $0) } }
    if settings.proxy != nil { "".withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.noProxy, $0) } }
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
      CurlSlot.of(context)?.takeField(UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
    // CURL_SEEKFUNC_FAIL: what was handed over is not handed over again.
    _ = flowmsg_curl_set_seek_function(easy, CurlOption.seekFunction) { _, _, _ in 1 }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> CurlSlot? {
    context.map { Unmanaged<CurlSlot>.fromOpaque($0).takeUnretainedValue() }
  }

  func begin(_ request: PreparedRequest, _ settings: CurlSettings) {
    (body, handed) = (request.body, 0)
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

  private func takeField(_ line: UnsafeRawBufferPointer) {
    // A status line begins the fields of another answer: those of `100 Continue` are not the last.
    if line.starts(with: "HTTP/".utf8) { (answer.retryAfter, answer.date) = ([], []) }
    if let value = Self.value(line, "retry-after:") { answer.retryAfter = value }
    if let value = Self.value(line, "date:") { answer.date = value }
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
    answer.status = (100...999).contains(status) ? status : 0
    answer.failure = CurlResult.failure(result)
    if answer.failure == .refused { answer.failure = connectFailure }
    answer.isHandedOver = handed == body.count
    if answer.failure == nil, answer.status == 0 { answer.failure = .malformed }
    body = []
    return answer
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
