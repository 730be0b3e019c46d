package import FlowMsgText

/// A place of the source by itself, for what is no finding of a check.
package enum PlaceDrawing {
  /// The lines of the place with carets and `label` under it, as they are under a finding.
  package static func text(
    _ location: SourceLocation, label: String = "", files: [SourceFile], color: Bool, width: Int = 120
  ) -> String {
    var painter = Painter(color: color)
    let view = Sources(files)[location.file]
    let mark = Mark(location.range, label, isPrimary: true, in: view)
    let snippet = Snippet([mark], in: view, .error, width: width)
    let gutter = Gutter(upTo: snippet.largestLine)
    gutter.arrow("-->", view.place(of: location.range.start), into: &painter)
    gutter.separator(into: &painter)
    snippet.paint(gutter, into: &painter)
    return painter.output
  }
}
