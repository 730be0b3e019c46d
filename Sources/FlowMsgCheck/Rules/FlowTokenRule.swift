package import FlowMsgText
import FlowMsgModel

/// `flow_token` is a string, and never empty.
package enum FlowTokenRule: Rule {
  package static let kind = DiagnosticKind(
    6008, .error, "a flow_token that is not a string, or may be empty",
    why: """
      The token comes back with the Flow's reply, so that replies to different messages can be told apart. WhatsApp takes \
      a string alone and none that is empty; blanks and invisible characters are as good as nothing.
      """,
    bad: """
      message ola(pedido: integer) {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        parameters { flow_token: pedido }
      }
      """,
    good: """
      message ola(pedido: integer) {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        parameters { flow_token: "{pedido}" }
      }
      """)

  package static let concern = Concern.parameters

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for member in message.parameters(where: { $0.elementsEqual(Schema.token.value.utf8) }) {
      guard let value = message.value(ofMember: member) else { continue }
      let tape = message.message.tape
      switch tape.nodes[value].kind {
      case .string where TextLook.isBlank(tape.bytes(of: value)): reportEmpty(value, message, &reporter)
      case .number, .true, .false, .array, .object: reportKind(member, value, message, &reporter)
      case .hole: checkHole(member, value, message, &reporter)
      case .interpolated: checkInterpolated(value, message, &reporter)
      // A null is reported as one.
      case .string, .null, .broken, .member: break
      }
    }
  }

  private static var name: String { "`\(Schema.token.value)`" }

  // MARK: Values

  private static func reportEmpty(_ value: Int, _ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    let isEmpty = message.message.tape.bytes(of: value).isEmpty
    reporter.report(
      kind, "\(name) is empty\(isEmpty ? "" : ": nothing of it can be seen")", at: message.place(of: value),
      help: ["write \(Schema.token.meaning), or leave the member out"])
  }

  private static func reportKind(
    _ member: Int, _ value: Int, _ message: borrowing ResolvedMessage, _ reporter: inout Reporter
  ) {
    let (node, place) = (message.message.tape.nodes[value].kind, message.place(of: value))
    let isScalar = node != .array && node != .object
    var fixes: [Fix] = []
    if node == .number, message.isWritten(value, besideKeyOf: member) {
      let text = "\"\(message.message.tape.string(of: value))\""
      fixes = [Fix("put it in quotes", [TextEdit(place.location, text)], isSafe: false)]
    }
    reporter.report(
      kind, "\(name) is \(TypeNouns.noun(node)), expected a string", at: place,
      help: isScalar ? ["write it in quotes"] : [], fixes: fixes)
  }

  // MARK: Parameters

  private static func checkHole(
    _ member: Int, _ value: Int, _ message: borrowing ResolvedMessage, _ reporter: inout Reporter
  ) {
    let type = message.holeType(value)
    guard type >= 0 else { return }
    switch message.contracts.types[type].kind {
    case .string, .oneOf:
      if message.contracts.mayBeBlank(type) { reportPossiblyEmpty([value], at: value, message, &reporter) }
    case .any, .broken: break
    case .integer, .number, .boolean, .list, .shape: reportType(type, member, value, message, &reporter)
    }
  }

  /// A parameter of another type; one that goes into a text is offered in one. An inherited statement may have another
  /// name for it, and is not written over.
  private static func reportType(
    _ type: Int, _ member: Int, _ value: Int, _ message: borrowing ResolvedMessage, _ reporter: inout Reporter
  ) {
    let (place, path) = (message.place(of: value), message.message.tape.string(of: value))
    let isText = message.contracts.textLength(of: type) != nil
    let isOwn = place.location.file == message.file && message.isWritten(value, besideKeyOf: member)
    let fix = Fix("write \"{\(path)}\"", [TextEdit(place.location, "\"{\(path)}\"")], isSafe: false)
    reporter.report(
      kind, "\(name) is filled by `\(path)`, \(TypeNouns.noun(type, in: message.contracts)), expected a string",
      at: place, labels: [DiagnosticLabel(SourceLocation(message.contracts.types[type].origin), "its type")],
      help: isText ? ["put it in a text: \"{\(path)}\""] : [], fixes: isText && isOwn ? [fix] : [],
      isProvisional: true)
  }

  private static func checkInterpolated(_ value: Int, _ message: borrowing ResolvedMessage, _ reporter: inout Reporter)
  {
    let tape = message.message.tape
    var holes: [Int] = []
    for child in tape.children(of: value) {
      if tape.nodes[child].kind == .hole {
        let type = message.holeType(child)
        guard type >= 0, message.contracts.mayBeBlank(type) else { return }
        holes.append(child)
      } else if !TextLook.isBlank(tape.bytes(of: child)) {
        return
      }
    }
    reportPossiblyEmpty(holes, at: value, message, &reporter)
  }

  /// The fix, a bound, is made in the end; see `BoundFixes`.
  private static func reportPossiblyEmpty(
    _ holes: [Int], at value: Int, _ message: borrowing ResolvedMessage, _ reporter: inout Reporter
  ) {
    var names: [String] = []
    var labels: [DiagnosticLabel] = []
    var hasStrings = false
    for hole in holes {
      let path = "`\(message.message.tape.string(of: hole))`"
      if !names.contains(path) { names.append(path) }
      let type = message.contracts.types[message.holeType(hole)]
      let label = DiagnosticLabel(SourceLocation(type.origin), "may be empty")
      if !labels.contains(label) { labels.append(label) }
      guard type.kind == .string else { continue }
      hasStrings = true
      reporter.bounds.leave(.max, for: label.location)
    }
    reporter.report(
      kind, "\(name) is empty where \(names.listed()) \(names.count == 1 ? "is" : "are")",
      at: message.place(of: value), labels: labels,
      help: [hasStrings ? "ask for at least one character: `min: 1`" : "leave the empty word out of the type"],
      isProvisional: true)
  }
}

extension Contracts {
  /// Whether a value of `type`, one that goes into a text, may have nothing that can be seen. Blanks alone that a bound lets
  /// through are found when they are given.
  fileprivate func mayBeBlank(_ type: Int) -> Bool {
    if let texts = texts(of: type) {
      return texts.contains { Array($0.utf8).withUnsafeBufferPointer(TextLook.isBlank) }
    }
    return types[type].isText && types[type].lengths.least < 1
  }
}
