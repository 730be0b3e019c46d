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

  /// Whether every message is given as a value, `Compilation.messages`, and nothing is written.
  package var keepsMessages = false

  /// Whether the declarations of messages are listed, `Compilation.declaredMessages`.
  package var listsMessages = false

  /// Whether the operands that can be read are emitted although others cannot: what compares emissions needs them.
  package var emitsReadable = false

  /// Whether lets, types, bases and their parameters that nothing uses are reported: only a run that sees all files can know.
  public var reportsUnused = true

  /// Checks only.
  public init() {}
}
