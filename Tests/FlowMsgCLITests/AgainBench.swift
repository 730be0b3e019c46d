import FlowMsgCLI
import FlowMsgRows
import Testing

/// What tests of campaigns that are sent once more share: lists of numbers, commands that messages print, and who has the
/// message.
extension SendBench {
  /// Numbers of people who are no one else.
  static func numbers(_ count: Int) -> [UInt64] { (1...count).map { 593_987_000_000 + UInt64($0) } }

  /// Writes a list of people.
  func list(_ name: String, _ numbers: [UInt64]) throws {
    try folder.add(name, "to,name\n" + numbers.map { "\($0),Ana\n" }.joined())
  }

  /// Sends to the people of a list, with options of which those that begin with `@` are files of the folder; `confirm` nil is
  /// as many as there are, which the first refusal says.
  func send(list name: String, _ options: [String] = [], confirm: Int? = nil) -> Outcome {
    let fixed = ["send", folder("m.flowmsg"), "--recipients", folder(name), "--endpoint", address, "--rate", "0"]
    let rest = options.map { $0.hasPrefix("@") ? folder(String($0.dropFirst())) : $0 }
    return run(confirming: fixed + rest, confirm)
  }

  /// Runs a command of `send`, and confirms the number that it asks for.
  func run(confirming arguments: [String], _ confirm: Int? = nil) -> Outcome {
    if let confirm { return run(arguments + ["--confirm", "\(confirm)"], FakeConsole(), Self.account) }
    let asked = run(arguments, FakeConsole(), Self.account)
    guard let place = asked.error.firstRange(of: "say that it is right: '--confirm ") else { return asked }
    let number = asked.error[place.upperBound...].prefix { $0.isNumber }
    return run(arguments + ["--confirm", String(number)], FakeConsole(), Self.account)
  }

  /// The words of options that a message has in quotes, behind `start`.
  static func words(_ error: String, behind start: String) throws -> [String] {
    let place = try #require(error.firstRange(of: start), "\(error)")
    let rest = error[place.upperBound...].prefix { $0 != "\n" }
    return rest.prefix { $0 != "'" }.split(separator: " ").map(String.init)
  }

  /// The people who have the message more than once.
  var twice: [UInt64] {
    let people = taken.compactMap { UInt64($0) }.map(Person.key).sorted()
    return zip(people, people.dropFirst()).filter { $0 == $1 }.map(\.0)
  }
}
