import FlowMsgComponents
import FlowMsgJSON
import FlowMsgModel

/// Writes what a program says with the values of a row.
struct LineWriter {
  let program: FormProgram
  let values: RowValues
  let out: ByteSink
  /// Where what there is to warn of goes.
  let notes: CellReader

  /// Checks the texts that the row makes, then writes them; gives where in `out` the body is.
  func write(
    _ variant: FilledVariant, bot: UnsafeBufferPointer<UInt8>, number: Range<Int>, line: Int
  ) throws(RowFault) -> Range<Int> {
    for index in variant.checks { try check(program.checks[index], line) }
    for index in variant.shownTexts { try checkShown(index, line) }
    for index in variant.orders { try compare(index) }
    var (bodyStart, bodyEnd, queryStart) = (out.count, out.count, out.count)
    for index in variant.segments {
      let segment = program.segments[index]
      switch segment.kind {
      case .literal: out.append(program.tables.bytes(segment.literal))
      case .text: try writeText(segment.node)
      case .value: try writeValue(segment.node)
      case .bot: out.append(bot)
      case .number: out.append(UnsafeBufferPointer(rebasing: values.scratch.bytes[number]))
      case .bodyStart: bodyStart = out.count
      case .bodyEnd:
        bodyEnd = out.count
        try checkSize(bodyEnd &- bodyStart)
      case .queryStart: queryStart = out.count
      case .queryEnd: encodeQuery(from: queryStart)
      }
    }
    if variant.readsBody { try look(variant, bodyStart..<bodyEnd, line) }
    return bodyStart..<bodyEnd
  }

  /// Looks at what the filled body offers for choice, and at other values that components show.
  private func look(_ variant: FilledVariant, _ body: Range<Int>, _ line: Int) throws(RowFault) {
    let document = JSONReader.read(Array(out.bytes[body]))
    for list in variant.choices {
      for kind in list.findings(document) { notes.warn(kind, of: list.name, line: line) }
    }
    for index in variant.orders where program.orders[index].readsBody { try compare(program.orders[index], document) }
    for value in variant.shownValues {
      for fault in value.faults(document) {
        let node = document[fault.node].kind
        let found = node == .string ? ", found '\(shown(document.bytes(of: fault.node)))'" : ""
        try report(fault.kind, fault.row, value.rule, found, line)
      }
    }
  }

  // MARK: What components show

  /// Holds a text to what its component accepts: by the lengths of its parts where they tell, else put together.
  private func checkShown(_ index: Int, _ line: Int) throws(RowFault) {
    let text = program.shownTexts[index]
    if text.node >= 0 {
      let slot = try slot(text.node)
      switch text.look {
      case .length: if slot.codePoints <= text.most, !TextLook.isBlank(values.bytes(slot)) { return }
      case .day: if DayText.isDay(values.bytes(slot)) { return }
      case .other: break
      }
    } else if text.look == .length, try isShort(text) {
      return
    }
    try judge(text, program.shownRules[index], line)
  }

  /// Whether a text of several parts is short enough, and something of it can be seen.
  private func isShort(_ text: ShownText) throws(RowFault) -> Bool {
    var (length, isVisible) = (text.literal, text.isVisible)
    for index in text.parts.start..<text.parts.start &+ max(0, text.parts.count) {
      let part = program.parts[index]
      guard part.node >= 0 else { continue }
      let slot = try slot(part.node)
      length &+= slot.codePoints
      if !isVisible { isVisible = !TextLook.isBlank(values.bytes(slot)) }
    }
    return isVisible && length <= text.most
  }

  /// Judges a text as a whole.
  private func judge(_ text: ShownText, _ rule: ShownRule, _ line: Int) throws(RowFault) {
    let whole = whole(text.parts)
    let judge = TextJudge(rule.traits)
    guard let found = whole.withUnsafeBufferPointer({ judge.fault(in: $0, rule.value) }) else { return }
    let bytes = found.kind == .blank || found.kind == .long ? "" : ", found '\(shown(whole))'"
    try report(found.kind, rule.row, rule, bytes, line)
  }

