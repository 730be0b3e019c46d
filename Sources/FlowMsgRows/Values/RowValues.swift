import FlowMsgCSV
import FlowMsgJSON
import FlowMsgModel

/// The values of one row: a slot for each node of the parameters' types. Used again for the next row.
final class RowValues {
  let tables: FormTables
  @exclusivity(unchecked) private(set) var slots: UnsafeMutablePointer<Slot>
  /// Where values lie that do not be in the block as they are.
  let scratch = ByteSink()
  /// The block that the row is in.
  @exclusivity(unchecked) var block = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  init(_ tables: FormTables) {
    self.tables = tables
    slots = .allocate(capacity: max(1, tables.nodes.values.count))
    removeAll()
  }

  deinit { slots.deallocate() }

  /// Forgets the values.
  func removeAll() {
    slots.update(repeating: Slot(), count: tables.nodes.values.count)
    scratch.removeAll()
  }

  /// The bytes of a slot; valid until something is written to the scratch.
  func bytes(_ slot: Slot) -> UnsafeBufferPointer<UInt8> {
    let base: UnsafePointer<UInt8>? =
      switch slot.source {
      case .block: block.baseAddress
      case .scratch: UnsafePointer(scratch.base)
      case .pool: UnsafePointer(tables.pool.base)
      case .absent, .object: nil
      }
    return UnsafeBufferPointer(start: base.map { $0 + slot.start }, count: base == nil ? 0 : slot.count)
  }

  /// Whether `node`, or anything in it, has a value.
  func isFilled(_ node: Int) -> Bool {
    (node..<tables.nodes[node].end).contains { slots[$0].source != .absent && slots[$0].source != .object }
  }

  /// Takes the text that `slot` points to as the value of the scalar `node`.
  func take(_ slot: Slot, for node: Int) throws(RowFault) {
    var slot = slot
    if let word = try ValueCheck(tables: tables).check(bytes(slot), &slot, node) {
      let start = scratch.count
      scratch.append(tables.view.bytes(word))
      (slot.source, slot.start, slot.count) = (.scratch, start, scratch.count - start)
    }
    slots[node] = slot
    var parent = tables.nodes[node].parent
    while parent >= 0, slots[parent].source == .absent {
      slots[parent].source = .object
      parent = tables.nodes[parent].parent
    }
  }

  /// Fills in defaults from `node` on to everything in it, and makes sure that nothing required is missing.
  func settle(_ node: Int) throws(RowFault) {
    let type = tables.nodes[node]
    if slots[node].source == .absent {
      if type.preset.count >= 0 { return apply(type.preset) }
      guard type.isRequired else { return }
      guard type.content == .members else { throw RowFault("'\(tables.paths[node])' is empty and has no default") }
      slots[node].source = .object
    }
    guard type.content == .members else { return }
    var child = node &+ 1
    while child < type.end {
      try settle(child)
      child = tables.nodes[child].end
    }
  }

  /// Settles all parameters.
  func settle() throws(RowFault) {
    var node = 0
    while node < tables.nodes.values.count {
      try settle(node)
      node = tables.nodes[node].end
    }
  }

  private func apply(_ preset: TableRange) {
    for index in preset.start..<preset.start &+ preset.count {
      let entry = tables.presets[index]
      slots[entry.node] = entry.slot
    }
  }

  /// What a default fills, its texts put into the pool.
  func preset(_ preset: OpenForm.Preset, of node: Int) throws(RowFault) -> [PresetEntry] {
    try assign(preset.document, preset.node, to: node)
    try settle(node)
    return (node..<tables.nodes[node].end).compactMap { index in
      var slot = slots[index]
      if slot.source == .absent { return nil }
      if slot.source == .scratch {
        let text = Array(bytes(slot))
        (slot.source, slot.start) = (.pool, tables.pool.count)
        tables.pool.append(text)
      }
      return PresetEntry(node: index, slot: slot)
    }
  }
}

extension RowValues {
  /// Takes a value of JSON for `node` and everything in it. A row's text is trimmed, and is missing where nothing is left of
  /// it, as a cell is; a default's is as it is.
  func assign(_ document: JSONDocument, _ json: Int, to node: Int, trims: Bool = false) throws(RowFault) {
    switch tables.nodes[node].content {
    case .members: try assignObject(document, json, to: node, trims: trims)
    case .items:
      let start = scratch.count
      let writer = JSONValueWriter(document: document, sink: scratch, types: tables.types, presets: tables.defaults)
      try writer.write(json, tables.nodes[node].type, tables.paths[node])
      slots[node] = Slot(source: .scratch, start: start, count: scratch.count - start)
    case .scalar, .anything:
      let isText = trims && document[json].kind == .string
      if isText, trimmed(document.bytes(of: json)).isEmpty { return }
      var text = try JSONValueWriter.scalar(document, json, tables.nodes[node].type, tables.view, tables.paths[node])
      if isText { text = trimmed(text) }
      let start = scratch.count
      scratch.append(text)
      try take(Slot(source: .scratch, start: start, count: text.count), for: node)
    }
    markParents(of: node)
  }

  private func markParents(of node: Int) {
    var parent = tables.nodes[node].parent
    while parent >= 0, slots[parent].source == .absent {
      slots[parent].source = .object
      parent = tables.nodes[parent].parent
    }
  }

  private func assignObject(_ document: JSONDocument, _ json: Int, to node: Int, trims: Bool) throws(RowFault) {
    guard document[json].kind == .object else {
      throw RowFault("'\(tables.paths[node])': found \(document[json].kind.name), expected an object")
    }
    slots[node].source = .object
    for member in document.members(of: json) {
      guard let value = document.value(ofMember: member) else { continue }
      let name = document.string(of: member)
      guard let child = child(name, of: node) else {
        throw RowFault("'\(tables.paths[node])' has no member '\(shown(name.utf8))'")
      }
      // A null is what a missing value is in many an export.
      if document[value].kind != .null { try assign(document, value, to: child, trims: trims) }
    }
  }

  private func child(_ name: String, of node: Int) -> Int? {
    let path = tables.paths[node] + "." + name
    var child = node + 1
    while child < tables.nodes[node].end {
      if tables.paths[child] == path { return child }
      child = tables.nodes[child].end
    }
    return nil
  }
}
