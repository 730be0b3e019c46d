/// One step of a request's path, such as the id of a bot: the rule for whatever writes one and whatever reads one.
package enum PathStep {
  /// Whether a text is one step of a path and remains one, for a server that decodes it once more than it should, too.
  ///
  /// `.` and `..` are steps to elsewhere, `/`, `?`, `#` and `\` end a step, `%` begins an escape that might be any of them,
  /// and control characters, NUL first of all, end a text for some.
  package static func isHarmless(_ text: some Collection<UInt8>) -> Bool {
    !text.isEmpty && !text.elementsEqual(".".utf8)
      && !text.contains { $0 < 0x20 || $0 == 0x7F || "/?#\\%".utf8.contains($0) }
      && !zip(text, text.dropFirst()).contains { $0 == 0x2E && $1 == 0x2E }
  }
}
