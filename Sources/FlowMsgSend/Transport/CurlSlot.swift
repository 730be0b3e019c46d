import CCurl

/// One transfer's handle, used again and again, and what its functions fill.
final class CurlSlot {
  private(set) var easy: UnsafeMutableRawPointer
  private let ticket: Int
  /// Whether a request is on its way.
  private(set) var isFlying = false
  /// Whether the request was given up before any of its body was handed over; none is from then on.
  private(set) var isGivenUp = false
  private var body: [UInt8] = []
  private var handed = 0
  private var answer = Exchange(ticket: 0, isHandedOver: false)
  /// Whether the last line of the answer's fields came.
  private var isHeadWhole = false
  /// Whether an answer came that cannot be this request's.
  private var isStray = false
  /// Whether the server said that it did not process what was handed over so far.
  private(set) var isNotTaken = false
  /// Where the request is, if it is on HTTP/2.
  private var stream: (connection: CurlConnection, number: Int)?
  private let goneAway: GoneAway
  /// How much longer than asked the request may take, in milliseconds: the process slept meanwhile.
  private var slept = 0
  private let headers: UnsafeMutableRawPointer?
  /// Where libcurl writes what went wrong, in its own words.
  private let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 256)

  init?(ticket: Int, _ settings: CurlSettings, _ headers: UnsafeMutableRawPointer?, _ goneAway: GoneAway) {
    guard let easy = flowmsg_curl_easy_init() else { return nil }
    (self.easy, self.ticket, self.headers, self.goneAway) = (easy, ticket, headers, goneAway)
    text.initialize(repeating: 0)
    set(settings)
    setFunctions(settings)
  }

  deinit { text.deallocate() }

  /// Ends the handle.
  func close() { flowmsg_curl_easy_cleanup(easy) }

  /// Takes a new handle: what libcurl notes of a transfer that failed is about nothing that comes.
  private func renew(_ settings: CurlSettings) {
    guard let fresh = flowmsg_curl_easy_init() else { return }
    flowmsg_curl_easy_cleanup(easy)
    easy = fresh
    set(settings)
    setFunctions(settings)
  }

  private func set(_ settings: CurlSettings) {
    // CURLPROTO_HTTP is 1, CURLPROTO_HTTPS is 2; CURL_HTTP_VERSION_2TLS is 4.
    let numbers: [(Int32, Int)] = [
      (CurlOption.noSignal, 1), (CurlOption.post, 1), (CurlOption.followLocation, 0), (CurlOption.verifyPeer, 1),
      (CurlOption.verifyHost, 2), (CurlOption.oldHTTP, 0), (CurlOption.tcpNoDelay, 1), (CurlOption.httpVersion, 4),
      (CurlOption.protocols, settings.isSecure ? 2 : 1), (CurlOption.pipeWait, settings.isSecure ? 1 : 0),
      (CurlOption.timeout, settings.timeout), (CurlOption.connectTimeout, settings.connectTimeout),
      (CurlOption.maximumAge, 20), (CurlOption.pathAsIs, 1), (CurlOption.suppressConnectFields, 1),
    ]
    for (option, value) in numbers { _ = flowmsg_curl_set_long(easy, option, value) }
    // What comes in gzip or deflate all the same is decoded then, which it is not where nothing is set.
    "identity".withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.acceptEncoding, $0) }
    settings.userAgent.withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.userAgent, $0) }
    (settings.proxy ?? "").withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.proxy, $0) }
    if settings.proxy == nil { "*".withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.noProxy, $0) } }
    if settings.proxy != nil { "".withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.noProxy, $0) } }
    if let file = settings.authorities {
      file.withCString { _ = flowmsg_curl_set_pointer(easy, CurlOption.authorities, $0) }
    }
    _ = flowmsg_curl_set_pointer(easy, CurlOption.headers, headers)
    _ = flowmsg_curl_set_pointer(easy, CurlOption.errorText, text.baseAddress)
  }

  private func setFunctions(_ settings: CurlSettings) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CurlOption.privateData, CurlOption.readData, CurlOption.writeData, CurlOption.headerData, CurlOption.seekData,
    ] {
      _ = flowmsg_curl_set_pointer(easy, option, context)
    }
    _ = flowmsg_curl_set_data_function(easy, CurlOption.readFunction) { bytes, size, count, context in
      // CURL_READFUNC_ABORT: nothing of what was given up leaves.
      CurlSlot.of(context)?.read(UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) ?? 0x1000_0000
    }
    _ = flowmsg_curl_set_data_function(easy, CurlOption.writeFunction) { bytes, size, count, context in
      // Another count than was given ends the transfer.
      CurlSlot.of(context)?.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) == true ? size * count : 0
    }
    _ = flowmsg_curl_set_data_function(easy, CurlOption.headerFunction) { bytes, size, count, context in
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return CurlSlot.of(context)?.takeField(line) == false ? 0 : line.count
    }
    // CURL_SEEKFUNC_FAIL: what was handed over is not handed over again by libcurl.
    _ = flowmsg_curl_set_seek_function(easy, CurlOption.seekFunction) { _, _, _ in 1 }
    // Only HTTP/2 says such things, and that is spoken over TLS alone.
    guard settings.isSecure else { return }
    flowmsg_curl_watch(
      easy, { context, event, number in CurlSlot.of(context)?.hear(Int(event), of: number) }, context)
  }

  /// Hears what libcurl says of HTTP/2.
  private func hear(_ event: Int, of number: Int) {
    let connection = CurlConnection(easy)
    switch event {
    case flowmsg_curl_refused: isNotTaken = true
    case flowmsg_curl_going_away: goneAway.note(connection, last: number)
    case flowmsg_curl_stream:
      stream = (connection, number)
      if number == 1 { goneAway.noteBegin(of: connection) }
    default: break
    }
  }

  /// Heeds what the server said for all requests of its connection.
  func noteGoneAway() {
    guard isFlying, let stream else { return }
    if goneAway.isRefused(stream.connection, stream.number) { isNotTaken = true }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> CurlSlot? {
    context.map { Unmanaged<CurlSlot>.fromOpaque($0).takeUnretainedValue() }
  }

  func begin(_ request: PreparedRequest, _ settings: CurlSettings) {
    (body, handed, slept, stream) = (request.body, 0, 0, nil)
    (isHeadWhole, isStray, isNotTaken, isFlying) = (false, false, false, true)
    answer = Exchange(ticket: ticket, isHandedOver: false)
    let url = Array(settings.server.utf8) + request.target + [0]
    url.withUnsafeBytes { _ = flowmsg_curl_set_pointer(easy, CurlOption.url, $0.baseAddress) }
    _ = flowmsg_curl_set_offset(easy, CurlOption.size, Int64(body.count))
  }

  /// Gives the request more time than was asked, in milliseconds, as the process slept through so much of it.
  func extend(by time: Int, _ settings: CurlSettings) {
    slept += time
    setTimes(settings)
  }

  private func setTimes(_ settings: CurlSettings) {
    _ = flowmsg_curl_set_long(easy, CurlOption.timeout, settings.timeout + slept)
    _ = flowmsg_curl_set_long(easy, CurlOption.connectTimeout, settings.connectTimeout + slept)
  }

  /// Gives the request up if nothing of its body was handed over, so that no one can have processed it; false if some was.
  func giveUp() -> Bool {
    guard isFlying, handed == 0, !body.isEmpty else { return false }
    isGivenUp = true
    return true
  }

  /// Hands over the next bytes of the body.
  private func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
    if isGivenUp { return nil }
    // What is handed over now is another try than the one that was not taken.
    isNotTaken = false
    let count = min(buffer.count, body.count - handed)
    body.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[handed..<handed + count]))
    }
    handed += count
    return count
  }

  /// Takes more of an answer's body; false where the rest of it says nothing.
  private func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let room = Exchange.largestAnswer - answer.body.count
    if room > 0 { answer.body.append(contentsOf: bytes.prefix(room)) }
    guard room <= bytes.count else { return true }
    noteStatus()
    return !isDecided
  }

  /// Takes a line of an answer's head; false where it is none to this request.
  private func takeField(_ line: UnsafeRawBufferPointer) -> Bool {
    // A status line begins the fields of another answer: those of `100 Continue` are not the last.
    if line.starts(with: "HTTP/".utf8) {
      (answer.retryAfter, answer.date, answer.coding, isHeadWhole) = ([], [], [], false)
      isStray = isForNoRequest(line)
    }
    if line.first == 0x0D || line.first == 0x0A { isHeadWhole = true }
    if let value = Self.value(line, "retry-after:") { answer.retryAfter = value }
    if let value = Self.value(line, "date:") { answer.date = value }
    if let value = Self.value(line, "content-encoding:") { answer.coding = value }
    return !isStray
  }

  /// Whether an answer was there before its request: on a connection that is used once more, with nothing of the body
  /// handed over. Servers say `408` on an idle connection before they close it, and libcurl before version 8 would take
  /// that for the row's. HTTP/2 tells by itself what an answer belongs to.
  private func isForNoRequest(_ line: UnsafeRawBufferPointer) -> Bool {
    guard handed == 0, !body.isEmpty, line.starts(with: "HTTP/1".utf8) else { return false }
    var connections = 0
    return flowmsg_curl_get_long(easy, CurlInfo.newConnections, &connections) == 0 && connections == 0
  }

  private static func value(_ line: UnsafeRawBufferPointer, _ name: StaticString) -> [UInt8]? {
    guard line.count > name.utf8CodeUnitCount else { return nil }
    for index in 0..<name.utf8CodeUnitCount where line[index] | 0x20 != name.utf8Start[index] | 0x20 { return nil }
    let value = line[name.utf8CodeUnitCount...].prefix(200).filter { $0 != 0x0D && $0 != 0x0A }
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    return Array(value.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  /// What became of the request.
  func end(_ result: Int32, _ settings: CurlSettings) -> Exchange {
    defer { rest(result, settings) }
    noteStatus()
    answer.failure = CurlResult.failure(result)
    if answer.failure == .refused { answer.failure = settings.proxy == nil ? connectFailure : .noProxy }
    noteSecurity(result)
    noteProxy()
    answer.isHandedOver = handed == body.count
    // BAD_CONTENT_ENCODING
    if result != 61 { answer.coding = [] }
    if isDecided { answer.failure = nil }
    // Before version 8 libcurl is content with a head that is cut, or with none.
    if answer.failure == nil, answer.status == 0 || !isHeadWhole { answer.failure = .malformed }
    // Where an answer began, the server took it, whatever it says of the stream.
    if isNotTaken, answer.failure != nil, answer.status == 0 {
      (answer.failure, answer.isHandedOver) = (.notTaken, false)
    }
    return answer
  }

  /// Gets ready for another request.
  private func rest(_ result: Int32, _ settings: CurlSettings) {
    isFlying = false
    body = []
    if result != 0 { renew(settings) } else if slept > 0 { slept = 0; setTimes(settings) }
  }

  private func noteStatus() {
    var status = 0
    _ = flowmsg_curl_get_long(easy, CurlInfo.responseCode, &status)
    answer.status = (100...999).contains(status) && !isStray ? status : 0
  }

  /// Tells what is wrong with the host's identity from a connection that broke while it was asked for.
  private func noteSecurity(_ result: Int32) {
    guard answer.failure == .insecure else { return }
    var verification = 0
    _ = flowmsg_curl_get_long(easy, CurlInfo.verification, &verification)
    let said = String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    answer.insecurity = CurlSecurity.cause(result: result, verification: verification, text: said)
    if answer.insecurity == nil { (answer.failure, answer.isConnected) = (.broken, false) }
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

  /// Tells a port where no one listens from a host that no way leads to.
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
