import FlowMsgCampaign
import FlowMsgJSON
import FlowMsgModel
import FlowMsgSandbox

/// Where a campaign goes: the endpoint, or a sandbox that lives as long as the campaign.
final class SendTarget {
  let endpoint: Endpoint
  private let sandbox: SandboxServer?
  private let environment: Environment

  /// How many of the messages that a sandbox received are shown.
  private static let shown = 10

  init(_ options: SendOptions, _ environment: Environment) throws(Failure) {
    self.environment = environment
    guard options.isSandbox else {
      (endpoint, sandbox) = (options.endpoint, nil)
      return
    }
    var configuration = SandboxConfiguration()
    configuration.faults = options.faults
    do throws(SandboxError) {
      let server = try SandboxServer.start(configuration)
      (endpoint, sandbox) = (.loopback(port: server.port), server)
    } catch {
      throw Failure(error.message, help: error.help)
    }
  }

  /// Shows what the sandbox received.
  func show() throws(Failure) {
    guard let sandbox else { return }
    let messages = sandbox.messages.filter { $0.verdict == .accepted }
    let count = sandbox.counts.accepted
    environment.complain(
      "the sandbox accepted \(count == 1 ? "1 message" : "\(Count.grouped(count)) messages")\n")
    for (index, message) in messages.prefix(Self.shown).enumerated() {
      try environment.print((index == 0 ? "" : "\n") + Self.target(message) + "\n")
      try environment.print(Self.pretty(message.body).span.bytes)
    }
    if count > Self.shown { environment.complain("… and \(Count.grouped(count - Self.shown)) more\n") }
  }

  private static func target(_ message: ReceivedMessage) -> String {
    let path = Schema.Endpoint.path.value.replacing("{botId}", with: message.bot)
      .replacing("{userId}", with: message.user)
    return "POST \(path)" + (message.type.map { "?type=\($0)" } ?? "")
  }

  private static func pretty(_ body: [UInt8]) -> [UInt8] {
    let document = JSONReader.read(body)
    guard let root = document.root, document.faults.isEmpty else { return body + [0x0A] }
    return document.jsonValue(root).bytes(.pretty)
  }

  /// Ends the sandbox.
  func stop() { sandbox?.stop() }
}
