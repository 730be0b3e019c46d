import FlowMsgJSON
import FlowMsgModel

/// Writes values of JSON by their type, in the order of the type's members, and checks them on the way: lists and what
/// is in them.
///
/// It recurses as deep as the type does, which the reader of forms has limited.
struct JSONValueWriter {
  let document: JSONDocument
  let sink: ByteSink
  let types: FormTypes
  let presets: [Int: OpenForm.Preset]

  /// Writes the value at `node`, compact.
  func write(_ node: Int, _ type: TypeNode, _ path: String) throws(RowFault) {
    switch type.content {
    case .items: try list(node, type, path)
    case .members: try object(node, type, path)
    case .scalar, .anything:
      let text = try Self.scalar(document, node, type, types.view, path)
      sink.append(type.isText ? JSONValue.string(String(decoding: text, as: UTF8.self)).bytes(.compact) : text)
    }
  }

  private func list(_ node: Int, _ type: TypeNode, _ path: String) throws(RowFault) {
    guard document[node].kind == .array else {
      throw RowFault("'\(path)': found \(document[node].kind.name), expected \(types.view.rowNoun(of: type))")
    }
    let item = types.view.types[Int(type.first)]
    var count = 0
    sink.append(0x5B)
    for child in document.children(of: node) {
      if count > 0 { sink.append(0x2C) }
      try write(child, item, "\(path)[\(count)]")
      count += 1
    }
    sink.append(0x5D)
    guard type.least <= count, count <= type.most else { throw ValueCheck.length(count, type, "item", path) }
  }

  private func object(_ node: Int, _ type: TypeNode, _ path: String) throws(RowFault) {
    guard document[node].kind == .object else {
      throw RowFault("'\(path)': found \(document[node].kind.name), expected \(types.view.rowNoun(of: type))")
    }
    for member in document.members(of: node) {
      let name = document.string(of: member)
      if types.field(name, of: type) != nil { continue }
      throw RowFault("'\(path)' has no member '\(shown(name.utf8))'")
    }
    var isFirst = true
    sink.append(0x7B)
    for field in type.parts {
      let name = types.names[field]
      let own = document.value(name, of: node)
      let preset = own == nil ? presets[field] : nil
      guard let value = own ?? preset?.node else {
        if !types.view.fields[field].isOptional { throw RowFault("'\(path).\(name)' is missing and has no default") }
        continue
      }
      if !isFirst { sink.append(0x2C) }
      isFirst = false
      sink.append(JSONWriter.preparedKey(name, .compact))
      let place = "\(path).\(name)"
      if let preset {
        let writer = JSONValueWriter(document: preset.document, sink: sink, types: types, presets: presets)
        try writer.write(value, types.type(of: field), place)
      } else {
        try write(value, types.type(of: field), place)
      }
    }
    sink.append(0x7D)
  }

  /// The text of a scalar, checked for its type: of a string its contents, of all else what is written. A word of a choice is
  /// in the source's spelling, whatever the text's Unicode normalization.
  static func scalar(
    _ document: JSONDocument, _ node: Int, _ type: TypeNode, _ view: TypeView, _ path: String
  ) throws(RowFault) -> [UInt8] {
    let kind = document[node].kind
    guard type.kind.facts.takes(ValueKind(kind)) else {
      throw RowFault("'\(path)': found \(kind.name), expected \(view.rowNoun(of: type))")
    }
    let text = kind == .string ? document.bytes(of: node) : Array(document.written(node))
    return try text.withUnsafeBufferPointer { (bytes) throws(RowFault) in
      try checked(bytes, type, view, path).map(Array.init) ?? text
    }
  }

  /// What goes out for a text where that is another one.
  private static func checked(
    _ text: UnsafeBufferPointer<UInt8>, _ type: TypeNode, _ view: TypeView, _ path: String
  ) throws(RowFault) -> UnsafeBufferPointer<UInt8>? {
    var slot = Slot()
    if type.isText { ValueCheck.measure(text, &slot) }
    // JSON can write one as an escape; cells of CSV have none.
    if slot.hasControl, type.showsAnyText, text.contains(0) {
      throw RowFault("'\(path)': found NUL (U+0000), which no text may hold")
    }
    let value = ValueText(text, codePoints: slot.codePoints, isWide: slot.isWide)
    let fit = type.kind.facts.judge(value, type, in: view)
    switch fit {
    case .fits: return nil
    case .fitsAs(let word): return view.bytes(word)
    default: throw ValueCheck.fault(fit, value, type, view, path)
    }
  }
}

extension ValueKind {
  /// The kind that a value of JSON has on a tape.
  init(_ kind: JSONKind) {
    self =
      switch kind {
      case .null: .null
      case .true: .true
      case .false: .false
      case .number: .number
      case .string: .string
      case .array: .array
      case .object: .object
      case .member: .member
      }
  }
}
