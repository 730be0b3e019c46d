import CCurl

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
    let before = ended.count
    ended += broken
    broken.removeAll()
    _ = flowmsg_curl_multi_perform(multi, &running)
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
