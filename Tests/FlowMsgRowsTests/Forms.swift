import FlowMsgCSV
import FlowMsgJSON
import FlowMsgRows

/// An open form to fill; members can be put in the place of its own.
struct Form {
  var properties = #"""
    "nome": {"type": "string", "minLength": 1, "maxLength": 20}, "n": {"type": "integer", "minimum": 0, "maximum": 9, "default": 3}
    """#
  var required = #""nome""#
  var title = #"{"$text": ["Olá, ", {"$param": "nome"}, "!"]}"#
  var cta = #""Ver""#
  var data = #"{"n": {"$param": "n"}}"#
  var version = "1"
  var ids = #"{"environment": null, "id": "b 1"}"#
  /// Whether the locale has the base's bot.
  var hasOneBot = false

  var text: String {
    """
    {"version": \(version), "message": "m", "parameters": {"type": "object", "properties": {\(properties)},
      "required": [\(required)], "additionalProperties": false},
     "variants": [\(variant("null", "br", ids)),
       \(hasOneBot ? variant(#""es""#, "br", ids) : variant(#""es""#, "mx", #"{"environment": "staging", "id": "s"}, {"environment": "production", "id": "p"}"#))]}
    """
  }

  private func variant(_ locale: String, _ bot: String, _ ids: String) -> String {
    """
    {"locale": \(locale), "bot": {"name": "\(bot)", "provider": "cloud_api", "ids": [\(ids)]}, "type": null,
     "body": {"title": \(title), "text": "t", "caption": "c", "parameters": {"flow_name": "f", "flow_cta": \(cta),
       "flow_action_payload": {"screen": "CART", "data": \(data)}}}}
    """
  }

  /// The failure that reading and compiling the form ends with.
  var failure: OpenFormFailure? {
    do throws(OpenFormFailure) {
      _ = try FormProgram(OpenForm(reading: Array(text.utf8)), frame: .body)
      return nil
    } catch {
      return error
    }
  }

  /// The lines and the faults that `rows` make; a failure before the first row is the only fault.
  func fill(
    _ rows: String, frame: FormFrame = .body, bot: String? = nil, environment: String? = "staging",
    locale: String? = nil, set: [String: String] = [:], options: ColumnOptions = ColumnOptions()
  ) throws -> (text: String, faults: [String]) {
    var form = try OpenForm(reading: Array(text.utf8))
    do throws(RowsFailure) {
      for (name, value) in set { try form.set(name, to: value) }
      var options = options
      options.fixed = Array(set.keys)
      let program: FormProgram
      do { program = try FormProgram(form, frame: frame) } catch { return ("", [error.message]) }
      return try Array(rows.utf8).withUnsafeBufferPointer { (bytes) throws(RowsFailure) in
        let start = try RowStart(bytes, options, program)
        let bots = try BotChoice(program, bot: bot, environment: environment, rowsMayName: start.layout.hasBot)
        let filler = RowFiller(try RowSetup(program, start.layout, bots, locale: locale, skips: true))
        filler.fill(UnsafeBufferPointer(rebasing: bytes[start.offset...]))
        let faults = filler.rejected.map { "\(start.line + $0.line): \($0.fault.reason)" }
        return (String(decoding: filler.out.bytes, as: UTF8.self), faults)
      }
    } catch {
      return ("", ([error.message] + error.help))
    }
  }

  /// What a row with these cells is rejected for; nil if it is not.
  func fault(_ header: String, _ cells: String) throws -> String? {
    try fill("to,\(header)\n593987654321,\(cells)\n").faults.joined(separator: "; ").nonEmpty
  }

  /// The screen's data that a line of JSON makes, or the faults.
  func data(_ members: String) throws -> String {
    let result = try fill(#"{"to":"593987654321","# + members + "}\n")
    guard let start = result.text.firstRange(of: #""data":"#) else { return result.faults.joined(separator: "; ") }
    return String(result.text[start.upperBound...].dropLast(3))
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}
