import FlowMsgSend
import Foundation
import Testing

/// Thousands of exchanges, most of which go wrong: nothing is left open, and no memory is kept.
struct TransportEnduranceTests {
  #if os(Linux)
    /// In a process of its own, so that no one else's descriptors and memory are counted.
    @Test func nothingLeaks() async {
      await #expect(processExitsWith: .success) { try TransportEnduranceTests.endure() }
    }
  #endif

  private static func endure() throws {
    let large = #"{"a":"\#(String(repeating: "a", count: 100 << 10))"}"#
    let acts: [WireAct] = [
      .good, WireAct(then: .closes), .answer(503),
      WireAct(says: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", then: .closes),
      .answer(200, large), .good, WireAct(says: "garbage\r\n\r\n", then: .closes),
      .answer(429, fields: "Retry-After: 1\r\n"),
    ]
    let server = WireServer { connection, request in acts[(connection &* 3 &+ request) % acts.count] }
    let client = try WireClient(server.base)
    var sent = send(1000, client)
    let (descriptors, pages) = (descriptorCount, residentPages)
    sent += send(4000, client)
    #expect(sent > 500 && sent < 4500, "\(sent) of 5000 were sent")
    #expect(server.seen.whole.values.allSatisfy { $0 == 1 })
    // Both sides are in this process: a connection more or less in the pool.
    #expect(descriptorCount <= descriptors + 64, "\(descriptors) descriptors, then \(descriptorCount)")
    let growth = (residentPages - pages) * Int(getpagesize()) >> 20
    #expect(growth < 16, "\(growth) MiB more")
  }

  /// Sends rows sixteen at a time; returns how many the API took.
  private static func send(_ count: Int, _ client: WireClient) -> Int {
    var (started, finished, sent) = (0, 0, 0)
    let first = UInt32.random(in: 0...UInt32.max)
    var free = Array(0..<16)
    while finished < count {
      while started < count, let ticket = free.popLast() {
        client.start("/\(first)/\(started)", ticket: ticket)
        started += 1
      }
      var ended: [Exchange] = []
      client.transport.wait(atMost: 1_000_000_000, &ended)
      finished += ended.count
      sent += ended.count { OutcomeTable.outcome(of: $0).verdict == .sent }
      free += ended.map(\.ticket)
    }
    return sent
  }

  private static var descriptorCount: Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
  }

  private static var residentPages: Int {
    let fields = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return fields.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0
  }
}
