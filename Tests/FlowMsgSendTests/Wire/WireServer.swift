import Foundation
import Synchronization

/// A server of a test: does with the n-th request of the k-th connection what the test says, and counts what came whole.
final class WireServer: Sendable {
  /// What came.
  struct Tally: Sendable {
    /// Connections that were accepted.
    var connections = 0
    /// The heads of requests, as they were written, in the order of their coming.
    var heads: [String] = []
    /// How often a whole request came for each target.
    var whole: [String: Int] = [:]
    /// On which connection each of them did last.
    var connection: [String: Int] = [:]
    /// How often it had said all that it was to say, or was at a point where it would never say more.
    var played = 0
    /// How many clients are connected.
    var clients: Int { open.count }
    fileprivate var open: Set<Int32> = []
    fileprivate var hanging: Set<Int32> = []
  }

  let port: UInt16
  private let listener: Int32
  private let tally = Mutex(Tally())
  private let script: @Sendable (_ connection: Int, _ request: Int) -> WireAct

  /// A server that listens; `script` counts both from 0.
  init(_ script: @escaping @Sendable (_ connection: Int, _ request: Int) -> WireAct) {
    self.script = script
    (listener, port) = WireSocket.bound()
    listen(listener, 512)
    Thread.detachNewThread { self.accept() }
  }

  /// The scheme, host and port.
  var base: String { "http://127.0.0.1:\(port)" }
  /// What came so far.
  var seen: Tally { tally.withLock { $0 } }

  /// Ends the server; returns what came when all clients have gone. A test that still has one would wait forever.
  func finish() -> Tally {
    shutdown(listener, Int32(SHUT_RDWR))
    while !seen.open.isEmpty {
      // What a client sent and no one reads keeps its end from being seen.
      tally.withLock { for descriptor in $0.hanging { shutdown(descriptor, Int32(SHUT_RDWR)) } }
      usleep(1000)
    }
    return seen
  }

  /// Waits until something has come about.
  func wait(until hasCome: (Tally) -> Bool) {
    while !hasCome(seen) { usleep(1000) }
  }

  private func accept() {
    while true {
      let descriptor = systemAccept(listener)
      guard descriptor >= 0 else { break }
      let number = tally.withLock { tally in
        tally.open.insert(descriptor)
        tally.connections += 1
        return tally.connections - 1
      }
      Thread.detachNewThread { self.serve(WireConnection(descriptor: descriptor, number: number)) }
    }
    close(listener)
  }

  private func serve(_ client: consuming WireConnection) {
    var client = client
    var request = 0
    while client.hasMore(), play(script(client.number, request), &client) { request += 1 }
    // Under the lock, so that no one ends another's connection by this number.
    tally.withLock { tally in
      tally.open.remove(client.descriptor)
      tally.hanging.remove(client.descriptor)
      close(client.descriptor)
    }
  }

  /// Does what is to be done; false where the connection ends.
  private func play(_ act: WireAct, _ client: inout WireConnection) -> Bool {
    if act.reads != .nothing {
      guard let head = client.readHead() else { return false }
      tally.withLock { $0.heads.append(head.text) }
      if act.reads == .whole {
        guard client.readBody(head) else { return false }
        note(head, client.number)
      } else {
        client.unread = head
      }
    }
    if act.reads != .whole, !client.awaitRest(of: client.unread) { return false }
    wait { $0.whole.values.reduce(0, +) >= act.awaits }
    for (index, piece) in act.says.enumerated() {
      if index > 0, act.pace > 0 { usleep(act.pace * 1000) }
      guard WireSocket.transmit(client.descriptor, piece[...]) else { return false }
      // A client that is kept waiting has begun to wait.
      if index == 1 { tally.withLock { $0.played += 1 } }
    }
    if act.says.count < 2 { tally.withLock { $0.played += 1 } }
    return end(act.then, &client)
  }

  private func end(_ ending: WireAct.Ending, _ client: inout WireConnection) -> Bool {
    switch ending {
    case .stays: return true
    case .closes: return false
    case .resets:
      WireSocket.resetOnClose(client.descriptor)
    case .drains:
      shutdown(client.descriptor, Int32(SHUT_WR))
      if let head = client.unread, client.readBody(head) { note(head, client.number) }
      while client.receive() {}
    case .hangs:
      // It goes when the client does, or the server ends; what it sent is left unread.
      let descriptor = client.descriptor
      tally.withLock { _ = $0.hanging.insert(descriptor) }
      client.waitForItsEnd()
    }
    return false
  }

  private func note(_ head: WireConnection.Head, _ number: Int) {
    tally.withLock {
      $0.whole[head.target, default: 0] += 1
      $0.connection[head.target] = number
    }
  }
}

private func systemAccept(_ listener: Int32) -> Int32 {
  while true {
    let descriptor = accept(listener, nil, nil)
    if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    if descriptor >= 0 || (errno != EINTR && errno != ECONNABORTED) { return descriptor }
  }
}
