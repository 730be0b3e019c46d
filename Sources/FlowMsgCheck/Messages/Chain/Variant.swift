package import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// One form of a message: for one locale, or the one without a tag.
package struct Variant: Sendable {
  /// The locale of the file's name; nil for the base.
  package var locale: LocaleTag?
  /// The locales in which statements are looked for before those outside `in`; empty for the base.
  var tags: [LocaleTag]
  /// The locale that was listed, if locales are: the first of them is the base.
  package var listed: LocaleTag?
  /// Those of `tags` that the chain has blocks for, as `StatementTable` numbers them.
  var blocks: [Int] = []

  /// The variant of the statements outside `in`.
  static let base = Variant(locale: nil, tags: [], listed: nil)
}
