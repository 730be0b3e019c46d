public import FlowMsgText

/// Where one member of a body, or one item of a list in it, came from.
public struct SourceMapping: Sendable {
  /// One step of the way from the message to the value.
  public struct Step: Sendable {
    /// What the value came through.
    public enum Kind: String, Sendable, CaseIterable {
      /// The `like` of a message that builds on another; the place is the other's name.
      case like
      /// An `in` block; the place is its tag.
      case locale = "in"
      /// The name of a let or parameter that represents a value.
      case name
    }

    /// What it is.
    public var kind: Kind
    /// Its place.
    public var location: SourceLocation
  }

  /// A text that is in another in the place of a name.
  public struct Insertion: Sendable {
    /// The name.
    public var name: SourceLocation
    /// The text itself.
    public var value: SourceLocation
  }

  /// The value's place in the document, a JSON Pointer (RFC 6901).
  public var pointer: String
  /// Where it is written, with quotes or brackets. An object that no statement writes (`parameters`,
  /// `flow_action_payload`) has the message's name, what several statements write together the first of them.
  public var location: SourceLocation
  /// What it came through, from the message down; at most 16 steps.
  public var through: [Step]
  /// What was put into a text, in order.
  public var insertions: [Insertion]
}