  /// A text put together.
  private func whole(_ parts: TableRange) -> [UInt8] {
    var whole: [UInt8] = []
    for index in parts.start..<parts.start &+ max(0, parts.count) { whole += bytes(program.parts[index]) }
    return whole
  }

  /// Compares two values, as far as both are known.
  private func compare(_ index: Int) throws(RowFault) {
    let order = program.quickOrders[index]
    guard order.isWhole else {
      let order = program.orders[index]
      return order.readsBody ? () : try compare(order, nil)
    }
    guard let lower = amount(order.lower), let upper = amount(order.upper), lower > upper else { return }
    throw program.orders[index].fault
  }

  private func amount(_ side: QuickSide) -> Int? {
    side.node < 0 ? side.amount : Amount.of(values.bytes(values.slots[side.node]))
  }

  private func compare(_ order: FilledOrder, _ body: JSONDocument?) throws(RowFault) {
    guard let lower = amount(order.lower.source, body), let upper = amount(order.upper.source, body), lower > upper
    else { return }
    throw order.fault
  }

  private func amount(_ source: FilledSide.Source, _ body: JSONDocument?) -> Int? {
    switch source {
    case .literal(let amount): return amount
    case .node(let node): return Amount.of(values.bytes(values.slots[node]))
    case .text(let parts): return whole(parts).withUnsafeBufferPointer { Amount.of($0) }
    case .body(let steps):
      guard let body, let root = body.root, let node = JSONPointer.node(steps, in: body, from: root) else { return nil }
      return Amount.of(node, in: JSONValues(body))
    }
  }

  private func bytes(_ part: TextPiece) -> UnsafeBufferPointer<UInt8> {
    part.node < 0 ? program.tables.bytes(part.literal) : values.bytes(values.slots[part.node])
  }

  /// A row with what its component refuses is bad; of what it cuts or does not show there is a warning.
  private func report(
    _ kind: ValueFault.Kind, _ row: Int, _ rule: ShownRule, _ found: String, _ line: Int
  ) throws(RowFault) {
    if kind.isError { throw rule.fault(kind, row: row, found: found) }
    notes.warn(kind.warning, of: "`\(rule.name)`: \(rule.demand(kind, row))", line: line)
  }

  /// Makes of the text of JSON that was written from `start` on the value of a query (RFC 3986). Rare, and short.
  private func encodeQuery(from start: Int) {
    let document = JSONReader.read(Array(out.bytes[start...]))
    out.count = start
    guard let root = document.root, document[root].kind == .string else { return }
    out.append(PercentEncoding.encoded(document.bytes(of: root)))
  }

  private func checkSize(_ size: Int) throws(RowFault) {
    let most = Schema.bodySize.value
    if size > most { throw RowFault("the body has \(size) bytes, expected at most \(most)") }
  }

  private func slot(_ node: Int) throws(RowFault) -> Slot {
    let slot = values.slots[node]
    if slot.source == .absent { throw RowFault("'\(program.tables.paths[node])' is empty, and the message needs it") }
    return slot
  }

  /// A part of a text: strings with their escapes, numbers as they are written.
  private func writeText(_ node: Int) throws(RowFault) {
    let bytes = values.bytes(try slot(node))
    let target = out.reserve(JSONEscaping.room(for: bytes.count))
    out.count &+= JSONEscaping.write(UnsafeRawBufferPointer(bytes), to: UnsafeMutableRawPointer(target))
  }

  private func writeValue(_ node: Int) throws(RowFault) {
    if program.tables.nodes[node].content == .members { return try writeObject(node) }
    guard program.tables.nodes[node].isText else { return out.append(values.bytes(try slot(node))) }
    out.append(0x22)
    try writeText(node)
    out.append(0x22)
  }

