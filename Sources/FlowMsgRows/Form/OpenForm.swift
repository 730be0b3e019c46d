import FlowMsgEmit
package import FlowMsgJSON
package import FlowMsgModel

/// An open form: a message whose parameters are not given yet. What `NAME.open.json` holds; `flowmsg schema open`
/// describes it, and this is where its words are.
package struct OpenForm: Sendable {
  /// The version of the format that is written and read.
  package static var version: Int { OpenFormat.version }

  /// The message's name; nil for a plain body, which does not say it.
  package var message: String?
  /// The types of the parameters, in the order of declaration.
  package var types: FormTypes
  /// What members of them are where nothing is given, by their places among the types' fields.
  var presets: [Int: Preset] = [:]
  /// The bodies, one per locale.
  package var variants: [Variant]
  /// Whether it is a plain body, in which a key that begins with `$` is a key like any other.
  package var isPlain = false
  /// The text that bodies, queries and defaults are nodes of.
  package let document: JSONDocument

  /// A body with holes.
  package struct Variant: Sendable {
    /// The locale's tag; nil for the base.
    package var locale: String?
    /// Further tags that select it.
    package var tags: [String]
    /// The bot that sends.
    package var bot: Bot?
    /// The node of the query `type`, a text that may have holes.
    package var type: Int?
    /// The query `type`, where it is elsewhere than in the form's document.
    package var plainType: String?
    /// The node of the body.
    package var body: Int
    /// The lists in the filled body whose items a component offers for choice, each a JSON Pointer (RFC 6901).
    package var choices: [String] = []
    /// What components show of what is filled in.
    package var shown: [ShownPlace] = []
    /// What of that is in order.
    package var orders: [ShownOrder] = []

    /// What messages call it.
    var name: String { locale.map { "'\($0)'" } ?? "the base" }
  }

  /// A value of JSON at some place.
  package struct Preset: Sendable {
    /// The text it is in.
    package var document: JSONDocument
    /// The node.
    package var node: Int
  }
}

/// Why the bytes of an open form cannot be used.
package struct OpenFormFailure: Error, Hashable, Sendable {
  /// What was found and what was expected: lower case, no final stop.
  package var message: String
  /// What to do about it.
  package var help: String
  /// The line, from 1.
  package var line: Int
  /// The column, in code points from 1.
  package var column: Int
}
