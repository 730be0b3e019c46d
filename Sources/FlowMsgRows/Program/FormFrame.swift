/// What is written for a row.
package enum FormFrame: Sendable {
  /// The body alone, and no line end.
  case body
  /// A request on a line by itself; `type` goes before the form's own.
  case request(type: String?)
  /// A request in the two parts that a client needs: the target with its query, percent-encoded, and the body.
  case parts(type: String?)
}