  /// The members in the order of the type; those that are not there are left out.
  private func writeObject(_ node: Int) throws(RowFault) {
    _ = try slot(node)
    let tables = program.tables
    out.append(0x7B)
    var isFirst = true
    var child = node &+ 1
    while child < tables.nodes[node].end {
      if values.slots[child].source != .absent {
        if !isFirst { out.append(0x2C) }
        isFirst = false
        out.append(tables.bytes(tables.nodes[child].key))
        try writeValue(child)
      }
      child = tables.nodes[child].end
    }
    out.append(0x7D)
  }

  // MARK: Checks

  private func check(_ check: FieldCheck, _ line: Int) throws(RowFault) {
    var length = check.literal
    let isRead = check.subject.traits.contains(.prose)
    var isSuspect = false
    for index in check.holes.start..<check.holes.start &+ check.holes.count {
      let node = program.checkedNodes[index]
      let slot = try slot(node)
      length &+= slot.codePoints
      isSuspect = isSuspect || slot.isSuspect || slot.count == 0 || slot.hasControl
      if isRead, slot.hasControl || slot.isWide { try checkControls(check, node, values.bytes(slot)) }
      if check.forbidsEmoji, slot.isWide, hasEmoji(values.bytes(slot)) {
        throw fault(
          check, "gets an emoji from '\(program.tables.paths[node])', which WhatsApp refuses there: remove it", 4005)
      }
    }
    if check.isLiteralBlank, length > 0, isBlank(check.holes) {
      throw fault(check, "is empty with this row's values: nothing of it can be seen", check.subject.emptyCode)
    }
    guard check.minimum <= length, length <= check.maximum else {
      let bound = length < check.minimum ? "at least \(check.minimum)" : "at most \(check.maximum)"
      let code = length < check.minimum ? check.subject.emptyCode : 4001
      throw fault(check, "has \(length) characters with this row's values, expected \(bound)", code)
    }
    if isRead, isSuspect || length &+ check.literalWide > check.maximum { look(check, length, line) }
  }

  /// Puts the text together and looks at it as a whole.
  private func look(_ check: FieldCheck, _ codePoints: Int, _ line: Int) {
    var text: [UInt8] = []
    for index in check.parts.start..<check.parts.start &+ max(0, check.parts.count) {
      let part = program.parts[index]
      text += part.node < 0 ? program.tables.bytes(part.literal) : values.bytes(values.slots[part.node])
    }
    text.withUnsafeBufferPointer { text in
      for kind in TextRules.findings(
        text, with: check.subject.traits, codePoints: codePoints, maximum: check.maximum)
      {
        notes.warn(kind, of: check.subject.name, line: line)
      }
    }
  }

  /// A line break where there is but one line, and control characters anywhere.
  private func checkControls(
    _ check: FieldCheck, _ node: Int, _ text: UnsafeBufferPointer<UInt8>
  ) throws(RowFault) {
    guard let offset = TextLook.firstControl(text, allowsLines: !check.isOneLine) else { return }
    let remedy = check.isOneLine ? "write it on one line" : "take it out"
    throw fault(
      check, "gets \(TextLook.noun(of: text, at: offset)) from '\(program.tables.paths[node])': \(remedy)", 4006)
  }

  /// Whether nothing can be seen of what fills the holes.
  private func isBlank(_ holes: TableRange) -> Bool {
    for index in holes.start..<holes.start &+ holes.count {
      guard let slot = try? slot(program.checkedNodes[index]), TextLook.isBlank(values.bytes(slot)) else {
        return false
      }
    }
    return true
  }

  /// A fault of a text; `code` is that of the rule of texts in sources.
  private func fault(_ check: FieldCheck, _ reason: String, _ code: Int) -> RowFault {
    RowFault("`\(check.subject.name)` \(reason)", code: code)
  }

  private func hasEmoji(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    String(decoding: text, as: UTF8.self).unicodeScalars.contains(where: Schema.isEmoji)
  }
}
