import FlowMsgJSON
import FlowMsgRows

/// An open form and rows that fill it, with a record separator (0x1E) between them; rows alone fill a form that is known to
/// be good. Rows are filled as they are and in every encoding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  let end = bytes.firstIndex(of: 0x1E)
  let form = end.map { Array(bytes[..<$0]) } ?? good
  let rows = end.map { Array(bytes[($0 + 1)...]) } ?? bytes
  guard let form = try? OpenForm(reading: form) else { return 0 }
  set(form, rows)
  for frame in [FormFrame.body, .request(type: nil), .parts(type: "t")] {
    guard let program = try? FormProgram(form, frame: frame) else { continue }
    fill(program, rows)
    for encoding in [TextEncoding.windows1252, .utf16] { fill(program, decoded(rows, encoding)) }
  }
  return 0
}

/// Gives each parameter the rows' bytes as its value.
private func set(_ form: OpenForm, _ rows: [UInt8]) {
  for property in form.types.parameters {
    var form = form
    do { try form.set(property.name, to: String(decoding: rows.prefix(64), as: UTF8.self)) } catch { continue }
    _ = try? FormProgram(form, frame: .body)
  }
}

private func decoded(_ rows: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
  var decoder = TextDecoder(encoding)
  let sink = ByteSink(capacity: 16)
  let cut = rows.count / 3
  _ = try? rows.withUnsafeBufferPointer { rows in
    try decoder.decode(UnsafeBufferPointer(rebasing: rows[..<cut]), isLast: false, to: sink)
    try decoder.decode(UnsafeBufferPointer(rebasing: rows[cut...]), isLast: true, to: sink)
  }
  return Array(sink.bytes)
}

/// Every row is either filled or rejected, has its own place, and makes a line of JSON.
private func fill(_ program: FormProgram, _ rows: [UInt8]) {
  rows.withUnsafeBufferPointer { bytes in
    guard let start = try? RowStart(bytes, ColumnOptions(), program),
      let bots = try? BotChoice(program, bot: nil, environment: nil, rowsMayName: start.layout.hasBot),
      let setup = try? RowSetup(program, start.layout, bots, skips: true, keeps: true)
    else { return }
    let filler = RowFiller(setup, listsRows: true)
    filler.fill(UnsafeBufferPointer(rebasing: bytes[start.offset...]))
    let places = (filler.filled.map(\.index) + filler.rejected.map(\.index)).sorted()
    guard places == Array(0..<filler.rows) else { fatalError("\(filler.rows) rows at the places \(places)") }
    var returned = start.returned.head
    for row in filler.rejected { start.returned.append(row.row, reason: row.fault.reason, to: &returned) }
    for row in filler.filled {
      let body = Array(filler.out.bytes[row.bodyStart..<row.bodyEnd])
      guard JSONReader.read(body).faults.isEmpty else { fatalError("a row makes no JSON") }
    }
  }
}

/// A form with a parameter of each type, two locales and their bots.
private let good = Array(
  #"""
  {"version": 1, "message": "m", "parameters": {"type": "object", "properties": {
    "nome": {"type": "string", "minLength": 1, "maxLength": 20},
    "n": {"type": "integer", "minimum": -9, "maximum": 9, "default": 3},
    "x": {"type": "number", "minimum": 0.5, "default": 1}, "b": {"type": "boolean", "default": true},
    "e": {"enum": ["a", "ção"], "default": "a"},
    "l": {"type": "array", "items": {"type": "string", "maxLength": 5}, "maxItems": 3, "default": []},
    "o": {"type": "object", "properties": {"id": {"type": "string"}, "k": {"type": "integer"}}, "required": ["id"],
      "additionalProperties": false, "default": {"id": "i"}}},
    "required": ["nome"], "additionalProperties": false},
   "variants": [
    {"locale": null, "bot": {"name": "br", "provider": "cloud_api", "ids": [{"environment": null, "id": "b 1"}]},
     "type": null, "body": {"title": {"$text": ["Olá, ", {"$param": "nome"}, "!"]}, "text": "t", "caption": "c",
     "parameters": {"flow_name": "f", "flow_cta": "Ver", "flow_action_payload": {"screen": "CART", "data":
     {"n": {"$param": "n"}, "x": {"$param": "x"}, "b": {"$param": "b"}, "e": {"$param": "e"}, "l": {"$param": "l"},
      "o": {"$param": "o"}}}}}},
    {"locale": "es", "bot": {"name": "br", "provider": "cloud_api", "ids": [{"environment": null, "id": "b 1"}]},
     "type": null, "body": {"title": {"$text": ["Hola ", {"$param": "nome"}]}, "text": "t", "caption": "c",
     "parameters": {"flow_name": "f", "flow_cta": "Ver", "flow_action_payload": {"screen": "CART", "data": {}}}}}]}
  """#.utf8)
