import FlowMsgReport
import FlowMsgRows
import FlowMsgSandbox
import FlowMsgText

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
  /// `--severity`
  package static let severity = Option(
    "severity", nil, .choice(Severity.allCases.reversed().map(\.word)),
    help: "the least severity that is shown; exit codes stay as they are")
  /// `--quiet`
  package static let quiet = Option("quiet", "q", help: "no line about success, no progress, no notes")
  /// `--statistics`
  package static let statistics = Option(
    "statistics", help: "on standard output, how often each code occurs, in the place of the findings")
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

  /// `--depfile`
  package static let depfile = Option(
    "depfile", nil, .file("FILE"), help: "write to FILE, for make and ninja, which files the outputs were made of")

  /// `--source-map`
  package static let sourceMap = Option(
    "source-map", help: "write flowmsg.sourcemap.json too: for each member of each body the span it came from")

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
  /// `--country`
  package static let country = Option(
    "country", nil, .text("CODE|none"),
    help: "the country of numbers without its code, as 55 or BR; none if all have theirs")
  /// `--decimal`
  package static let decimal = Option(
    "decimal", nil, .choice(DecimalMark.allCases.map(\.rawValue)),
    help: "what stands before the decimals of numbers in cells")
  /// `--sheet`
  package static let sheet = Option(
    "sheet", nil, .text("NAME"), help: "the sheet of a workbook; the only one that is visible by default")
  /// `--encoding`
  package static let encoding = Option(
    "encoding", nil, .choice(TextEncoding.names), help: "how the recipients are encoded; utf-8 by default")
  /// `--skip-invalid`
  package static let skipInvalid = Option(
    "skip-invalid", help: "pass over rows that cannot be used, and count them")
  /// `--to`
  package static let to = Option(
    "to", nil, .text("NUMBER"), isRepeatable: true, help: "a phone number to send to; may repeat")
  /// `--recipients`
  package static let recipients = Option(
    "recipients", nil, .file("FILE"), help: "whom to send to: CSV, NDJSON or .xlsx; '-' is standard input")
  /// `--sandbox`
  package static let sandbox = Option(
    "sandbox", help: "send to a sandbox inside this process: no account, nothing leaves the machine")
  /// `--dry-run`
  package static let dryRun = Option("dry-run", help: "print the requests, credentials masked, and send nothing")
  /// `--as`
  package static let requestsAs = Option(
    "as", nil, .choice(["http", "curl"]),
    help: "how to print requests: as they are, or as command lines; implies --dry-run")
  /// `--confirm`
  package static let confirm = Option(
    "confirm", nil, .number("N"), help: "the exact number of people, where nobody can be asked")
  /// `--limit`
  package static let limit = Option("limit", nil, .number("N"), help: "send to the first N who are still to be sent")
  /// `--exclude`
  package static let exclude = Option(
    "exclude", nil, .file("FILE"), isRepeatable: true,
    help: "leave out these people: a list, or whom a report or a journal has as sent or in doubt; may repeat")
  /// `--shard`
  package static let shard = Option(
    "shard", nil, .text("I/N"), help: "the I-th of N shares of the people, from 1, the same on every machine")
  /// `--endpoint`
  package static let endpoint = Option(
    "endpoint", nil, .text("URL"), help: "another address than the public API's; plain http on this machine alone")
  /// `--proxy`
  package static let proxy = Option(
    "proxy", nil, .text("URL"), help: "a proxy; by default none, whatever the environment says")
  /// `--credentials-file`
  package static let credentialsFile = Option(
    "credentials-file", nil, .file("FILE"),
    help:
      "a file with FLOWMSG_CLIENT_ID=… and FLOWMSG_CLIENT_SECRET=…, that others cannot read; by default the environment"
  )
  /// `--rate`
  package static let rate = Option(
    "rate", nil, .number("N"), help: "requests a second; 20 by default, 0 for as many as there can be")
  /// `--concurrency`
  package static let concurrency = Option(
    "concurrency", nil, .number("N"), help: "requests on their way at most; 16 by default")
  /// `--max-failures`
  package static let maximumFailures = Option(
    "max-failures", nil, .text("N|N%"), help: "stop when more rows fail; 5% by default, of 20 rows and more")
  /// `--ca-file`
  package static let authorities = Option(
    "ca-file", nil, .text("FILE"), help: "certificates to trust instead of the system's; else SSL_CERT_FILE")
  /// `--patience`
  package static let patience = Option(
    "patience", nil, .number("SECONDS"), help: "how long to wait for a connection that is lost; 120 by default")
  /// `--timeout`
  package static let timeout = Option(
    "timeout", nil, .number("SECONDS"), help: "how long to wait for an answer; 30 by default")
  /// `--retries`
  package static let retries = Option(
    "retries", nil, .number("N"), help: "how often to try again what never reached the API; 3 by default")
  /// `--journal`
  package static let journal = Option(
    "journal", nil, .file("FILE"), help: "where to write down what is sent; by default RECIPIENTS.flowmsg-journal")
  /// `--resume`
  package static let resume = Option(
    "resume", help: "go on where the journal ends, also after the list was corrected")
  /// `--retry-refused`
  package static let retryRefused = Option(
    "retry-refused", help: "with --resume: take in again whom the API refused")
  /// `--unsent`
  package static let unsent = Option(
    "unsent", nil, .file("FILE"), help: "write the rows that were refused, not tried or bad, each with the reason")
  /// `--test`
  package static let test = Option(
    "test", nil, .text("NUMBER"), help: "send the first row's message to this number, your own; counts for nothing")
  /// `--line`
  package static let line = Option("line", nil, .number("N"), help: "with --test: the message of the row on line N")
  /// `--example`: with `--test`, the message that the source's example gives.
  package static let example = Option("example", help: "with --test: the message of the source's example")
  /// `--resend-in-doubt`
  package static let resendInDoubt = Option(
    "resend-in-doubt", help: "with --resume: send again what may have arrived, so that some people may get it twice")
  /// `--report`
  package static let report = Option(
    "report", nil, .file("FILE"),
    help: "write how each row ended: CSV if FILE ends with .csv, JUnit with .xml, else JSON")

  /// `--rejects`
  package static let rejects = Option(
    "rejects", nil, .file("FILE"), help: "write the rows passed over to FILE, with the reason as a last column")

  /// `--port`
  package static let port = Option(
    "port", nil, .number("N"), help: "the port to listen on; 8470 by default, 0 takes any that is free")
  /// `--fault`
  package static let fault = Option(
    "fault", nil, .text("KIND:SHARE%"), isRepeatable: true,
    help:
      "what to do to a share of the requests: a status such as 429, \(SandboxFault.words.joined(separator: ", ")); may repeat"
  )
  /// `--seed`
  package static let seed = Option(
    "seed", nil, .number("N"), help: "what the choice of faulted requests starts from; 1 by default")
  /// `--keep`
  package static let keep = Option(
    "keep", nil, .number("N"), help: "how many messages to keep and show, the last ones; 10000 by default")
  /// `--log`
  package static let requestLog = Option(
    "log", nil, .file("FILE"),
    help: "add a line for each request to FILE: phone number, verdict, 'taken' or 'not-taken'")
}
