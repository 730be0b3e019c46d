/// Reads requests from connections, has them answered, and does to the connection what a fault asks for.
final class ConnectionHandler {
  /// The time of this turn, of the steady clock.
  private(set) var now = Clock.steady
  private var wall = Clock.wall
  private var writer = HTTPReplyWriter()
  private let service: SandboxService
  private let requestTime: Int
  private let idleTime: Int

  /// How long a client may go on sending after its connection has ended, in milliseconds.
  private static let lingerTime = 2000

  init(_ service: SandboxService, _ configuration: SandboxConfiguration) {
    self.service = service
    requestTime = configuration.requestTime
    idleTime = configuration.idleTime
  }

  /// Looks at the clocks, once for all that a turn brings.
  func beginTurn() { (now, wall) = (Clock.steady, Clock.wall) }

  /// Writes the log.
  func endTurn() { service.flush() }

  /// A new client.
  func open(_ descriptor: Int32) -> Connection { Connection(descriptor, now: now, time: idleTime) }

  /// Does what can be done on a connection on which something happened; `isBroken` says that there is no one left.
  func serve(_ connection: Connection, canRead: Bool, isBroken: Bool) {
    if canRead, connection.wantsInput {
      receive(connection)
    } else if isBroken {
      connection.phase = .closed
    }
    advance(connection)
  }

  /// Answers what is there, and sends it, for as long as both go on.
  private func advance(_ connection: Connection) {
    repeat {
      connection.isHeldUp = false
      process(connection)
      // A client that has its answer, or its connection's end, finds its line in the log.
      service.flush()
      if connection.hasOutput, connection.flush(), connection.phase == .open { connection.grant(idleTime, now: now) }
    } while connection.isHeldUp && connection.wantsInput
    if connection.phase == .ending, !connection.hasOutput { linger(connection) }
  }

  private func receive(_ connection: Connection) {
    guard let count = connection.input.receive(connection.descriptor) else { return }
    // A client may say that it sends nothing more, and still read.
    guard count > 0 else { return connection.phase = count == 0 && connection.hasOutput ? .ending : .closed }
    if connection.phase != .open { return connection.input.dropAll() }
    if !connection.reader.hasBegun { connection.grant(requestTime, now: now) }
  }

  /// Reads and answers the requests that have come.
  private func process(_ connection: Connection) {
    while connection.phase == .open {
      guard connection.wantsInput else { return connection.isHeldUp = true }
      guard !connection.input.isEmpty else { return }
      do throws(HTTPFault) {
        switch try step(connection) {
        case .more: return tellToContinue(connection)
        case .head: begin(connection)
        case .request: answer(connection)
        }
      } catch {
        refuse(connection, error)
      }
    }
  }

  private func step(_ connection: Connection) throws(HTTPFault) -> HTTPRequestReader.Step {
    try connection.input.withBytes { (bytes) throws(HTTPFault) in try connection.reader.advance(bytes) }
  }

  private func begin(_ connection: Connection) {
    let head = connection.reader.head
    connection.awaitsContinue = head.expectsContinue && !head.isOld && head.framing != .none
    connection.fault = connection.input.withBytes { service.fault($0, head) }
    if connection.fault?.kind == .resetBefore { connection.reset() }
  }

  private func tellToContinue(_ connection: Connection) {
    guard connection.awaitsContinue else { return }
    connection.awaitsContinue = false
    connection.output += "HTTP/1.1 100 Continue\r\n\r\n".utf8
  }

  private func answer(_ connection: Connection) {
    let head = connection.reader.head
    let mark = connection.output.count
    let (reply, fault) = reply(connection, head)
    let ends = head.endsConnection
    writer.write(
      reply, now: wall, ends ? .ends : head.isOld ? .keptOnRequest : .kept, headOnly: head.method == .head,
      to: &connection.output)
    connection.input.drop(connection.reader.count)
    connection.reader = HTTPRequestReader()
    connection.isUsed = true
    connection.grant(connection.input.isEmpty ? idleTime : requestTime, now: now)
    if ends { connection.phase = .ending }
    if let fault { apply(fault, connection, from: mark) }
  }

  private func reply(
    _ connection: Connection, _ head: HTTPHead
  ) -> (reply: HTTPReply, fault: SandboxFault.Kind?) {
    connection.input.withBytes { bytes in
      service.reply(bytes, head, body: connection.reader.body(bytes), connection.fault, wall: wall)
    }
  }

  /// Does to the answer, which begins at `mark`, what a fault asks for.
  private func apply(_ fault: SandboxFault.Kind, _ connection: Connection, from mark: Int) {
    switch fault {
    case .status, .resetBefore: break
    case .resetAfter: connection.reset()
    case .closeAfter: connection.phase = .ending
    case .cut:
      connection.output.removeLast((connection.output.count - mark) / 2)
      connection.phase = .ending
    case .hang:
      connection.output.removeSubrange(mark...)
      connection.phase = .hanging
    case .delay(let milliseconds):
      connection.endsAfterWait = connection.phase == .ending
      connection.phase = .waiting(until: now + milliseconds)
    }
  }

  /// Answers what is no request; nothing that follows it can be made out.
  private func refuse(_ connection: Connection, _ fault: HTTPFault) {
    let isHead = connection.reader.head.method == .head
    connection.input.withBytes { service.note($0, fault, wall: wall) }
    writer.write(
      HTTPReply(Refusal(fault.status, fault.message)), now: wall, .ends, headOnly: isHead, to: &connection.output)
    connection.input.dropAll()
    connection.grant(requestTime, now: now)
    connection.phase = .ending
  }

  /// Ends a connection for a client that waits. One that has sent a part of a request hears of it, if it reads.
  func giveUp(_ connection: Connection) {
    guard connection.phase == .open, connection.reader.hasBegun, !connection.hasOutput else { return }
    refuse(connection, HTTPFault(408, "the request did not come to its end while other clients waited"))
    _ = connection.flush()
  }

  private func linger(_ connection: Connection) {
    Sockets.endSending(connection.descriptor)
    connection.grant(Self.lingerTime, now: now)
    connection.phase = .lingering(until: connection.deadline)
  }

  /// Ends what has run out of time, and sends what was held back long enough.
  func checkTime(_ connection: Connection) {
    switch connection.phase {
    case .waiting(let until) where until <= now:
      connection.phase = connection.endsAfterWait ? .ending : .open
      connection.grant(idleTime, now: now)
      advance(connection)
    case .lingering(let until) where until <= now: connection.phase = .closed
    case .open where connection.deadline <= now && connection.reader.hasBegun && !connection.hasOutput:
      refuse(connection, HTTPFault(408, "the request did not come to its end in \(requestTime / 1000) seconds"))
      advance(connection)
    case .open where connection.deadline <= now: connection.phase = .closed
    case .ending where connection.deadline <= now: connection.phase = .closed
    case .open, .waiting, .hanging, .ending, .lingering, .closed: break
    }
  }
}
