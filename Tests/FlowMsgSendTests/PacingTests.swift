import FlowMsgModel
import FlowMsgSend
import Testing

struct PacingTests {
  /// Takes whenever it may, on a clock that wakes up every so often, and gives the moments.
  private func moments(rate: Double, wake: Nanoseconds, seconds: Int64) -> [Moment] {
    var gate = RateGate(rate: rate)
    var moments: [Moment] = []
    var random = SplitMix64(seed: 7)
    var now: Moment = 0
    while now < seconds * .second {
      while gate.next <= now {
        gate.take(at: now)
        moments.append(now)
      }
      now += Nanoseconds(random.next() % UInt64(2 * wake)) + 1
    }
    return moments
  }

  @Test(arguments: [1.0, 20, 80, 1000, 20_000])
  func noSecondHasMoreThanTheRateAndOneAndTheMeanIsKept(rate: Double) {
    for wake in [100_000, 1_000_000, 4_000_000] as [Nanoseconds] {
      let moments = moments(rate: rate, wake: wake, seconds: 5)
      let most = Int(rate) + 1
      for index in stride(from: most, to: moments.count, by: 1) {
        #expect(moments[index] - moments[index - most] >= .second)
      }
      #expect(Double(moments.count) / 5 >= 0.98 * rate || Double(moments.count) >= 5 * rate - 1)
    }
  }

  @Test func slowsDownOnTooManyAndRecovers() {
    var throttle = Throttle()
    throttle.note(latency: 1, isTooMuch: true, wait: 0, at: 0)
    #expect(throttle.share == 0.5)
    throttle.note(latency: 1, isTooMuch: true, wait: 0, at: .second / 2)
    #expect(throttle.share == 0.5)
    throttle.note(latency: 1, isTooMuch: true, wait: 0, at: 2 * .second)
    #expect(throttle.share == 0.25)
    for second in 3..<60 { throttle.note(latency: 1, isTooMuch: false, wait: 0, at: Moment(second) * .second) }
    #expect(throttle.share == 1)
  }

  @Test func everythingWaitsForARetryAfter() {
    var throttle = Throttle()
    throttle.note(latency: 1, isTooMuch: true, wait: 0, at: 0)
    #expect(throttle.pausedUntil == .min)
    throttle.note(latency: 1, isTooMuch: true, wait: 30 * .second, at: 5)
    #expect(throttle.pausedUntil == 30 * .second + 5)
    // A shorter one takes nothing back, and a 503 has one too.
    throttle.note(latency: 1, isTooMuch: false, wait: 10 * .second, at: 6)
    #expect(throttle.pausedUntil == 30 * .second + 5)
    throttle.note(latency: 1, isTooMuch: false, wait: 60 * .second, at: 7)
    #expect(throttle.pausedUntil == 60 * .second + 7)
  }

  @Test func slowsDownWhenAnswersTakeEverLonger() {
    var throttle = Throttle()
    for step in 0..<50 {
      throttle.note(latency: 200 * .millisecond, isTooMuch: false, wait: 0, at: Moment(step) * .second)
    }
    #expect(throttle.share == 1)
    for step in 50..<60 { throttle.note(latency: 3 * .second, isTooMuch: false, wait: 0, at: Moment(step) * .second) }
    #expect(throttle.share < 0.5)
  }

  @Test func retriesAreFewAndFarBetween() {
    var policy = RetryPolicy(retries: 3, seed: 1)
    let waits = (0..<3).map { policy.wait(afterRetry: $0, reached: false, asked: 0) ?? 0 }
    #expect(waits[0] >= .second / 2 && waits[0] <= .second)
    #expect(waits[1] >= .second && waits[2] >= 2 * .second && waits[2] <= 3 * .second)
    let tooMany = policy.wait(afterRetry: 3, reached: false, asked: 0)
    #expect(tooMany == nil)
    #expect(policy.wait(afterRetry: 0, reached: true, asked: 0) == 6 * .second)
    #expect(policy.wait(afterRetry: 0, reached: true, asked: 60 * .second) == 60 * .second)
    for _ in 0..<5 { #expect(policy.wait(afterRetry: 0, reached: false, asked: 0) != nil) }
    #expect(policy.wait(afterRetry: 0, reached: false, asked: 0) == nil)
    for _ in 0..<11 { policy.noteFirst() }
    #expect(policy.wait(afterRetry: 0, reached: false, asked: 0) != nil)
    #expect(policy.wait(afterRetry: 0, reached: false, asked: 0) == nil)
  }

  @Test func waitsThatAreAskedForAreNoRetries() {
    let policy = RetryPolicy(retries: 3, seed: 1)
    for waits in 0..<RetryPolicy.patience {
      #expect(policy.wait(afterWait: waits, asked: 9 * .second) == 9 * .second)
      #expect(policy.wait(afterWait: waits, asked: .second) == RetryPolicy.recipientGap)
    }
    #expect(policy.wait(afterWait: RetryPolicy.patience, asked: .second) == nil)
    #expect(RetryPolicy(retries: 0, seed: 1).wait(afterWait: 0, asked: .second) == nil)
  }

  @Test func failureLimits() {
    #expect(
      FailureLimit("5") == .count(5) && FailureLimit("5%") == .share(0.05) && FailureLimit("2.5%") == .share(0.025))
    for wrong in ["", "%", "-1", "101%", "5 %", "x", "1e3%", "nan%"] { #expect(FailureLimit(wrong) == nil) }
    #expect(!FailureLimit.count(2).isExceeded(failures: 2, ended: 2))
    #expect(FailureLimit.count(2).isExceeded(failures: 3, ended: 3))
    #expect(FailureLimit.count(0).isExceeded(failures: 1, ended: 1))
    #expect(!FailureLimit.share(0.05).isExceeded(failures: 19, ended: 19))
    #expect(!FailureLimit.share(0.05).isExceeded(failures: 1, ended: 20))
    #expect(FailureLimit.share(0.05).isExceeded(failures: 2, ended: 20))
    #expect(!FailureLimit.share(1).isExceeded(failures: 20, ended: 20))
  }
}
