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
  }

  /// What to write.
  public var product: Product = .nothing
  /// The only message to emit, by its name; nil for all.
  public var message: String?
  /// The only locale to emit (`base` for the untagged one); nil for all.
  public var locale: String?

  /// Whether notes are looked for: `check` and editors show them, what only compiles does not.
  public var reportsNotes = true

  /// Checks only.
  public init() {}
}

/// One body that was emitted.
public struct Output: Sendable {
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
  /// Where the body's bytes stand: `Compilation.chunks[chunk][range]`.
  public var chunk: Int
  /// The bytes in the chunk.
  public var range: Range<Int>

  /// `message` or `message.tag`: the file's name without `.json`.
  public var name: String { locale.map { "\(message).\($0)" } ?? message }
}

/// What came of a compilation.
public struct Compilation: Sendable {
  /// The files that were read, operands first, in order, then what they import; diagnostics name them by `FileID`.
  public var files: [SourceFile] = []
  /// The paths of `files`, in the same order.
  public var paths: [SourcePath] = []
  /// How many of `files` are operands.
  public var operandCount = 0
  /// Operands that could not be read; they are not in `files`.
  public var unreadable: [(path: SourcePath, failure: ReadFailure)] = []
  /// Everything found, by file and place.
  public var diagnostics: [Diagnostic] = []
  /// The bodies, in source order; empty if there is an error, and for `.lines`.
  public var outputs: [Output] = []
  /// The emitted bytes in order; empty if there is an error.
  public var chunks: [OutputChunk] = []
  /// How many bodies were emitted.
  public var bodyCount = 0
  /// What messages refer to; whoever keeps a compilation keeps it, and whoever lets it go pays for it then.
  var program: Program?

  /// Whether anything is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
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
