import FlowMsgCheck
public import FlowMsgJSON
package import FlowMsgModel
public import FlowMsgText

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
  /// What messages compiled to, in source order, if that was asked for (`keepsMessages`): their values in each locale, with holes
  /// for parameters, and nothing of the sources. Empty if there is an error.
  package var messages: [CompiledMessage] = []
  /// The emitted bytes in order; empty if there is an error.
  public var chunks: [OutputChunk] = []
  /// How many bodies were emitted.
  public var bodyCount = 0
  /// How many messages the operands declare; bases are none.
  public internal(set) var messageCount = 0
  /// The declarations of those messages, in source order, if that was asked for (`listsMessages`).
  package internal(set) var declaredMessages: [(name: String, location: SourceLocation)] = []
  /// Whether it was cancelled: then `diagnostics` hold an error that says so, what was found until then may be only a part,
  /// and there is no output.
  public internal(set) var isCancelled = false
  /// What messages refer to; the caller that keeps a compilation keeps it, and pays for it when it releases it.
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
