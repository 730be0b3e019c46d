import FlowMsgComponents
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel

/// Compiles a form's bodies to segments.
struct FormCompiler {
  let form: OpenForm
  let reader: OpenFormReader
  let tables: FormTables
  private(set) var segments: [Segment] = []
  private(set) var checks: [FieldCheck] = []
  private(set) var checkedNodes: [Int] = []
  private(set) var parts: [TextPiece] = []
  var shownTexts: [ShownText] = []
  var shownRules: [ShownRule] = []
  private(set) var orders: [FilledOrder] = []
  private(set) var variants: [FilledVariant] = []
  private(set) var literalSize = 0
  private var literalStart = 0
  var document: JSONDocument { form.document }
  private var pool: ByteSink { tables.pool }

  static func compile(_ form: OpenForm, _ frame: FormFrame) throws(OpenFormFailure) -> FormCompiler {
    let reader = OpenFormReader(document: form.document)
    let tables: FormTables
    do throws(RowFault) {
      tables = try TableBuilder.tables(form.types, form.presets, ByteSink())
    } catch {
      throw reader.failure("a default does not fit its type: \(error.reason)", 0)
    }
    var compiler = FormCompiler(form: form, reader: reader, tables: tables)
    for variant in form.variants { try compiler.add(variant, frame) }
    return compiler
  }

  private init(form: OpenForm, reader: OpenFormReader, tables: FormTables) {
    (self.form, self.reader, self.tables) = (form, reader, tables)
  }

  private mutating func add(_ variant: OpenForm.Variant, _ frame: FormFrame) throws(OpenFormFailure) {
    let (firstSegment, firstCheck, poolStart) = (segments.count, checks.count, pool.count)
    literalStart = pool.count
    switch frame {
    case .body: try body(variant)
    case .request(let type): try request(variant, type)
    case .parts(let type):
      try target(variant, type)
      try body(variant)
    }
    flush()
    literalSize = max(literalSize, pool.count - poolStart)
    try addChecks(variant.body)
    let (firstText, firstOrder) = (shownTexts.count, orders.count)
    let shownValues = try shownValues(variant)
    for order in variant.orders {
      let sides = (try side(order.lower, variant), try side(order.upper, variant))
      if let lower = sides.0, let upper = sides.1 {
        orders.append(FilledOrder(lower: lower, upper: upper, screen: order.screen))
      }
    }
    variants.append(
      FilledVariant(
        segments: firstSegment..<segments.count, checks: firstCheck..<checks.count, bot: variant.bot,
        choices: variant.choices.map(ChoiceList.init), shownTexts: firstText..<shownTexts.count,
        shownValues: shownValues, orders: firstOrder..<orders.count,
        readsBody: !variant.choices.isEmpty || !shownValues.isEmpty
          || orders[firstOrder...].contains(where: \.readsBody)))
  }

