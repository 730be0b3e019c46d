import FlowMsgModel
import FlowMsgText

/// A tag as it is written.
struct WrittenTag: Sendable {
  var tag: LocaleTag
  var location: SourceLocation
}
