import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A local stand-in for the API: an HTTP/1.1 server on the loopback interface, on a thread of its own.
///
/// It takes exactly the documented request, refuses everything else with the documented errors, and keeps what arrived in
/// memory. `GET /` shows it as a page, `GET /messages` as JSON, and `DELETE /messages` releases it.
package final class SandboxServer: Sendable {
  /// The port on which it listens.
  package let port: UInt16
  private let record: SandboxRecord
  private let wake: Int32
  /// The thread, until it was waited for.
  private let thread: Mutex<ServerThread?>

  /// Starts a server. Throws where the port is taken or the log cannot be written.
  package static func start(_ configuration: SandboxConfiguration) throws(SandboxError) -> SandboxServer {
    try configuration.check()
    let record = SandboxRecord(kept: configuration.kept)
    let service = try SandboxService(configuration, record)
    let (listeners, port) = try Sockets.listenLocally(port: configuration.port)
    var pipes: [Int32] = [-1, -1]
    guard pipe(&pipes) == 0 else {
      listeners.forEach { _ = close($0) }
      throw SandboxError("cannot start the sandbox: \(SandboxError.reason(errno))")
    }
    pipes.forEach(Sockets.prepare)
    let loop = ServerLoop(
      listeners: listeners, wake: pipes[0], ConnectionHandler(service, configuration), configuration)
    return SandboxServer(port: port, record, wake: pipes[1], try ServerThread.start(loop))
  }

  private init(port: UInt16, _ record: SandboxRecord, wake: Int32, _ thread: ServerThread) {
    (self.port, self.record, self.wake) = (port, record, wake)
    self.thread = Mutex(thread)
  }

  deinit { stop() }

  /// Where it listens, `http://127.0.0.1:` and the port.
  package var address: String { "http://127.0.0.1:\(port)" }

  /// The messages that arrived, as far as they are kept; oldest first.
  package var messages: [ReceivedMessage] { record.store.withLock { Array($0.messages) } }

  /// How many requests came to what.
  package var counts: SandboxCounts { record.store.withLock { $0.counts } }

  /// Why the log is not complete, for a sentence; nil where it is.
  package var logFailure: String? { record.logFailure.withLock { $0 }.map { SandboxError.reason($0) } }

  /// Closes all connections and waits for the thread to end. What arrived can still be looked at.
  package func stop() {
    thread.withLock { running in
      guard let ended = running else { return }
      var byte: UInt8 = 0
      _ = write(wake, &byte, 1)
      pthread_join(ended.id, nil)
      close(wake)
      running = nil
    }
  }
}

/// The thread on which a server runs. Its name is a pointer on some systems, which any thread may use to wait for it.
private struct ServerThread: @unchecked Sendable {
  let id: pthread_t

  static func start(_ loop: ServerLoop) throws(SandboxError) -> ServerThread {
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let context = Unmanaged.passRetained(loop)
    let failure = pthread_create(&thread, nil, entry, context.toOpaque())
    guard failure == 0 else {
      context.release()
      throw SandboxError("cannot start the sandbox: \(SandboxError.reason(failure))")
    }
    #if canImport(Darwin)
      guard let thread else { throw SandboxError("cannot start the sandbox") }
    #endif
    return ServerThread(id: thread)
  }

  #if canImport(Darwin)
    private static let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { context in
      Unmanaged<ServerLoop>.fromOpaque(context).takeRetainedValue().run()
      return nil
    }
  #else
    private static let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      if let context { Unmanaged<ServerLoop>.fromOpaque(context).takeRetainedValue().run() }
      return nil
    }
  #endif
}
