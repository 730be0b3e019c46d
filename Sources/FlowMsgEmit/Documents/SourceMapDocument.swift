package import FlowMsgJSON

/// `schema sourcemap`: the JSON Schema of `flowmsg.sourcemap.json`.
package enum SourceMapDocument {
  /// The document.
  package static func value() -> JSONValue {
    let root = SchemaParts.closed([
      ("version", ["const": JSONValue(SourceMap.version), "description": "the version of this format"]),
      ("outputs", SchemaParts.list(of: output, description: "one entry a file, sorted bytewise by file")),
    ])
    guard case .object(let members) = root else { return root }
    return .object(
      [
        .init("$schema", .string(SchemaParts.dialect)),
        .init("title", .string("\(SourceMap.fileName): where what compiled messages hold came from")),
      ] + members + [.init("$defs", .object([.init("place", place)]))])
  }

  private static var output: JSONValue {
    SchemaParts.closed([
      ("file", SchemaParts.plain("string", "the file's name in the folder")),
      (
        "sha256",
        [
          "type": "string", "pattern": "^[0-9a-f]{64}$",
          "description": "the SHA-256 of the bytes that the mappings speak of",
        ]
      ),
      ("mappings", SchemaParts.list(of: mapping, description: "one for each member and item, in the file's order")),
    ])
  }

  private static var mapping: JSONValue {
    SchemaParts.closed([
      ("pointer", SchemaParts.plain("string", "the value's place in the file, a JSON Pointer (RFC 6901)")),
      ("file", SchemaParts.plain("string", "the source, relative to the project's root")),
      ("range", range),
      (
        "through",
        SchemaParts.list(
          of: SchemaParts.closed([
            (
              "by",
              SchemaParts.choice(
                ["like", "in", "name"], "what a message builds on, a locale's block, or the name of a let or parameter")
            ),
            ("place", ["$ref": "#/$defs/place"]),
          ]), description: "what the value came through, from the message down")
      ),
      (
        "inserted",
        SchemaParts.list(
          of: SchemaParts.closed([("name", ["$ref": "#/$defs/place"]), ("value", ["$ref": "#/$defs/place"])]),
          description: "the texts that stand in this one in the place of names")
      ),
    ])
  }

  private static var place: JSONValue {
    SchemaParts.closed([
      ("file", SchemaParts.plain("string", "the source, relative to the project's root")), ("range", range),
    ])
  }

  private static var range: JSONValue {
    let position = SchemaParts.closed([
      ("offset", SchemaParts.count(from: 0, "bytes from the start of the file")),
      ("line", SchemaParts.count(from: 1, "the line")),
      ("column", SchemaParts.count(from: 1, "the column, in code points")),
    ])
    return SchemaParts.closed([("start", position), ("end", position)], description: "the bytes; the end is exclusive")
  }
}
