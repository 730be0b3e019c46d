import FlowMsgCheck
import FlowMsgJSON
import FlowMsgModel
import FlowMsgText

/// A resolved message built by hand: data given as JSON, held to a contract.
struct FlowMessage {
  let resolved: ResolvedMessage

  /// `data` for the screen `screen`, of a Flow declared by `contracts`, undeclared without one.
  init(_ data: String?, _ contracts: Contracts, screen: String? = "S", isDeclared: Bool = true) {
    resolved = ResolvedMessage(contracts: contracts)
    resolved.isDamaged = false
    let place = Int(Schema.screen.rawValue)
    if let screen {
      resolved.message[Schema.screen] = resolved.message.tape.append(.string, Origin(0, 900, 901), Array(screen.utf8))
      resolved.statements[place].isThere = true
    }
    if isDeclared {
      resolved.opened.flow = .declared(0, declaration: SourceLocation(FileID(0), ByteRange(0, 1)))
      resolved.opened.screen = contracts.screens.indices.first { contracts.string(contracts.screens[$0].id) == screen }
    } else {
      resolved.opened.flow = .undeclared(slug: "f", nearest: nil)
    }
    if let data {
      let document = JSONReader.read(Array(data.utf8))
      resolved.message[Schema.data] = document.root.map { append($0, of: document) }
    }
    DataWalk.check(resolved)
  }

  /// Copies a JSON value onto the tape; the string `"<broken>"` becomes a broken value.
  private func append(_ node: Int, of document: JSONDocument) -> Int {
    let at = Origin(0, document[node].start, document[node].end)
    switch document[node].kind {
    case .object:
      let object = resolved.message.tape.append(.object, at)
      for member in Array(document.children(of: node)) {
        let origin = Origin(0, document[member].start, document[member].end)
        let key = resolved.message.tape.append(.member, origin, document.bytes(of: member))
        if let value = document.value(ofMember: member) { _ = append(value, of: document) }
        resolved.message.tape.close(key)
      }
      resolved.message.tape.close(object)
      return object
    case .array:
      let array = resolved.message.tape.append(.array, at)
      for item in Array(document.children(of: node)) { _ = append(item, of: document) }
      resolved.message.tape.close(array)
      return array
    case .string:
      let text = document.bytes(of: node)
      if text.elementsEqual("<broken>".utf8) { return resolved.message.tape.append(.broken, at) }
      return resolved.message.tape.append(.string, at, text)
    case .number:
      let range = document[node].range
      return resolved.message.tape.append(.number, at, document.source[Int(range.start)..<Int(range.end)])
    case .true: return resolved.message.tape.append(.true, at)
    case .false: return resolved.message.tape.append(.false, at)
    case .null, .member: return resolved.message.tape.append(.null, at)
    }
  }

  /// The findings in short: what, where, and the field it is about.
  var findings: [String] {
    resolved.dataFindings.map { finding in
      let data = resolved.message[Schema.data]
      let path = data.map { DataPath.path(to: finding.node, from: $0, in: resolved.message.tape) } ?? "-"
      let field = finding.field < 0 ? "" : " " + resolved.contracts.string(resolved.contracts.fields[finding.field].key)
      return "\(finding.problem) \(path)\(field)"
    }
  }

  /// What the rules report, as `code message`.
  func reported(by rules: [any Rule.Type]) -> [String] {
    diagnostics(of: rules).map { "\($0.code.number) \($0.message)" }
  }

  func diagnostics(of rules: [any Rule.Type]) -> [Diagnostic] {
    var reporter = Reporter()
    let concerns = resolved.concerns()
    for rule in rules where rule.concern.intersects(concerns) { rule.check(resolved, &reporter) }
    return reporter.diagnostics
  }
}
