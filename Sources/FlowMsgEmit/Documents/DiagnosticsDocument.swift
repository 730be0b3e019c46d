package import FlowMsgJSON

/// `schema diagnostics`: the JSON Schema of what `check --format json` prints.
package enum DiagnosticsDocument {
  /// The document.
  package static func value() -> JSONValue {
    [
      "$schema": .string(SchemaParts.dialect), "title": "the report of flowmsg check --format json", "type": "object",
      "required": ["version", "diagnostics"],
      "properties": [
        "version": ["const": 1, "description": "the version of this format"],
        "diagnostics": SchemaParts.list(of: ["$ref": "#/$defs/diagnostic"], description: "by file and place"),
        "summary": summary,
      ],
      "additionalProperties": false,
      "$defs": ["diagnostic": diagnostic, "range": range, "position": position, "label": label, "fix": fix],
    ]
  }

  private static let file = SchemaParts.plain("string", "the file as it was named; <stdin> for standard input")
  private static let place: JSONValue = ["$ref": "#/$defs/range"]

  private static var summary: JSONValue {
    SchemaParts.closed(
      ["errors", "warnings", "notes"].map { ($0, SchemaParts.count(from: 0, "how many \($0) there are")) },
      description: "the diagnostics, counted")
  }

  private static var diagnostic: JSONValue {
    SchemaParts.closed([
      ("code", ["type": "string", "pattern": "^FM[1-9][0-9]{3}$", "description": "the stable code"]),
      (
        "severity", SchemaParts.choice(["error", "warning", "note"], "how grave it is; an error stops the compilation")
      ),
      ("message", SchemaParts.plain("string", "what was found, in one line")),
      ("file", file), ("range", place),
      ("labels", SchemaParts.list(of: ["$ref": "#/$defs/label"], description: "texts for this place and others")),
      ("help", SchemaParts.list(of: ["type": "string"], description: "what to do about it, one line each")),
      (
        "fixes",
        SchemaParts.list(of: ["$ref": "#/$defs/fix"], description: "mechanical changes, alternatives if several")
      ),
    ])
  }

  private static var range: JSONValue {
    SchemaParts.closed(
      [("start", ["$ref": "#/$defs/position"]), ("end", ["$ref": "#/$defs/position"])],
      description: "a half-open range: the end is the position after the last character")
  }

  private static var position: JSONValue {
    SchemaParts.closed([
      ("offset", SchemaParts.count(from: 0, "bytes from the start of the file")),
      ("line", SchemaParts.count(from: 1, "the line, from 1")),
      ("column", SchemaParts.count(from: 1, "the column in code points, from 1")),
    ])
  }

  private static var label: JSONValue {
    SchemaParts.closed([
      ("message", SchemaParts.plain("string", "what to say there")), ("file", file), ("range", place),
    ])
  }

  private static var fix: JSONValue {
    let edit = SchemaParts.closed([
      ("file", file), ("range", place), ("replacement", SchemaParts.plain("string", "the new text")),
    ])
    return SchemaParts.closed([
      ("title", SchemaParts.plain("string", "what it does")),
      ("safe", SchemaParts.plain("boolean", "whether check --fix makes it unasked")),
      ("edits", SchemaParts.list(of: edit, description: "replacements that do not overlap, all or none of them made")),
    ])
  }
}
