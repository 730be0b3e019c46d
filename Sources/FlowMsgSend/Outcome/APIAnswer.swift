import FlowMsgJSON
import FlowMsgModel

/// What the body of an answer says. Its shape is not documented for this endpoint, so nothing of it is needed.
///
/// A documented code counts as the value of a member `code`, or as the string of `error` or `statusMessage`; other strings
/// mean nothing. The answer's own levels are the root and what only members `error` and `errors` lead to, through arrays
/// too. Further down a code counts unless the request has that text too: an API that repeats what it was asked says
/// nothing by it.
package struct APIAnswer: Sendable {
  /// What a body is as a whole.
  package enum Form: Sendable {
    /// Nothing but white space.
    case empty
    /// A JSON object, or the beginning of one that is larger than what is kept.
    case object
    /// Another thing: a page, a list, a text.
    case other
  }

  /// What the body is.
  package let form: Form
  /// The places in `Schema.errors` of the codes that it names, its own levels first.
  package private(set) var errors: [Int] = []
  /// The place in `Schema.fields` of the field that it names.
  package private(set) var field: Int?
  /// What it says for people: one line, without digits that may be a phone number; empty if it says nothing.
  package private(set) var message = ""

  /// Reads the body of the answer to a request with the body `request`; what is no JSON says nothing. Of `secrets` the
  /// message has none.
  package init(_ body: [UInt8], to request: [UInt8] = [], hiding secrets: SecretForms = .none) {
    let document = JSONReader.read(body)
    form = Self.form(of: body, document)
    guard let root = document.root, document.syntaxFault == nil || form == .object else { return }
    var walk = CodeWalk(document)
    walk.visit(root, isOwn: true)
    errors = walk.own + walk.others.filter { !Self.has(request, Schema.errors.value[$0].code) }
    readTexts(document)
    // Cut first, as looking for secrets takes time; and looked for before digits are hidden, which would hide them in part.
    message = Self.harmless(secrets.hidden(in: String(message.unicodeScalars.prefix(Self.longest))))
  }

  /// The place in `Schema.errors` of the first code that it names.
  package var error: Int? { errors.first }

  /// Whether it names this code.
  package func names(_ code: String) -> Bool { errors.contains { Schema.errors.value[$0].code == code } }

  private static func form(of body: [UInt8], _ document: JSONDocument) -> Form {
    if body.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) { return .empty }
    guard let root = document.root, document[root].kind == .object else { return .other }
    guard let fault = document.syntaxFault else { return .object }
    return isCut(body, fault) ? .object : .other
  }

  /// Whether a fault is there because no more than the beginning of a body is kept.
  private static func isCut(_ body: [UInt8], _ fault: JSONFault) -> Bool {
    guard body.count >= Exchange.largestAnswer else { return false }
    // A character, an escape, a word or a number may be cut in its middle.
    return fault.kind == .unterminatedString || fault.offset + 64 >= body.count
  }

  private static func has(_ request: [UInt8], _ code: String) -> Bool {
    request.firstRange(of: Array(code.utf8)) != nil
  }

  /// Takes the longest text that is no code as the text for people, and the field that texts name.
  private mutating func readTexts(_ document: JSONDocument) {
    var best = 0
    for index in document.nodes.indices where document[index].kind == .string {
      let text = document.string(of: index)
      if text.count > message.count, !Schema.errors.value.contains(where: { $0.code == text }) { message = text }
      if let (found, length) = Self.field(in: text), length > best { (field, best) = (found, length) }
    }
  }

  /// How much of a message is looked at, in code points.
  private static let longest = 2000

  /// The field that a text names, as a word by itself, with the length of its name: the longest one says most, but for
  /// the object that holds others, as in `parameters.flow_cta`.
  private static func field(in text: String) -> (field: Int, length: Int)? {
    var best: (field: Int, length: Int)?
    for word in text.utf8.split(whereSeparator: { !isWordByte($0) }) {
      guard let field = Schema.fields.firstIndex(where: { word.elementsEqual($0.wireName.utf8) }) else { continue }
      let isHolder = if case .members = Schema.fields[field].place { true } else { false }
      let length = isHolder ? 1 : word.count
      if length > best?.length ?? 0 { best = (field, length) }
    }
    return best
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte &- 0x30 < 10
  }

  /// The text on one line, short, harmless on a terminal, and with long runs of digits hidden: an answer may repeat the
  /// phone number, or a part of the credentials.
  private static func harmless(_ text: String) -> String {
    var shown = ""
    var digits = 0
    for scalar in text.unicodeScalars.prefix(300) {
      digits = scalar.properties.numericType != nil ? digits + 1 : 0
      if digits == 6 { shown.unicodeScalars.removeLast(5) }
      if digits > 5 {
        if digits == 6 { shown += "•••" }
        continue
      }
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: shown += " "
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.count > 300 ? shown + "…" : shown
  }
}

/// Looks for documented codes in an answer, where they mean something. As deep as the document, which its reader caps.
private struct CodeWalk {
  private let document: JSONDocument
  /// The codes of the answer's own levels, as places in `Schema.errors`.
  private(set) var own: [Int] = []
  /// Those further down.
  private(set) var others: [Int] = []

  init(_ document: JSONDocument) { self.document = document }

  mutating func visit(_ node: Int, isOwn: Bool) {
    switch document[node].kind {
    case .array: for item in document.children(of: node) { visit(item, isOwn: isOwn) }
    case .object:
      for member in document.children(of: node) {
        guard let value = document.value(ofMember: member) else { continue }
        note(member, value, isOwn: isOwn)
        let leadsOn = document.text(of: member, equals: "error") || document.text(of: member, equals: "errors")
        visit(value, isOwn: isOwn && leadsOn)
      }
    default: break
    }
  }

  private mutating func note(_ member: Int, _ value: Int, isOwn: Bool) {
    guard document[value].kind == .string,
      ["code", "error", "statusMessage"].contains(where: { document.text(of: member, equals: $0) }),
      let place = Schema.errors.value.firstIndex(where: { document.text(of: value, equals: $0.code) })
    else { return }
    if isOwn { own.append(place) } else { others.append(place) }
  }
}
