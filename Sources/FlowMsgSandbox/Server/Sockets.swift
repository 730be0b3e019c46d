#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system's sockets, as far as a server on the loopback interface needs them. None of them ever blocks.
enum Sockets {
  #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
  #else
    private static let stream = Int32(SOCK_STREAM)
  #endif
  #if canImport(Darwin)
    private static let quiet: Int32 = 0
  #else
    private static let quiet = Int32(MSG_NOSIGNAL)
  #endif

  /// Listens on 127.0.0.1 and `[::1]`; tells the port, which the system chooses where `port` is 0. A port that another
  /// program holds on either is taken, as `localhost` leads to both.
  static func listenLocally(port: UInt16) throws(SandboxError) -> (descriptors: [Int32], port: UInt16) {
    // What the system chooses is free on 127.0.0.1 alone; there are few that another program holds on `[::1]`.
    var tries = port == 0 ? 32 : 1
    while true {
      let (first, actual) = try listen(port: port)
      do throws(SandboxError) {
        return ([first] + [try listenIPv6(port: actual)].compactMap { $0 }, actual)
      } catch {
        close(first)
        tries -= 1
        if tries == 0 { throw error }
      }
    }
  }

  /// Listens on 127.0.0.1; tells the port, which the system chooses where `port` is 0.
  static func listen(port: UInt16) throws(SandboxError) -> (descriptor: Int32, port: UInt16) {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let descriptor = try bound(AF_INET, address, port)
    var actual = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let told = withUnsafeMutablePointer(to: &actual) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    guard told == 0 else { throw failure("127.0.0.1", port, descriptor) }
    return (descriptor, UInt16(bigEndian: actual.sin_port))
  }

  /// Listens on `[::1]`; nil where the machine has no such address.
  static func listenIPv6(port: UInt16) throws(SandboxError) -> Int32? {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    withUnsafeMutableBytes(of: &address.sin6_addr) { $0[15] = 1 }
    do throws(SandboxError) {
      return try bound(AF_INET6, address, port)
    } catch {
      if error.isTaken { throw error }
      return nil
    }
  }

  private static func bound<Address>(
    _ family: Int32, _ address: Address, _ port: UInt16
  ) throws(SandboxError) -> Int32 {
    let place = family == AF_INET6 ? "[::1]" : "127.0.0.1"
    let descriptor = socket(family, stream, 0)
    guard descriptor >= 0 else { throw failure(place, port, nil) }
    prepare(descriptor)
    set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
    if family == AF_INET6 { set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
    let result = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
      }
    }
    guard result == 0, systemListen(descriptor, 512) == 0 else {
      throw failure(place, port, descriptor)
    }
    return descriptor
  }

  /// The error of the call just made; `descriptor` is closed.
  private static func failure(_ place: String, _ port: UInt16, _ descriptor: Int32?) -> SandboxError {
    let number = errno
    if let descriptor { close(descriptor) }
    switch number {
    case EADDRINUSE:
      var error = SandboxError(
        "port \(port) is taken by another program on \(place)", help: "choose another port, or 0 for any")
      error.isTaken = true
      return error
    case EACCES:
      return SandboxError("port \(port) may not be listened on", help: "choose a port from 1024 on, or 0 for any")
    default: return SandboxError("cannot listen on port \(port): \(SandboxError.reason(number))")
    }
  }

  /// Whether a client waits.
  static func hasWaiting(_ listener: Int32) -> Bool {
    var polled = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) > 0
  }

  /// How many descriptors the system grants the process.
  static var descriptorLimit: Int {
    var limit = rlimit()
    #if canImport(Glibc)
      guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
    #else
      guard getrlimit(RLIMIT_NOFILE, &limit) == 0 else { return .max }
    #endif
    return Int(clamping: limit.rlim_cur)
  }

  /// The next client that waits; nil where none does, and -1 where the system grants no more descriptors.
  static func acceptNext(_ listener: Int32) -> Int32? {
    while true {
      let descriptor = accept(listener, nil, nil)
      if descriptor >= 0 {
        prepare(descriptor)
        set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        #if canImport(Darwin)
          set(descriptor, SOL_SOCKET, SO_NOSIGPIPE, 1)
        #endif
        return descriptor
      }
      switch errno {
      case EINTR, ECONNABORTED: continue
      case EAGAIN: return nil
      default: return -1
      }
    }
  }

  /// Receives what is there. 0 means that the client has ended; nil that there is nothing now; -1 that the connection is
  /// broken.
  static func receive(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    outcome { recv(descriptor, buffer.baseAddress, buffer.count, 0) }
  }

  /// Sends as much as goes; nil where nothing does now, and -1 where the connection is broken.
  static func transmit(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int? {
    outcome { send(descriptor, bytes.baseAddress, bytes.count, quiet) }
  }

  /// Says to the client that nothing more comes.
  static func endSending(_ descriptor: Int32) {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Makes `close` break the connection off, so that the client's system reports a reset.
  static func resetOnClose(_ descriptor: Int32) {
    var value = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
  }

  private static func outcome(_ call: () -> Int) -> Int? {
    while true {
      let count = call()
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN: return nil
      default: return -1
      }
    }
  }

  /// Not blocking, and closed in programs that this one starts.
  static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }
}

/// `listen`, under a name that does not hide behind the one above.
private func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 { listen(descriptor, backlog) }
