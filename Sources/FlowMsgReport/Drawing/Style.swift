import FlowMsgText

/// What a piece of a text report is; colour follows from it.
enum Style: Equatable {
  case plain
  case strong
  case severity(Severity)
  case gutter
  case help
  case removed
  case added

  /// The parameters of the ANSI sequence that begins the style (ECMA-48, "select graphic rendition").
  fileprivate var parameters: String {
    switch self {
    case .plain: ""
    case .strong: "1"
    case .severity(.error): "1;31"
    case .severity(.warning): "1;33"
    case .severity(.note): "1;36"
    case .gutter: "1;34"
    case .help: "1;36"
    case .removed: "31"
    case .added: "32"
    }
  }
}

/// Collects the lines of a text report, with colour or without.
struct Painter {
  private(set) var output = ""
  let color: Bool

  init(color: Bool) {
    self.color = color
  }

  /// Adds `text`, which holds no line end.
  mutating func put(_ text: String, _ style: Style = .plain) {
    let parameters = style.parameters
    guard color, !parameters.isEmpty, !text.isEmpty else {
      output += text
      return
    }
    output += "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
  }

  /// Ends the line, without blanks at its end.
  mutating func endLine() {
    while output.utf8.last == 0x20 { output.unicodeScalars.removeLast() }
    output += "\n"
  }
}
