import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel
import FlowMsgText

extension OpenForm {
  /// Reads `NAME.open.json`, or a plain body, which is a form without parameters.
  ///
  /// Nothing is passed over: what is not known, missing or of another type is a failure with its place.
  package init(reading bytes: [UInt8]) throws(OpenFormFailure) {
    let reader = OpenFormReader(document: JSONReader.read(bytes))
    self = try reader.form()
  }
}

/// Typed reading of an open form's members.
struct OpenFormReader: JSONMemberReader {
  let document: JSONDocument

  /// What to do about a form that is no form any more.
  static let remedy = "compile it again: an open form is not edited by hand"

  func form() throws(OpenFormFailure) -> OpenForm {
    if let fault = document.faults.first {
      let wording = fault.wording(in: document.source)
      throw failure(wording.message, at: fault.range.start, help: Self.remedy)
    }
    guard let root = document.root, document[root].kind == .object else {
      throw failure("found \(document[0].kind.name), expected the object of an open form", 0)
    }
    if isPlainBody(root) { return plainBody(root) }
    try readVersion(root)
    try expect(["version", "message", "parameters", "variants"], in: root)
    let message = try string("message", of: root)
    let (types, presets) = try TypeReader.read(try member("parameters", of: root), self)
    return OpenForm(
      message: message, types: types, presets: presets, variants: try variants(root), document: document)
  }

  /// A body that was compiled without parameters has what every body has, and no version.
  private func isPlainBody(_ root: Int) -> Bool {
    document.value("version", of: root) == nil && BodyReader(document, root: root)?.looksLikeBody == true
  }

  private func plainBody(_ root: Int) -> OpenForm {
    let variant = OpenForm.Variant(locale: nil, tags: [], bot: nil, type: nil, body: root)
    return OpenForm(message: nil, types: FormTypes(), variants: [variant], isPlain: true, document: document)
  }

  private func readVersion(_ root: Int) throws(OpenFormFailure) {
    let version = try member("version", of: root)
    let written = document.written(version)
    if written.elementsEqual(String(OpenForm.version).utf8) { return }
    let number = Int(String(decoding: written, as: UTF8.self))
    if let number, number > OpenForm.version {
      throw failure(
        "the open form has version \(number), and this flowmsg reads version \(OpenForm.version)", version,
        help: "update flowmsg, or compile the form with this one")
    }
    throw failure("found \(shown(written)) as the version, expected \(OpenForm.version)", version)
  }

  private func variants(_ root: Int) throws(OpenFormFailure) -> [OpenForm.Variant] {
    let list = try items("variants", of: root)
    var found: [OpenForm.Variant] = []
    var seen: Set<String?> = []
    for node in list {
      let variant = try self.variant(node)
      guard seen.insert(variant.locale).inserted else {
        throw failure("\(variant.name) stands twice among the variants", node)
      }
      found.append(variant)
    }
    guard !found.isEmpty else { throw failure("there is no variant", try member("variants", of: root)) }
    return found
  }

  private func variant(_ node: Int) throws(OpenFormFailure) -> OpenForm.Variant {
    try expect(["locale", "tags", "bot", "type", "choices", "shown", "orders", "body"], in: node)
    let body = try member("body", of: node)
    guard document[body].kind == .object else {
      throw failure("found \(document[body].kind.name) as the body, expected an object", body)
    }
    let type = try member("type", of: node)
    let tags = document.value("tags", of: node) == nil ? [] : try strings("tags", of: node)
    let choices = document.value("choices", of: node) == nil ? [] : try strings("choices", of: node)
    return OpenForm.Variant(
      locale: try optionalString("locale", of: node), tags: tags, bot: try bot(node),
      type: document[type].kind == .null ? nil : type, body: body, choices: choices, shown: try shownPlaces(node),
      orders: try orders(node))
  }

  /// What of those places is in order.
  private func orders(_ variant: Int) throws(OpenFormFailure) -> [ShownOrder] {
    guard document.value("orders", of: variant) != nil else { return [] }
    var orders: [ShownOrder] = []
    for item in try items("orders", of: variant) {
      try expect(["lower", "upper", "screen"], in: item)
      orders.append(
        ShownOrder(
          lower: try side(member("lower", of: item)), upper: try side(member("upper", of: item)),
          screen: try string("screen", of: item)))
    }
    return orders
  }

  private func side(_ node: Int) throws(OpenFormFailure) -> ShownOrder.Side {
    try expect(["property", "at", "value"], in: node)
    return ShownOrder.Side(
      property: try string("property", of: node),
      pointer: document.value("at", of: node) == nil ? nil : try string("at", of: node),
      value: document.value("value", of: node) == nil ? "" : try string("value", of: node))
  }

  /// The places that components show. A property that this program does not know has no rule to obey.
  private func shownPlaces(_ variant: Int) throws(OpenFormFailure) -> [ShownPlace] {
    guard document.value("shown", of: variant) != nil else { return [] }
    var places: [ShownPlace] = []
    for item in try items("shown", of: variant) {
      try expect(["at", "property", "screen", "traits", "screens"], in: item)
      let names = document.value("traits", of: item) == nil ? [] : try strings("traits", of: item)
      let traits = PropertyUse.Traits.names.filter { names.contains($0.name) }.map(\.trait)
      places.append(
        ShownPlace(
          pointer: try string("at", of: item), property: try string("property", of: item),
          screen: try string("screen", of: item), traits: PropertyUse.Traits(traits),
          screens: document.value("screens", of: item) == nil ? [] : try strings("screens", of: item)))
    }
    return places
  }

  private func bot(_ node: Int) throws(OpenFormFailure) -> Bot? {
    let bot = try member("bot", of: node)
    guard document[bot].kind != .null else { return nil }
    try expect(["name", "provider", "ids"], in: bot)
    var ids: [BotID] = []
    for item in try items("ids", of: bot) {
      try expect(["environment", "id"], in: item)
      ids.append(BotID(environment: try optionalString("environment", of: item), id: try string("id", of: item)))
    }
    guard !ids.isEmpty else { throw failure("the bot has no id", bot) }
    return Bot(name: try string("name", of: bot), provider: try string("provider", of: bot), ids: ids)
  }
}

extension OpenFormReader {
  func failure(_ message: String, _ node: Int) -> OpenFormFailure { failure(message, node, help: Self.remedy) }

  func failure(_ message: String, _ node: Int, help: String) -> OpenFormFailure {
    failure(message, at: document.nodes.isEmpty ? 0 : document[node].start, help: help)
  }

  private func failure(_ message: String, at offset: UInt32, help: String) -> OpenFormFailure {
    let place = LineIndex(document.source).position(of: offset, in: document.source)
    return OpenFormFailure(message: message, help: help, line: place.line, column: place.column)
  }

  /// Makes sure that `node` is an object with no other members than these.
  func expect(_ keys: [String], in node: Int) throws(OpenFormFailure) {
    guard document[node].kind == .object else {
      throw failure("found \(document[node].kind.name), expected an object", node)
    }
    for member in document.children(of: node) {
      let key = document.string(of: member)
      if keys.contains(key) { continue }
      let near = suggestion(for: key, among: keys).map { "did you mean \"\($0)\"? Or " } ?? ""
      throw failure("found the unknown member \"\(shown(key.utf8))\"", member, help: near + Self.remedy)
    }
  }
}
