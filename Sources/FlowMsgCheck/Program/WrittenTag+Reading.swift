import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension WrittenTag {
  /// The tag that a name spells; nil, and the reason is reported, if it spells none. One in another case is reported and used.
  static func read(_ token: Token, _ source: TreeContext, _ found: inout [Diagnostic])
    -> WrittenTag?
  {
    let text = decodedString(source.bytes.span, token)
    let location = SourceLocation(source.file, token.range)
    if let tag = LocaleTag(text) { return WrittenTag(tag: tag, location: location) }
    let canonical = LocaleTag.canonical(text)
    found.append(LocaleDiagnostics.badTag(text, canonical, location))
    return canonical.flatMap(LocaleTag.init).map { WrittenTag(tag: $0, location: location) }
  }

  /// The tags of a `locales` line.
  static func list(_ node: Int, _ source: TreeContext, _ found: inout [Diagnostic]) -> [WrittenTag] {
    var tags: [WrittenTag] = []
    var names = NameIndex()
    for child in source.tree.children(of: node) where source.tree.nodes[child].kind == .name {
      guard let tag = read(source.tree.token(of: child), source, &found) else { continue }
      if let first = names.add(tag.tag.text) {
        found.append(
          LocaleDiagnostics.repeatedTag(
            tag.tag, tag.location, tags[first].location))
      } else {
        tags.append(tag)
      }
    }
    return tags
  }
}
