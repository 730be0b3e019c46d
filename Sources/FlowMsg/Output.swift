public import FlowMsgModel
public import FlowMsgText

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
  /// Where the body's bytes are: `Compilation.chunks[chunk][range]`.
  public var chunk: Int
  /// The bytes in the chunk.
  public var range: Range<Int>
  /// Where its members came from, in the order in which they are in it; empty unless that was asked for.
  public var mappings: [SourceMapping] = []

  /// `message`, `message.tag` or `message.open`: the file's name without `.json`.
  public var name: String { kind == .open ? "\(message).open" : locale.map { "\(message).\($0)" } ?? message }
}
