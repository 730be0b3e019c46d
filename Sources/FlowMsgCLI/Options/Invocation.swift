import FlowMsgSandbox

/// A command line that was understood: what a command runs on.
package struct Invocation: Sendable {
  /// The operands, in order; as `RawText`, since they may be paths.
  package var operands: [String] = []
  private var given: [(name: String, value: String, isSwitch: Bool)] = []

  /// Nothing given.
  package init() {}

  /// Notes that `option` was given, with `value` unless it is a switch.
  package mutating func add(_ option: Option, _ value: String = "") {
    given.append((option.name, value, option.isSwitch))
  }

  /// All options that were given, in order.
  package var all: [(name: String, value: String, isSwitch: Bool)] { given }

  /// Whether `option` was given.
  package func has(_ option: Option) -> Bool { given.contains { $0.name == option.name } }

  /// The values of `option`, in order; paths as `RawText`.
  package func values(_ option: Option) -> [String] { given.filter { $0.name == option.name }.map(\.value) }

  /// The value of `option`, if it was given.
  package func value(_ option: Option) -> String? { given.last { $0.name == option.name }?.value }

  /// Whether an operand is standard input.
  package var readsInput: Bool { operands.contains("-") }

  /// The value of an option that takes a number, if it was given; the parser let only numbers through.
  package func number(_ option: Option) -> Int? { value(option).flatMap { Int($0) } }
}

// Values that are more than a text.
extension Invocation {
  /// The values of an option that takes `name=value`.
  func pairs(_ option: Option) throws(Failure) -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    for text in values(option) {
      guard let place = text.firstIndex(of: "="), place != text.startIndex else {
        throw Failure(
          "'--\(option.name)' needs \(option.argument.placeholder ?? ""), found '\(text)'",
          help: "write a name, '=' and what it stands for")
      }
      let name = String(text[..<place])
      if found.contains(where: { $0.name == name }) { throw Failure("'--\(option.name)' names '\(name)' twice") }
      found.append((name, String(text[text.index(after: place)...])))
    }
    return found
  }

  /// What `--fault` asks for.
  func faults() throws(Failure) -> [SandboxFault] {
    var faults: [SandboxFault] = []
    for text in values(.fault) {
      do throws(SandboxFaultError) {
        faults.append(try SandboxFault(reading: text))
      } catch {
        throw Failure(error.message, help: error.help)
      }
    }
    return faults
  }
}
