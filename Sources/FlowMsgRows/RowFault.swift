/// Why a row cannot be used.
package struct RowFault: Error, Hashable, Sendable {
  /// What was found, what was expected and what to do: lower case, no final stop.
  package var reason: String
  /// Whether nothing after it can be read either, so that it cannot be skipped.
  package var isFatal = false

  /// A fault of one row; `code` is that of the rule which refuses the same in a source, and is shown with the reason.
  package init(_ reason: String, code: Int? = nil, isFatal: Bool = false) {
    self.reason = code.map { "\(reason) [FM\($0)]" } ?? reason
    self.isFatal = isFatal
  }
}

/// Why nothing can be rendered at all: what was found, and what to do.
package struct RowsFailure: Error, Hashable, Sendable {
  /// What was found, in one line: lower case, no final stop.
  package var message: String
  /// What to do about it, one line each.
  package var help: [String]

  /// A failure; each of `help` that is not nil is shown under it.
  package init(_ message: String, help: String?...) {
    self.message = message
    self.help = help.compactMap { $0 }
  }
}
