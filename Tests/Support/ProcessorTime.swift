#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Processor time, for tests that hold work to a bound: on a busy machine the clock runs on while a thread waits, and this
/// does not.
///
/// Only the calling thread counts, as other tests run beside it: what is measured has to do its work on that thread.
package enum ProcessorTime {
  /// The growth that a test takes for linear: 8 is exact, caches and larger tables may double it, quadratic work is 64.
  package static let linear = 24.0

  /// The processor time of `work`.
  package static func measure(_ work: () throws -> Void) rethrows -> Duration {
    let start = used
    try work()
    return .nanoseconds(used - start)
  }

  /// How many times longer `work` takes on what `prepare` makes of 8 n than of n: the ratio of the shortest runs, as the
  /// machine can only add to one. A run of the larger input is repeated only where the ratio is not `linear`.
  package static func growth<Input>(
    from n: Int, _ prepare: (Int) throws -> Input, _ work: (Input) throws -> Void
  ) rethrows -> Double {
    let (small, large) = (try prepare(n), try prepare(8 * n))
    var (least, ratio) = (Int64.max, Double.infinity)
    for _ in 0..<3 where ratio > linear {
      for _ in 0..<4 { least = try min(least, nanoseconds { try work(small) }) }
      ratio = try min(ratio, Double(nanoseconds { try work(large) }) / Double(max(1, least)))
    }
    return ratio
  }

  private static func nanoseconds(_ work: () throws -> Void) rethrows -> Int64 {
    let start = used
    try work()
    return used - start
  }

  /// What the calling thread has used so far, in nanoseconds.
  private static var used: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
