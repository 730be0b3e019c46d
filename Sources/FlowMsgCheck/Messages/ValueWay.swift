package import FlowMsgText

/// Where a value of a body is written, and the way from there to the body.
package struct ValueWay: Sendable {
  /// One step of the way.
  package struct Step: Sendable {
    /// What the value came through.
    package enum Kind: Sendable {
      /// The `like` of a message that builds on another; the place is the other's name.
      case like
      /// An `in` block; the place is its tag.
      case locale
      /// The name of a let or parameter in the place of a value.
      case name
    }

    /// What it is.
    package var kind: Kind
    /// Its place.
    package var location: SourceLocation
  }

  /// A text that is in another in the place of a name.
  package struct Insertion: Sendable {
    /// The name.
    package var name: SourceLocation
    /// The text itself.
    package var value: SourceLocation
  }

  /// Where the value is written: strings with their quotes, objects and lists with their brackets; the cell or the value
  /// in the file, for what is read from one.
  package var location: SourceLocation
  /// What it came through, from the message down: at most `ValueWay.maximumSteps`.
  package var through: [Step] = []
  /// What was put into a text, in order.
  package var insertions: [Insertion] = []

  /// A value that is written at `location`.
  package init(location: SourceLocation, through: [Step] = [], insertions: [Insertion] = []) {
    (self.location, self.through, self.insertions) = (location, through, insertions)
  }

  /// How many steps a way has at most: it is short, but for one that was made to be long, and every member has its own.
  package static let maximumSteps = 16
}
