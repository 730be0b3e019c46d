#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a command that runs until it is asked to end hears of that.
package protocol Signals: Sendable {
  /// From now on, signals that ask the process to end wait until they are asked for. Before any thread is started, as
  /// threads take this over from the one that starts them.
  func hold()

  /// Waits for such a signal; says how the process ends by it.
  func wait() -> ExitCode
}

/// The process's own signals: SIGHUP, SIGINT, SIGTERM.
package struct ProcessSignals: Signals {
  /// The process's signals.
  package init() {}

  private var ending: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in EndingSignals.heeded { sigaddset(&set, signal) }
    return set
  }

  package func hold() {
    var set = ending
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  package func wait() -> ExitCode {
    var set = ending
    var signal: Int32 = 0
    while sigwait(&set, &signal) != 0 {}
    return ExitCode(signal: signal)
  }
}

/// The signals that ask a process to end: SIGHUP, SIGINT, SIGTERM.
enum EndingSignals {
  /// Those that were not ignored when the process began, as `nohup` and a shell's `trap '' TERM` have it: what is to
  /// be ignored stays ignored.
  static var heeded: [Int32] { [SIGHUP, SIGINT, SIGTERM].filter { !isIgnored($0) } }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

extension ExitCode {
  /// How a process ends by a signal that asks it to.
  init(signal: Int32) { self = signal == SIGHUP ? .hungUp : signal == SIGINT ? .interrupted : .terminated }
}