  private mutating func request(_ variant: OpenForm.Variant, _ type: String?) throws(OpenFormFailure) {
    append(#"{"method":"POST","path":""#)
    appendPath()
    append(#"","query":{"#)
    if let type = type ?? variant.plainType {
      append(#""type":"#)
      pool.append(JSONValue.string(type).bytes(.compact))
    } else if let node = variant.type {
      append(#""type":"#)
      try emit(node)
    }
    append(#"},"body":"#)
    try body(variant)
    append("}\n")
  }

  /// The path and the query of a request.
  private mutating func target(_ variant: OpenForm.Variant, _ type: String?) throws(OpenFormFailure) {
    appendPath()
    guard type != nil || variant.type != nil || variant.plainType != nil else { return }
    append("?type=")
    mark(.queryStart)
    if let type = type ?? variant.plainType {
      pool.append(JSONValue.string(type).bytes(.compact))
    } else if let node = variant.type {
      try emit(node)
    }
    mark(.queryEnd)
  }

  private mutating func appendPath() {
    var rest = Schema.Endpoint.path.value[...]
    for (placeholder, kind) in [("{botId}", Segment.Kind.bot), ("{userId}", .number)] {
      guard let place = rest.firstRange(of: placeholder) else { continue }
      append(String(rest[..<place.lowerBound]))
      mark(kind)
      rest = rest[place.upperBound...]
    }
    append(String(rest))
  }

  private mutating func body(_ variant: OpenForm.Variant) throws(OpenFormFailure) {
    mark(.bodyStart)
    try emit(variant.body)
    mark(.bodyEnd)
  }

  private mutating func append(_ text: some StringProtocol) {
    for byte in text.utf8 { pool.append(byte) }
  }

  /// Ends the literal run and adds a segment that is none.
  private mutating func mark(_ kind: Segment.Kind, node: Int = -1) {
    flush()
    segments.append(Segment(kind: kind, node: node))
  }

  private mutating func flush() {
    if pool.count > literalStart {
      let range = TableRange(start: literalStart, count: pool.count - literalStart)
      segments.append(Segment(kind: .literal, literal: range))
    }
    literalStart = pool.count
  }
}

extension FormCompiler {
  /// Writes the value at `node`, holes as segments. Recursion is as deep as the reader of JSON allows.
  private mutating func emit(_ node: Int) throws(OpenFormFailure) {
    switch document[node].kind {
    case .object: try emitObject(node)
    case .array:
      pool.append(0x5B)
      for (index, item) in document.children(of: node).enumerated() {
        if index > 0 { pool.append(0x2C) }
        try emit(item)
      }
      pool.append(0x5D)
    case .string: quote(document.bytes(of: node))
    case .number, .true, .false, .null: pool.append(Array(document.written(node)))
    case .member: break
    }
  }

  private func quote(_ text: [UInt8]) {
    pool.append(JSONValue.string(String(decoding: text, as: UTF8.self)).bytes(.compact))
  }

  private mutating func emitObject(_ node: Int) throws(OpenFormFailure) {
    if !form.isPlain, let parts = try parts(of: node) {
      pool.append(0x22)
      for part in parts { try emit(part) }
      return pool.append(0x22)
    }
    if !form.isPlain, let hole = try hole(node) { return mark(.value, node: hole) }
    pool.append(0x7B)
    for (index, member) in document.children(of: node).enumerated() {
      guard let value = document.value(ofMember: member) else { continue }
      var key = document.bytes(of: member)
      if key.first == OpenFormat.mark, !form.isPlain {
        guard key.dropFirst().first == OpenFormat.mark else {
          throw reader.failure("found the unknown hole \"\(shown(key))\"", member)
        }
        key.removeFirst()
      }
      if index > 0 { pool.append(0x2C) }
      quote(key)
      pool.append(0x3A)
      try emit(value)
    }
    pool.append(0x7D)
  }

  private mutating func emit(_ part: TextPart) throws(OpenFormFailure) {
    switch part {
    case .literal(let text): pool.append(Array(JSONValue.string(text).bytes(.compact).dropFirst().dropLast()))
    case .hole(let node): mark(.text, node: node)
    }
  }

  /// The node that the hole at `node` represents, if there is a hole.
  func hole(_ node: Int) throws(OpenFormFailure) -> Int? {
    guard document[node].kind == .object, let value = document.value(OpenFormat.parameter, of: node) else { return nil }
    try reader.expect([OpenFormat.parameter], in: node)
    guard let path = document.stringValue(value) else {
      throw reader.failure("found \(document[value].kind.name) as a hole, expected the path of a parameter", value)
    }
    guard let found = tables.node(path) else {
      throw reader.failure("there is no parameter '\(shown(path.utf8))'", value)
    }
    return found
  }

  enum TextPart {
    case literal(String)
    case hole(Int)
  }

  /// The parts of the text with holes at `node`, if that is one.
  func parts(of node: Int) throws(OpenFormFailure) -> [TextPart]? {
    guard document[node].kind == .object, document.value(OpenFormat.text, of: node) != nil else { return nil }
    try reader.expect([OpenFormat.text], in: node)
    var parts: [TextPart] = []
    for item in try reader.items(OpenFormat.text, of: node) {
      if let text = document.stringValue(item) {
        parts.append(.literal(text))
        continue
      }
      guard let hole = try hole(item) else {
        throw reader.failure("found \(document[item].kind.name) in a text, expected a string or a hole", item)
      }
      guard tables.goesIntoText(hole) else {
        throw reader.failure("\(tables.noun(hole)) cannot stand in a text", item)
      }
      parts.append(.hole(hole))
    }
    return parts
  }

  // MARK: Checks of texts

  private mutating func addChecks(_ body: Int) throws(OpenFormFailure) {
    for (index, field) in Schema.fields.enumerated() {
      guard let limit = field.limit, let node = try place(of: FieldID(UInt8(index)), in: body) else { continue }
      let check = FieldCheck(
        subject: .field(index), minimum: limit.minimum, maximum: limit.maximum,
        forbidsEmoji: !field.traits.contains(.emoji), isOneLine: !field.traits.contains(.lines))
      try add(check, of: node, field.wireName)
    }
    try addTokenCheck(body)
  }

  /// The token is a text that is not empty, however long.
  private mutating func addTokenCheck(_ body: Int) throws(OpenFormFailure) {
    guard let parameters = BodyReader(document, root: body)?.node(Schema.parameters),
      document[parameters].kind == .object, let node = document.value(Schema.token.value, of: parameters)
    else { return }
    let check = FieldCheck(subject: .token, minimum: 1, maximum: .max, forbidsEmoji: false, isOneLine: false)
    try add(check, of: node, Schema.token.value)
  }

  /// Adds the check of the text at `node`; one that no row changes is checked here.
  private mutating func add(_ check: FieldCheck, of node: Int, _ name: String) throws(OpenFormFailure) {
    var check = check
    check.holes = TableRange(start: checkedNodes.count, count: 0)
    let parts = try text(at: node, name)
    for case .hole(let hole) in parts { checkedNodes.append(hole) }
    check.holes.count = checkedNodes.count - check.holes.start
    check.parts = add(parts)
    for case .literal(let text) in parts { try checkLiteral(text, name, &check, node) }
    if check.holes.count > 0 {
      checks.append(check)
    } else if check.isLiteralBlank {
      throw reader.failure("`\(name)` is empty: nothing of it can be seen", node)
    } else if check.literal < check.minimum || check.literal > check.maximum {
      throw reader.failure(
        "`\(name)` has \(check.literal) characters, expected \(check.minimum) to \(check.maximum)", node)
    }
  }

  /// Keeps the parts of a text, so that it can be put together.
  mutating func add(_ parts: [TextPart]) -> TableRange {
    let start = self.parts.count
    for part in parts {
      switch part {
      case .hole(let node): self.parts.append(TextPiece(node: node))
      case .literal(let text):
        self.parts.append(TextPiece(literal: TableRange(start: pool.count, count: text.utf8.count)))
        append(text)
      }
    }
    return TableRange(start: start, count: parts.count)
  }

  private func checkLiteral(
    _ text: String, _ name: String, _ check: inout FieldCheck, _ node: Int
  ) throws(OpenFormFailure) {
    check.literal += text.unicodeScalars.count
    check.literalWide += text.utf8.count { $0 >= 0xF0 }
    if !Array(text.utf8).withUnsafeBufferPointer(TextLook.isBlank) { check.isLiteralBlank = false }
    if check.forbidsEmoji, text.unicodeScalars.contains(where: Schema.isEmoji) {
      throw reader.failure("`\(name)` holds an emoji, which WhatsApp refuses there", node)
    }
  }

  private func place(of id: FieldID, in body: Int) throws(OpenFormFailure) -> Int? {
    let found = BodyReader(document, root: body)?.node(id)
    let field = Schema[id]
    if found == nil, field.isRequired { throw reader.failure("the body has no \"\(field.wireName)\"", body) }
    return found
  }

  private func text(at node: Int, _ name: String) throws(OpenFormFailure) -> [TextPart] {
    if let text = document.stringValue(node) { return [.literal(text)] }
    if let parts = try parts(of: node) { return parts }
    guard let hole = try hole(node) else {
      throw reader.failure("found \(document[node].kind.name) as `\(name)`, expected a text", node)
    }
    guard tables.nodes[hole].isText else {
      throw reader.failure("found \(tables.noun(hole)) as `\(name)`, expected a text", node)
    }
    return [.hole(hole)]
  }
}
