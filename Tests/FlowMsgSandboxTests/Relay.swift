import Foundation
import Synchronization

@testable import FlowMsgSandbox

/// Stands between a browser and a sandbox: does what a test says before the page's n-th look at the messages goes on, so
/// that something arrives while the page is open, however fast or slow it is.
final class Relay: Sendable {
  let port: UInt16
  private let listener: Int32
  private let server: SandboxServer
  private let looks = Mutex(0)
  private let before: @Sendable (_ look: Int) -> Void

  /// A relay that listens; `before` counts looks from 0.
  init(to server: SandboxServer, before: @escaping @Sendable (_ look: Int) -> Void) throws {
    (self.server, self.before) = (server, before)
    (listener, port) = try Sockets.listen(port: 0)
    Self.block(listener)
    Thread.detachNewThread { [self] in accept() }
  }

  /// Takes no more browsers.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func accept() {
    while true {
      let browser = systemAccept(listener)
      guard browser >= 0 else { break }
      Thread.detachNewThread { [self] in serve(browser) }
    }
    close(listener)
  }

  /// Carries bytes both ways until both sides have ended.
  private func serve(_ browser: Int32) {
    Self.block(browser)
    let client = Client(server)
    let (upward, isDone) = (client.descriptor, DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      Self.carry(from: upward, to: browser) { _ in }
      isDone.signal()
    }
    Self.carry(from: browser, to: upward, look)
    isDone.wait()
    close(browser)
    withExtendedLifetime(client) {}
  }

  /// A browser sends a request when the one before is answered, so each begins what is received.
  private func look(_ bytes: ArraySlice<UInt8>) {
    guard bytes.starts(with: "GET /messages?".utf8) else { return }
    before(
      looks.withLock {
        $0 += 1; return $0 - 1
      })
  }

  private static func carry(from source: Int32, to target: Int32, _ look: (ArraySlice<UInt8>) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(source, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      look(buffer[..<count])
      var rest = buffer[..<count]
      while !rest.isEmpty {
        let sent = rest.withUnsafeBytes { Sockets.transmit(target, $0) } ?? 0
        guard sent > 0 else { break }
        rest = rest.dropFirst(sent)
      }
    }
    shutdown(target, Int32(SHUT_WR))
  }

  private static func block(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
  }
}

/// `accept`, under a name that does not hide behind the one above.
private func systemAccept(_ listener: Int32) -> Int32 {
  let descriptor = accept(listener, nil, nil)
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  return descriptor
}
