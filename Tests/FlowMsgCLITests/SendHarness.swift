import FlowMsg
import FlowMsgCLI
import FlowMsgSandbox
import Testing

/// A folder with a message and recipients, and a server to send to, for `send` in this process.
struct SendBench {
  let folder: TemporaryFolder
  let server: SandboxServer
  let log: String

  /// A message with a parameter, of one bot.
  static let message = """
    bot shop { provider cloud_api, id "B1" }
    message m(name: string(min: 1, max: 20)) {
      title "Hello {name}", text "One moment", caption "Shop", flow "orders", cta "Open", screen START, bot shop
    }

    """
  static let people = "to,name\n593987000001,Ana\n593987000002,Zoe\n593987000003,Léo\n"
  static let account = ["FLOWMSG_CLIENT_ID": "client-7", "FLOWMSG_CLIENT_SECRET": "pa:ss\"w/rd+é"]

  init(_ source: String = message, faults: [String] = []) throws {
    folder = try TemporaryFolder()
    log = folder("log")
    var configuration = SandboxConfiguration()
    configuration.log = log
    configuration.faults = try faults.map { try SandboxFault(reading: $0) }
    server = try SandboxServer.start(configuration)
    try folder.add("m.flowmsg", source)
    try folder.add("people.csv", Self.people)
  }

  /// Runs `send m.flowmsg` with these options, of which those with a `@` before them are files of the folder.
  func send(
    _ options: String..., console: FakeConsole = FakeConsole(), variables: [String: String] = account
  ) -> Outcome {
    let arguments =
      ["send", folder("m.flowmsg")] + options.map { $0.hasPrefix("@") ? folder(String($0.dropFirst())) : $0 }
    return run(arguments, console, variables)
  }

  /// Sends to the server, to all people.
  func sendAll(_ options: String..., confirm: Int = 3) -> Outcome {
    let fixed = ["send", folder("m.flowmsg"), "--recipients", folder("people.csv"), "--endpoint", server.address]
    let rest = options.map { $0.hasPrefix("@") ? folder(String($0.dropFirst())) : $0 }
    return run(fixed + ["--rate", "0", "--confirm", "\(confirm)"] + rest, FakeConsole(), Self.account)
  }

  func run(_ arguments: [String], _ console: FakeConsole, _ variables: [String: String]) -> Outcome {
    let environment = Environment(
      fileSystem: DiskFileSystem(), console: console, variable: { variables[$0] }, runner: SerialRunner())
    let exit = Tool.run(arguments, in: environment)
    return Outcome(exit: exit, output: console.written(.output), error: console.written(.error))
  }

  /// Where the server is.
  var address: String { server.address }

  /// The numbers whose messages the server took, in order.
  var taken: [String] {
    text("log").split(separator: "\n").filter { $0.hasSuffix(" taken") }.map { String($0.prefix { $0 != " " }) }
  }

  /// The text of a file of the folder; empty if there is none.
  func text(_ name: String) -> String {
    (try? DiskFileSystem().read(folder(name))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  func has(_ name: String) -> Bool { DiskFileSystem().exists(folder(name)) }
}
