package import FlowMsgSend

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system's monotonic clock, the one that goes on while the machine sleeps.
package final class SteadyClock: Clock {
  /// The clock.
  package init() {}

  package var now: Moment {
    var time = timespec()
    #if canImport(Darwin)
      clock_gettime(CLOCK_MONOTONIC, &time)
    #else
      clock_gettime(CLOCK_BOOTTIME, &time)
    #endif
    return Moment(time.tv_sec) * .second + Moment(time.tv_nsec)
  }

  package var date: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return max(0, Int64(time.tv_sec)) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
