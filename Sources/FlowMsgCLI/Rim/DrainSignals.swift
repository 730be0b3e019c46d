import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The signals that ask a send to end: the first one in order, the second one at once.
package enum DrainSignals {
  private static let received = Atomic<Int32>(0)

  /// Listens from here on. The journal is written so that leaving at once loses nothing.
  package static func listen() {
    received.store(0, ordering: .relaxed)
    for number in numbers {
      _ = signal(number) { number in
        if DrainSignals.received.compareExchange(expected: 0, desired: number, ordering: .relaxed).exchanged { return }
        _exit(128 + number)
      }
    }
  }

  /// Lets the signals end the process again.
  package static func ignore() {
    for number in numbers { _ = signal(number, SIG_DFL) }
  }

  /// What is listened to: a hangup only if it is not ignored already, as `nohup` asks for.
  private static var numbers: [Int32] {
    var hangup = sigaction()
    let isKnown = sigaction(SIGHUP, nil, &hangup) == 0
    #if canImport(Darwin)
      let handler = hangup.__sigaction_u.__sa_handler
    #else
      let handler = hangup.__sigaction_handler.sa_handler
    #endif
    let isIgnored = isKnown && unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    return isIgnored ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGHUP]
  }

  /// How the process ends by the first signal that came; nil if none did.
  package static var exit: ExitCode? {
    let signal = received.load(ordering: .relaxed)
    return signal == 0 ? nil : ExitCode(signal: signal)
  }
}
