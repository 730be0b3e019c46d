#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The server's thread: waits for whatever comes on any of its sockets, and does it.
///
/// One thread and `poll`, as everything here is short: a message is checked in microseconds. `epoll` is not offered to
/// Swift by the C library's module, and for some hundred connections it is no faster.
final class ServerLoop {
  /// More connections are left waiting; 1,024 descriptors is what a process usually has.
  private static let most = 900

  private static let broken = Int16(POLLERR | POLLHUP | POLLNVAL)

  private let listeners: [Int32]
  private let wake: Int32
  private let handler: ConnectionHandler
  private var connections: [Connection] = []
  /// What is polled: `wake`, the listeners, then the connections in their order.
  private var polled: [pollfd] = []
  /// Until when no client is taken in, since the system had no descriptor left.
  private var pause = 0
  private var nextSweep = 0

  init(listeners: [Int32], wake: Int32, _ handler: ConnectionHandler) {
    self.listeners = listeners
    self.wake = wake
    self.handler = handler
    polled = ([wake] + listeners).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  }

  /// Serves until `wake` can be read; then closes every connection.
  func run() {
    while true {
      listen()
      let count = poll(&polled, nfds_t(polled.count), timeout)
      if count < 0, errno != EINTR { break }
      handler.beginTurn()
      if polled[0].revents != 0 { break }
      serve()
      acceptAll()
      handler.endTurn()
      if handler.now >= nextSweep { sweep() }
    }
    handler.endTurn()
    for connection in connections { close(connection.descriptor) }
    for descriptor in listeners + [wake] { close(descriptor) }
  }

  private var fixed: Int { 1 + listeners.count }

  /// Clients wait in the system's queue while there are too many.
  private func listen() {
    let takes = connections.count < Self.most && handler.now >= pause
    for i in 1..<fixed { polled[i].events = takes ? Int16(POLLIN) : 0 }
  }

  /// Without a connection nothing can run out.
  private var timeout: Int32 {
    guard !connections.isEmpty || handler.now < pause else { return -1 }
    return Int32(max(0, min(1000, nextSweep - handler.now)))
  }

  private func serve() {
    // Backwards, as a connection that ends is replaced by the last one, which was served before.
    for i in stride(from: connections.count - 1, through: 0, by: -1) {
      let events = polled[fixed + i].revents
      guard events != 0 else { continue }
      handler.serve(
        connections[i], canRead: events & ~Int16(POLLOUT) != 0, isBroken: events & Self.broken != 0)
      settle(i)
    }
  }

  /// Says what to wait for on a connection, or closes it.
  private func settle(_ i: Int) {
    let connection = connections[i]
    guard connection.phase != .closed else { return remove(i) }
    if case .waiting(let until) = connection.phase { nextSweep = min(nextSweep, until) }
    polled[fixed + i].events =
      (connection.wantsInput ? Int16(POLLIN) : 0) | (connection.hasOutput ? Int16(POLLOUT) : 0)
  }

  private func remove(_ i: Int) {
    close(connections[i].descriptor)
    let last = connections.count - 1
    connections.swapAt(i, last)
    polled.swapAt(fixed + i, fixed + last)
    connections.removeLast()
    polled.removeLast()
  }

  private func acceptAll() {
    for i in 1..<fixed where polled[i].revents != 0 {
      while connections.count < Self.most, let descriptor = Sockets.acceptNext(polled[i].fd) {
        guard descriptor >= 0 else {
          pause = handler.now + 100
          return nextSweep = min(nextSweep, pause)
        }
        connections.append(handler.open(descriptor))
        polled.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
      }
    }
  }

  /// Looks for whose time has come: once a second, and when an answer that was held back is due.
  private func sweep() {
    nextSweep = handler.now + 1000
    for i in stride(from: connections.count - 1, through: 0, by: -1) {
      handler.checkTime(connections[i])
      settle(i)
    }
    handler.endTurn()
  }
}
