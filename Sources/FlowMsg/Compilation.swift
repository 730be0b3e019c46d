import FlowMsgCheck
public import FlowMsgJSON
public import FlowMsgModel
public import FlowMsgText

/// What a compilation makes.
public struct CompilerOptions: Sendable {
  /// What to write.
  public enum Product: Sendable {
    /// Nothing: only check.
    case nothing
    /// One line `{"output":"NAME","body":{…}}` a body, compact, in source order.
    case lines
    /// Each body by itself, with two-space indentation and a line feed at the end, or compact without one.
    case bodies(compact: Bool)
    /// The open form of every message, compact, of those without parameters too: what fills rows in.
    case forms
  }

  /// What to write.
  public var product: Product = .nothing
  /// What parameters are given from outside, by name: a string as it is, every other type as JSON. No open form is made
  /// then.
  public var settings: [(name: String, value: String)] = []
  /// The only message to emit, by its name; nil for all.
  public var message: String?
  /// The only locale to emit (`base` for the untagged one); nil for all.
  public var locale: String?

  /// Whether each output tells where its members came from; not for `.lines`.
  public var mapsSources = false

  /// Whether notes are looked for: `check` and editors show them, what only compiles does not.
  public var reportsNotes = true

  /// Whether, of lines, a message with parameters gives its open form, and not a body made with defaults.
  public var opensLines = false

  /// Whether the operands that can be read are emitted although others cannot: what compares emissions needs them.
  package var emitsReadable = false

  /// Whether lets, types, bases and their parameters that nothing uses are told: only who sees all files can know.
  public var reportsUnused = true

  /// Checks only.
  public init() {}
}

/// One body, or open form, that was emitted.
public struct Output: Sendable {
  /// What was emitted.
  public enum Kind: Sendable {
    /// A request body.
    case body
    /// A body with holes for parameters, in all locales.
    case open
  }

  /// What it is.
  public var kind = Kind.body
  /// The message's name.
  public var message: String
  /// The locale's tag, or nil for the base.
  public var locale: String?
  /// The file that declares the message.
  public var source: FileID
  /// The bot that sends it, if the message names one.
  public var bot: Bot?
  /// The query `type`, if the message has one.
  public var type: String?
  /// The open parameters as compact JSON, a JSON Schema of the object that gives them; nil for a body.
  public var parameters: [UInt8]?
  /// What the message's first `example` gives its open parameters, an object in compact JSON; nil for a body, and where
  /// there is none.
  public var example: [UInt8]?
  /// The locale that is listed for the base, if locales are listed.
  public var listedLocale: String?
  /// Where the body's bytes stand: `Compilation.chunks[chunk][range]`.
  public var chunk: Int
  /// The bytes in the chunk.
  public var range: Range<Int>
  /// Where its members came from, in the order in which they stand in it; empty unless that was asked for.
  public var mappings: [SourceMapping] = []

  /// `message`, `message.tag` or `message.open`: the file's name without `.json`.
  public var name: String { kind == .open ? "\(message).open" : locale.map { "\(message).\($0)" } ?? message }
}

/// What came of a compilation.
public struct Compilation: Sendable {
  /// The files that were read, operands first, in order, then what they import; diagnostics name them by `FileID`.
  public var files: [SourceFile] = []
  /// The paths of `files`, in the same order.
  public var paths: [SourcePath] = []
  /// How many of `files` are operands.
  public var operandCount = 0
  /// Which of `files` were read because another of them names them.
  public internal(set) var dependencies = FileDependencies()
  /// Operands that could not be read; they are not in `files`.
  public var unreadable: [(path: SourcePath, failure: ReadFailure)] = []
  /// Everything found, by file and place, and then why what was asked for cannot be done: an operand that cannot be read,
  /// an unknown message, locale or setting, a message that needs parameters. These are in no file: theirs is `FileID.none`.
  public var diagnostics: [Diagnostic] = []
  /// The bodies, in source order; empty if there is an error, and for `.lines`.
  public var outputs: [Output] = []
  /// The emitted bytes in order; empty if there is an error.
  public var chunks: [OutputChunk] = []
  /// How many bodies were emitted.
  public var bodyCount = 0
  /// Whether it was cancelled: then `diagnostics` hold an error that says so, what was found until then may be only a part,
  /// and there is no output.
  public internal(set) var isCancelled = false
  /// What messages refer to; whoever keeps a compilation keeps it, and whoever lets it go pays for it then.
  var program: Program?

  /// Whether anything is an error, of the sources or of what was asked for; then nothing was emitted.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// What was found in sources: those of `diagnostics` that are in one of `files`.
  public var sourceDiagnostics: [Diagnostic] { diagnostics.filter { $0.location.file != .none } }

  /// Why what was asked for cannot be done: those of `diagnostics` that are in no file.
  public var requestFailures: [Diagnostic] { diagnostics.filter { $0.location.file == .none } }

  /// Whether a source is wrong.
  package var hasSourceErrors: Bool { diagnostics.contains { $0.severity == .error && $0.location.file != .none } }
}

/// Compiles `.flowmsg` files.
public struct Compiler: Sendable {
  /// Where files come from.
  public var provider: any SourceProvider
  /// How work is spread.
  public var runner: any Runner

  /// A compiler that reads through `provider`.
  public init(provider: any SourceProvider, runner: any Runner = SerialRunner()) {
    self.provider = provider
    self.runner = runner
  }
}
