import FlowMsgCampaign
import FlowMsgText

/// The command that sends what `--unsent` wrote, once it was corrected: with the same journal, which knows who has the
/// message, so that it sends to nobody a second time.
struct UnsentAdvice {
  /// How many rows the file has.
  let count: Int
  private let path: String
  /// The command, as a shell takes it.
  let command: String

  init(_ path: String, _ file: UnsentFile, _ invocation: Invocation, journal: String?) {
    (self.path, count) = (path, file.count)
    var words = ["flowmsg", "send"] + invocation.operands
    let others = invocation.all.filter { given in !Self.replaced.contains { $0.name == given.name } }
    for (name, value, isSwitch) in others { words += isSwitch ? ["--\(name)"] : ["--\(name)", value] }
    if let header = file.header { words += ["--header", header.joined(separator: ",")] }
    words += ["--recipients", path]
    if let journal { words += ["--journal", journal, "--resume"] }
    if file.hasRefused { words.append("--retry-refused") }
    command = words.map(Self.quoted).joined(separator: " ")
  }

  /// What the command has in its own way, or not at all: what a run wrote is not written over by the next.
  private static let replaced: [Option] = [
    .recipients, .to, .header, .journal, .resume, .retryRefused, .resendInDoubt, .unsent, .report, .rejects,
    .skipInvalid,
    .confirm, .limit,
  ]

  /// A word for a shell.
  static func quoted(_ word: String) -> String {
    let isPlain = { (byte: UInt8) in
      byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || Array("_-./:=,%+@".utf8).contains(byte)
    }
    if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
    if RawText.text(word) == nil {
      let escaped = word.replacing(#"\"#, with: #"\\"#).replacing("'", with: #"\'"#)
      return "$'" + RawText.shown(escaped) + "'"
    }
    return "'" + word.replacing("'", with: #"'\''"#) + "'"
  }

  /// What to say of it.
  var lines: [String] {
    guard count > 0 else { return ["no row was left: '\(path)' has none"] }
    return ["\(Count.of(count, "row")) not sent in '\(path)'; once corrected, they are sent by:", "  \(command)"]
  }
}
