import FlowMsgModel
import FlowMsgSend
import Testing

/// Whole campaigns over real connections, sixteen slots wide, against a server that has the same to say to everybody.
@Suite(.serialized)
struct TransportCampaignTests {
  private final class Rows: RequestSource {
    private var row: UInt32 = 0

    func next(_ wants: (UInt32) -> Bool) throws(StoreFailure) -> PreparedRequest? {
      guard row < 40 else { return nil }
      defer { row += 1 }
      return PreparedRequest(row: row, target: Array("/\(row)".utf8), body: Array("{}".utf8))
    }
  }

  private func run(_ client: WireClient) -> (campaign: Campaign, ending: CampaignEnding) {
    var settings = CampaignSettings()
    settings.rate = nil
    let campaign = Campaign(settings, Rows(), client.transport, nil, RealClock(), RowStates(count: 40))
    return (campaign, campaign.run())
  }

  @Test(arguments: [
    WireAct.answer(401, #"{"error":{"code":"unauthorized"}}"#, fields: "WWW-Authenticate: Basic realm=\"a\"\r\n"),
    .answer(403), .answer(404, #"{"error":{"code":"bot_not_found"}}"#), .answer(405), .answer(415),
    .answer(302, fields: "Location: /elsewhere\r\n"), .answer(308, fields: "Location: /elsewhere\r\n"),
  ])
  func everybodysFaultIsOneRequest(act: WireAct) throws {
    let server = WireServer { _, _ in act }
    let (campaign, ending) = run(try WireClient(server.base))
    #expect(ending == .stopped(row: 0) && campaign.states.open == 40 && campaign.states[0].kind == .unsent)
    #expect(server.seen.whole == ["/0": 1])
  }

  @Test func aPageIsOneRequestAndOneDoubt() throws {
    let server = WireServer { _, _ in .answer(200, "<html>Sign in</html>", fields: "Content-Type: text/html\r\n") }
    let (campaign, ending) = run(try WireClient(server.base))
    #expect(ending == .stopped(row: 0) && campaign.states.open == 39 && campaign.states[0].reason == .foreign)
    #expect(server.seen.whole == ["/0": 1])
  }

  @Test(arguments: [407, 403, 502])
  func aProxyThatRefusesIsAskedOnce(status: Int) throws {
    let proxy = WireServer { _, _ in .answer(status, then: .closes) }
    let (campaign, ending) = run(try WireClient("https://api.invalid") { $0.proxy = proxy.base })
    #expect(ending == .stopped(row: 0) && campaign.states.open == 40 && campaign.states[0].status == status)
    #expect(campaign.states[0].kind == .unsent && campaign.states[0].reason == .proxy)
    #expect(proxy.seen.heads.count == 1)
  }

  @Test func goodAnswersAreForEverybody() throws {
    let server = WireServer { _, _ in .good }
    let (campaign, ending) = run(try WireClient(server.base))
    #expect(ending == .done && campaign.states.count(.sent) == 40)
    #expect(server.seen.whole.values.allSatisfy { $0 == 1 })
  }
}
