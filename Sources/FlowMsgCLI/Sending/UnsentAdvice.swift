import FlowMsgCampaign
import FlowMsgRows
import FlowMsgText

/// The command that sends what `--unsent` wrote, once it was corrected: with the same journal, which knows who has the
/// message, so that it sends to no one a second time.
struct UnsentAdvice {
  /// How many rows the file has.
  let count: Int
  private let path: String
  /// The command, as a shell takes it.
  let command: String

  init(_ path: String, _ file: UnsentFile, _ invocation: Invocation, journal: String?, isSheet: Bool) {
    (self.path, count) = (path, file.count)
    var words = ["flowmsg", "send"] + invocation.operands
    let others = invocation.all.filter { given in !Self.replaced.contains { $0.name == given.name } }
    for (name, value, isSwitch) in others { words += isSwitch ? ["--\(name)"] : ["--\(name)", value] }
    if let header = file.header { words += ["--header", header.joined(separator: ",")] }
    // A workbook's rows become CSV, whose numbers are written as in JSON.
    if isSheet, !invocation.has(.decimal) { words += ["--decimal", DecimalMark.point.rawValue] }
    words += ["--recipients", path]
    // Without a journal no one is known as refused, and the rows that were sent are not in the file.
    if let journal {
      words += ["--journal", journal, "--resume"] + (file.hasRefused ? ["--retry-refused"] : [])
    }
    command = words.map(ShellWord.quoted).joined(separator: " ")
  }

  /// What the command has in its own way, or not at all: what a run wrote is not written over by the next.
  private static let replaced: [Option] = [
    .recipients, .to, .header, .sheet, .journal, .resume, .retryRefused, .resendInDoubt, .unsent, .report, .rejects,
    .skipInvalid,
    .confirm, .limit,
  ]

  /// What to say of it.
  var lines: [String] {
    guard count > 0 else { return ["no row was left: '\(path)' has none"] }
    return ["\(Count.of(count, "row")) not sent in '\(path)'; once corrected, they are sent by:", "  \(command)"]
  }
}
