/// Makes sure that somebody wants as many people to get the message as there are.
struct Confirmation {
  private let options: SendOptions
  private let invocation: Invocation
  private let environment: Environment

  init(_ options: SendOptions, _ invocation: Invocation, _ environment: Environment) {
    (self.options, self.invocation, self.environment) = (options, invocation, environment)
  }

  /// Asks, or compares with `--confirm`. One person needs no question; neither does none.
  ///
  /// A person who confirmed `campaign` people has confirmed those of them that are left too: so the same command goes on with
  /// a campaign, however far it got, which is what a scheduler runs again.
  func ask(_ count: Int, of campaign: Int) throws(Failure) {
    if let confirmed = options.confirm {
      if confirmed == count || options.resumes && confirmed == campaign { return }
      throw Failure(
        "'--confirm \(confirmed)' does not fit: \(people(count)) would get the message",
        help: "if that is right: '--confirm \(count)'")
    }
    if count <= 1 { return }
    guard environment.console.isInputTyped, environment.console.isTerminal(.error),
      invocation.value(.recipients) != "-"
    else {
      throw Failure(
        "\(people(count)) would get the message, and nobody is there to be asked",
        help: "say that it is right: '--confirm \(count)'; to see the requests first: '--dry-run'")
    }
    environment.complain("\(people(count)) would get the message\(place). Write \(count) to send: ")
    guard try answer() == String(count) else { throw Failure("not confirmed, and nothing was sent") }
  }

  private var place: String { options.isSandbox ? " in the sandbox" : "" }

  private func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

  private func answer() throws(Failure) -> String {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 1)
    defer { buffer.deallocate() }
    do throws(SystemError) {
      let got = try environment.console.readInput(into: buffer)
      let line = buffer[..<got].filter { $0 > 0x20 }
      return String(decoding: line, as: UTF8.self)
    } catch {
      throw Failure("cannot read standard input: \(error.description)")
    }
  }
}
