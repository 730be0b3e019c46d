import FlowMsgReport
import FlowMsgRows

/// Every option that a command may list; the same word means the same in all of them.
extension Option {
  /// `--help`
  package static let help = Option("help", "h", help: "show this help")
  /// `--version`
  package static let version = Option("version", "V", help: "show the version")

  /// `--root`
  package static let root = Option(
    "root", nil, .folder("DIR"),
    help: "the project's folder, which imports never leave; by default the nearest one above with .git")
  /// `--stdin-filename`
  package static let standardInputName = Option(
    "stdin-filename", nil, .file("FILE"), help: "what to call the source that '-' reads from standard input")

  /// `--color`
  package static let color = Option(
    "color", nil, .choice(["auto", "always", "never"]), help: "colour in messages; by default on a terminal")
  /// `--max-diagnostics`
  package static let maximumDiagnostics = Option(
    "max-diagnostics", nil, .number("N"),
    help: "show the first N diagnostics and count the rest; 100 by default, 0 shows all")

  /// `--format`
  package static let format = Option(
    "format", nil, .choiceWithFile(ReportFormats.all.map(\.name)), isRepeatable: true,
    help: "how to report, on standard output or to a file; may repeat")
  /// `--deny`
  package static let deny = Option(
    "deny", nil, .choice(["warnings"]), isRepeatable: true, help: "exit with 1 if there is a warning")
  /// `--fix`
  package static let fix = Option(
    "fix", help: "apply the mechanical fixes, but none that would change what compiles")

  /// `--output`
  package static let output = Option(
    "output", "o", .folder("DIR"), help: "write a file for each message and locale, and a manifest, to DIR")
  /// `--ndjson`
  package static let lines = Option(
    "ndjson", help: "print all bodies, one per line, as {\"output\":\"welcome.es\",\"body\":{…}}")
  /// `--compact`
  package static let compact = Option("compact", help: "without white space")
  /// `--message`
  package static let message = Option("message", nil, .text("NAME"), help: "only this message")
  /// `--locale`
  package static let locale = Option(
    "locale", nil, .text("TAG"), help: "only this locale; 'base' for the untagged one")
  /// `--open`
  package static let open = Option(
    "open", help: "print the open form, with holes for parameters, instead of a body")
  /// `--check`
  package static let check = Option(
    "check", help: "write nothing; exit with 1 if what is in DIR is not what would be written")

  /// `--bot`
  package static let bot = Option(
    "bot", nil, .text("BOT"), help: "the bot that sends, where a row names none: its id, or its name in the form")
  /// `--env`
  package static let environment = Option(
    "env", nil, .text("NAME"), help: "which of its ids a bot has, where there is one for each environment")
  /// `--locale`, of rows
  package static let rowLocale = Option(
    "locale", nil, .text("TAG"), help: "the locale of rows that name none; by default the base")
  /// `--type`
  package static let queryType = Option("type", nil, .text("TYPE"), help: "the query 'type', instead of the form's own")
  /// `--set`
  package static let set = Option(
    "set", nil, .text("NAME=VALUE"), isRepeatable: true,
    help: "a parameter's value; a string as it is, all else as JSON; may repeat")
  /// `--column`
  package static let column = Option(
    "column", nil, .text("FIELD=HEADER"), isRepeatable: true,
    help: "the column that a field is read from, such as to=Telefone; may repeat")
  /// `--header`
  package static let header = Option(
    "header", nil, .text("NAMES"), help: "the columns of CSV that has no header, such as to,nome")
  /// `--encoding`
  package static let encoding = Option(
    "encoding", nil, .choice(TextEncoding.names), help: "how the recipients are encoded; utf-8 by default")
  /// `--skip-invalid`
  package static let skipInvalid = Option(
    "skip-invalid", help: "pass over rows that cannot be used, and count them")
  /// `--rejects`
  package static let rejects = Option(
    "rejects", nil, .file("FILE"), help: "write the rows passed over to FILE, with the reason as a last column")
}
