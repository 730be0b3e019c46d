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
  private let goneAway = GoneAway()
  private let clock: any Clock
  /// When the sockets were looked at last.
  private var lastLook: Moment

  /// A transport; throws where there is no libcurl to load.
  package init(_ settings: CurlSettings, _ clock: any Clock) throws(StoreFailure) {
    var why: UnsafePointer<CChar>?
    guard flowmsg_curl_load(&why) == 0, let multi = flowmsg_curl_multi_init() else {
      throw StoreFailure(why.map { String(cString: $0) } ?? "libcurl could not begin")
    }
    (self.settings, self.multi, self.clock, lastLook) = (settings, multi, clock, clock.now)
    // Multiplexed where the server speaks HTTP/2; idle connections are kept for all that fly at once.
    _ = flowmsg_curl_multi_set_long(multi, CurlMultiOption.pipelining, 2)
    _ = flowmsg_curl_multi_set_long(multi, CurlMultiOption.maximumConnects, settings.concurrency)
    makeHeaders()
  }

  deinit {
    // What was given up may hold a look-up of a name, and to end it is to wait for that.
    if slots.contains(where: { $0.isFlying && $0.isGivenUp }) {
      // Functions of theirs are not called any more, as nothing works on them.
      return
    }
    for slot in slots {
      _ = flowmsg_curl_multi_remove(multi, slot.easy)
      slot.close()
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
      guard let slot = CurlSlot(ticket: slots.count, settings, headers, goneAway) else {
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

  package func giveUp(_ ended: inout [Exchange]) {
    for (ticket, slot) in slots.enumerated() where slot.giveUp() {
      ended.append(Exchange(ticket: ticket, failure: .givenUp, isHandedOver: false))
    }
  }

  /// Looks at the sockets. Libcurl looks at the clock first: where the process or its machine slept, an answer that came
  /// meanwhile would be out of time.
  private func look() {
    let now = clock.now
    let gap = now - lastLook
    if gap > Self.longestWork {
      for slot in slots where slot.isFlying { slot.extend(by: Int(gap / .millisecond), settings) }
    }
    _ = flowmsg_curl_multi_perform(multi, &running)
    lastLook = clock.now
  }

  /// How long a campaign is busy between two looks, unless something keeps it from its work.
  private static let longestWork: Nanoseconds = 500 * .millisecond

  package func wait(atMost time: Nanoseconds, _ ended: inout [Exchange]) {
    let before = ended.count
    ended += broken
    broken.removeAll()
    look()
    collect(&ended)
    guard ended.count == before, time > 0 else { return }
    // Rounded up, as a wait that is too short would be many.
    let patience = min(60_000, (time + .millisecond - 1) / .millisecond)
    _ = flowmsg_curl_multi_poll(multi, Int32(patience))
    // Such a wait is no gap.
    lastLook += patience * .millisecond
    look()
    collect(&ended)
  }

  private func collect(_ ended: inout [Exchange]) {
    if goneAway.isNews { for slot in slots { slot.noteGoneAway() } }
    goneAway.isNews = false
    var result: Int32 = 0
    while let easy = flowmsg_curl_multi_next(multi, &result) {
      _ = flowmsg_curl_multi_remove(multi, easy)
      var context: UnsafeMutableRawPointer?
      _ = flowmsg_curl_get_pointer(easy, CurlInfo.privateData, &context)
      guard let context else { continue }
      let slot = Unmanaged<CurlSlot>.fromOpaque(context).takeUnretainedValue()
      let (exchange, isKnown) = (slot.end(result, settings), slot.isGivenUp)
      if !isKnown { ended.append(exchange) }
    }
    // Libcurl goes on with these: it makes another connection before it asks for their bodies once more.
    for slot in slots where slot.isFlying && slot.isNotTaken {
      _ = flowmsg_curl_multi_remove(multi, slot.easy)
      let exchange = slot.end(CurlResult.aborted, settings)
      if !slot.isGivenUp { ended.append(exchange) }
    }
  }
}
