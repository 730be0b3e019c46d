import FlowMsgModel
import Synchronization

/// What the server's thread and everybody else share.
final class SandboxRecord: Sendable {
  let store: Mutex<MessageStore>
  /// Differs from one start to the next, so that an open page notices that the numbers begin anew.
  let session = String(UInt64.random(in: .min ... .max), radix: 36)

  /// The `errno` for which the log could not be written to its end.
  let logFailure = Mutex<Int32?>(nil)

  init(kept: Int) {
    store = Mutex(MessageStore(capacity: kept))
  }
}

/// The API that the sandbox replaces: a request in, an answer out. Knows no sockets.
final class SandboxService {
  let record: SandboxRecord
  private var plan: FaultPlan
  private let log: RequestLog?

  /// The content of every answer that says yes.
  private static let success: [UInt8] = Array("{}".utf8)

  init(_ configuration: SandboxConfiguration, _ record: SandboxRecord) throws(SandboxError) {
    self.record = record
    plan = FaultPlan(configuration.faults, seed: configuration.seed)
    log = try configuration.log.map { (path) throws(SandboxError) in try RequestLog(path: path) }
  }

  /// Writes down what the last turn brought.
  func flush() {
    guard let log, !log.flush() else { return }
    record.logFailure.withLock { $0 = log.failure }
  }

  /// What to do to a request whose head has come. The page and the JSON are never faulted.
  func fault(_ bytes: Span<UInt8>, _ head: HTTPHead) -> SandboxFault? {
    guard !plan.isEmpty, head.method == .post, (try? MessagePath(bytes, head.target)) != nil else { return nil }
    let fault = plan.next()
    if let fault, fault.kind == .resetBefore {
      record.store.withLock { $0.countUnreceived(.faulted(fault.kind)) }
    }
    return fault
  }

  /// Answers a request that was received in full. Where `fault` took effect its kind is given back, for what is then to
  /// be done to the connection.
  func reply(
    _ bytes: Span<UInt8>, _ head: HTTPHead, body: [UInt8], _ fault: SandboxFault?, wall: Int
  ) -> (reply: HTTPReply, fault: SandboxFault.Kind?) {
    do throws(Refusal) {
      if let refusal = Loopback.fault(bytes, head) { throw refusal }
      if let reply = try page(bytes, head) { return (reply, nil) }
      let path = try MessagePath(bytes, head.target)
      guard head.method == .post else { throw Refusal.method("POST") }
      return take(bytes, head, path, body, fault, wall: wall)
    } catch {
      record.store.withLock { $0.add(ReceivedMessage(bytes, head, error, wall: wall)) }
      return (HTTPReply(error), nil)
    }
  }

  /// The answer of the sandbox's own pages. What reads them and is refused, as the body of a message that is gone, was not
  /// meant for the API, and is not kept.
  private func page(_ bytes: Span<UInt8>, _ head: HTTPHead) throws(Refusal) -> HTTPReply? {
    do throws(Refusal) {
      return try pages(bytes, head)
    } catch {
      guard head.method == .get || head.method == .head else { throw error }
      return HTTPReply(error)
    }
  }

  /// Keeps what is no request that can be read, for the page.
  func note(_ bytes: Span<UInt8>, _ fault: HTTPFault, wall: Int) {
    record.store.withLock { $0.add(ReceivedMessage(bytes, fault, wall: wall)) }
  }

  /// Checks a message, writes down what became of it, and answers.
  private func take(
    _ bytes: Span<UInt8>, _ head: HTTPHead, _ path: MessagePath, _ body: [UInt8], _ fault: SandboxFault?, wall: Int
  ) -> (reply: HTTPReply, fault: SandboxFault.Kind?) {
    var message = ReceivedMessage(
      number: 0, time: wall, bot: path.bot, target: bytes.text(head.target), user: path.user, body: body, isJSON: true,
      verdict: fault.map { .faulted($0.kind) } ?? .accepted)
    var reply = HTTPReply.json(Schema.success.value.status, Self.success)
    if let early = faulted(fault) {
      // Not even looked at: whether it is JSON is reported for the page alone.
      message.isJSON = BodyCheck.isJSON(body)
      reply = early
    } else if let refusal = refusal(bytes, head, path, body, &message) {
      message.verdict = .refused(refusal.status)
      message.reason = refusal.message
      message.isJSON = BodyCheck.isJSON(body)
      reply = HTTPReply(refusal)
    } else if case .status(let status)? = fault?.kind {
      reply = HTTPReply(Refusal(status, "a fault that the sandbox was asked for"))
    }
    record.store.withLock { $0.add(message) }
    log?.add(path.user, message.verdict)
    if case .faulted(let kind) = message.verdict { return (reply, kind) }
    return (reply, nil)
  }

  /// The answer of a fault that turns requests away before they are looked at.
  private func faulted(_ fault: SandboxFault?) -> HTTPReply? {
    guard case .status(let status)? = fault?.kind, status < 500 else { return nil }
    let retry = status == 429 ? ("Retry-After" as StaticString, "1") : nil
    return HTTPReply(Refusal(status, "a fault that the sandbox was asked for", field: retry))
  }

  private func refusal(
    _ bytes: Span<UInt8>, _ head: HTTPHead, _ path: MessagePath, _ body: [UInt8], _ message: inout ReceivedMessage
  ) -> Refusal? {
    do throws(Refusal) {
      try RequestCheck.check(bytes, head)
      var path = path
      try path.check(bytes)
      message.type = path.type
      try BodyCheck.check(body)
      return nil
    } catch {
      return error
    }
  }
}

extension Refusal {
  /// The resource is there, and allows only `methods`.
  static func method(_ methods: String) -> Refusal {
    Refusal(405, "the method is not allowed here, expected \(methods)", field: ("Allow", methods))
  }
}
