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
  /// What is listened to.
  private static let numbers = Mutex<[Int32]>([])

  /// Listens from here on. The journal is written so that leaving at once loses nothing.
  package static func listen() {
    received.store(0, ordering: .relaxed)
    numbers.withLock { $0 = EndingSignals.heeded }
    for number in numbers.withLock({ $0 }) {
      _ = signal(number) { number in
        if DrainSignals.received.compareExchange(expected: 0, desired: number, ordering: .relaxed).exchanged { return }
        _exit(128 + number)
      }
    }
  }

  /// Lets the signals end the process again.
  package static func ignore() {
    for number in numbers.withLock({ $0 }) { _ = signal(number, SIG_DFL) }
  }

  /// How the process ends by the first signal that came; nil if none did.
  package static var exit: ExitCode? {
    let signal = received.load(ordering: .relaxed)
    return signal == 0 ? nil : ExitCode(signal: signal)
  }
}
