/// What one pass over a message makes.
package enum Form: Sendable {
  /// A body without holes.
  case body
  /// A body with holes for its parameters.
  case open
}
