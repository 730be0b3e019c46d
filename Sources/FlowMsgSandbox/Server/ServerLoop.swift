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
  private static let broken = Int16(POLLERR | POLLHUP | POLLNVAL)

  private let listeners: [Int32]
  private let wake: Int32
  private let handler: ConnectionHandler
  /// How many connections there are at most. 1,024 descriptors is what a process usually has, and others need some.
  private let most: Int
  private let patience: Int
  private var connections: [Connection] = []
  /// What is polled: `wake`, the listeners, then the connections in their order.
  private var polled: [pollfd] = []
  /// Until when no client is taken in, since the system had no descriptor left.
  private var pause = 0
  /// From when on clients are taken in.
  private var opening = 0
  private var nextSweep = 0

  init(listeners: [Int32], wake: Int32, _ handler: ConnectionHandler, _ configuration: SandboxConfiguration) {
    self.listeners = listeners
    self.wake = wake
    self.handler = handler
    most = max(1, min(configuration.mostConnections, Sockets.descriptorLimit / 4 * 3))
    patience = configuration.patience
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

  /// Clients wait in the system's queue while there are too many, and none is to be given up for them.
  private func listen() {
    let isFull = connections.count >= most
    opening = max(pause, isFull ? weakest.map { connections[$0].since + patience } ?? .max : 0)
    for i in 1..<fixed { polled[i].events = handler.now >= opening ? Int16(POLLIN) : 0 }
  }

  /// Without a connection nothing can run out.
  private var timeout: Int32 {
    let isClosed = handler.now < opening
    guard !connections.isEmpty || isClosed else { return -1 }
    return Int32(max(0, min(1000, min(nextSweep, isClosed ? opening : .max) - handler.now)))
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
      while hasRoom(polled[i].fd), let descriptor = Sockets.acceptNext(polled[i].fd) {
        if descriptor >= 0 {
          connections.append(handler.open(descriptor))
          polled.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
        } else if !giveUpWeakest() {
          return pause = handler.now + 100
        }
      }
    }
  }

  /// Whether a client can be taken in; where there are too many, another one is given up for it.
  private func hasRoom(_ listener: Int32) -> Bool {
    connections.count < most || (Sockets.hasWaiting(listener) && giveUpWeakest())
  }

  /// Gives up the connection that is missed least, so that clients that send half a request, or nothing, and stay lock
  /// no one out. False where each had too little time to come to something.
  private func giveUpWeakest() -> Bool {
    guard let i = weakest, connections[i].since + patience <= handler.now else { return false }
    handler.giveUp(connections[i])
    remove(i)
    return true
  }

  /// The place of the connection that is given up first: of the lowest rank, and that longest.
  private var weakest: Int? {
    var found: (place: Int, rank: Int)?
    for (place, connection) in connections.enumerated() {
      guard let rank = connection.rank else { continue }
      if let found, (found.rank, connections[found.place].since) <= (rank, connection.since) { continue }
      found = (place, rank)
    }
    return found?.place
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
