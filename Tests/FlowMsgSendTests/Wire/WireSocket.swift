#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system's sockets, as far as a server of a test needs them. All of them block.
enum WireSocket {
  #if canImport(Glibc)
    // A process that another test starts between two calls must not hold a connection open.
    private static let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
  #else
    private static let stream = Int32(SOCK_STREAM)
  #endif
  private static let peeking = Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)
  #if canImport(Darwin)
    private static let quiet: Int32 = 0
  #else
    private static let quiet = Int32(MSG_NOSIGNAL)
  #endif

  /// A socket on a free port of 127.0.0.1, and the port; it does not listen yet.
  static func bound() -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, stream, 0)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var address = loopback(0)
    let bound = withGeneric(&address) { bind(descriptor, $0, $1) }
    precondition(bound == 0, "no free port")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let told = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    precondition(told == 0)
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// A free port of 127.0.0.1, for a process that listens there, and what holds it: with this open no one else is given
  /// the port, and one who asks for it may have it.
  static func reserved() -> (descriptor: Int32, port: UInt16) {
    let (descriptor, port) = bound()
    #if canImport(Darwin)
      // There the second of two is refused.
      close(descriptor)
      return (-1, port)
    #else
      var isShared: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isShared, socklen_t(MemoryLayout<Int32>.size))
      return (descriptor, port)
    #endif
  }

  /// A client's connection to a port of this machine; nil where none can be made in so many milliseconds, -1 for no limit.
  static func connected(to port: UInt16, within time: Int32 = 100) -> Int32? {
    let descriptor = socket(AF_INET, stream, 0)
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    var address = loopback(port)
    guard withGeneric(&address, { connect(descriptor, $0, $1) }) != 0 else { return descriptor }
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    if errno == EINPROGRESS, poll(&entry, 1, time) == 1, entry.revents & Int16(POLLERR | POLLHUP) == 0 {
      return descriptor
    }
    close(descriptor)
    return nil
  }

  /// The port of 127.0.0.1 that a socket of this process is connected to; nil for what is no connection to this machine.
  static func peer(of descriptor: Int32) -> UInt16? {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let told = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &size) }
    }
    return told == 0 && address.sin_family == sa_family_t(AF_INET) ? UInt16(bigEndian: address.sin_port) : nil
  }

  /// Sends all of `bytes`; false where the client takes no more.
  static func transmit(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, quiet) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Appends what comes next; false where nothing more does.
  static func receive(_ descriptor: Int32, into inbox: inout [UInt8]) -> Bool {
    let count = withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count > 0 { inbox.append(contentsOf: buffer.prefix(count)) }
      return count
    }
    return count > 0
  }

  /// How much `peek` looks at, less than the system always has room for.
  static let mostPeeked = 16 << 10

  /// What has come and is not received yet, which stays so; nil where the client has gone and left nothing.
  static func peek(_ descriptor: Int32) -> [UInt8]? {
    withUnsafeTemporaryAllocation(byteCount: mostPeeked, alignment: 1) { buffer in
      let count = recv(descriptor, buffer.baseAddress, buffer.count, peeking)
      if count < 0, errno == EAGAIN || errno == EINTR { return [] }
      return count > 0 ? Array(buffer.prefix(count)) : nil
    }
  }

  /// Waits until there is something to receive, or the client has gone.
  static func wait(_ descriptor: Int32) {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&entry, 1, -1) < 0, errno == EINTR {}
  }

  /// Makes `close` break the connection off, so that the client's system reports a reset.
  static func resetOnClose(_ descriptor: Int32) {
    var value = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func withGeneric(
    _ address: inout sockaddr_in, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }
}
