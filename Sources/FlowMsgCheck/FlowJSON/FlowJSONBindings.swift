import FlowMsgJSON
import FlowMsgModel

/// Which fields of which screens feed the components that let a person choose.
///
///     Binding ::= '${' ('screen.' ID '.')? 'data.' key ('.' key)* '}'
extension FlowJSONReader {
  /// For each screen's id the paths of the fields to which a `data-source` is bound, in the screen's own layout or in that
  /// of another one.
  func findBindings() -> [[UInt8]: Set<[[UInt8]]>] {
    var bindings: [[UInt8]: Set<[[UInt8]]>] = [:]
    for screen in screens {
      forEachObject(inLayoutOf: screen) { component in
        guard let source = document.value("data-source", of: component),
          let type = document.value("type", of: component).flatMap({ document.stringValue($0) }),
          Schema.FlowJSON.dataSourceComponents.value.contains(type), document[source].kind == .string,
          let (other, path) = Self.binding(document.bytes(of: source))
        else { return }
        bindings[other ?? screen.id, default: []].insert(path)
      }
    }
    return bindings
  }

  /// The screen that a binding names, if it names one, and the path of the field.
  private static func binding(_ text: [UInt8]) -> (screen: [UInt8]?, path: [[UInt8]])? {
    guard text.count > 3, text.starts(with: "${".utf8), text.last == 0x7D else { return nil }
    var parts = text[2..<text.count - 1].split(separator: 0x2E, omittingEmptySubsequences: false).map(Array.init)
    var screen: [UInt8]?
    if parts.count > 2, parts[0] == Array("screen".utf8) {
      screen = parts[1]
      parts.removeFirst(2)
    }
    guard parts.count > 1, parts[0] == Array("data".utf8), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return (screen, Array(parts.dropFirst()))
  }

  /// Calls `body` for every object in the layout of `screen`, what stands in an example aside.
  func forEachObject(inLayoutOf screen: Screen, _ body: (Int) -> Void) {
    guard let layout = document.value("layout", of: screen.node) else { return }
    var node = layout
    while node < Int(document[layout].next) {
      let kind = document[node].kind
      if kind == .object { body(node) }
      let isExample = kind == .member && document.text(of: node, equals: Schema.FlowJSON.exampleKey.value)
      node = isExample ? Int(document[node].next) : node + 1
    }
  }
}
