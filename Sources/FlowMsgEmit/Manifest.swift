package import FlowMsgJSON
package import FlowMsgModel

/// `flowmsg.manifest.json`: what a folder of compiled messages holds, one entry a file, sorted by file.
package struct Manifest: Equatable, Sendable {
  /// The manifest's own name in the folder.
  package static let fileName = "flowmsg.manifest.json"
  /// The version that is written, and the only one that is read.
  package static let version = 1

  /// The entries, sorted bytewise by file; no file appears twice.
  package private(set) var outputs: [ManifestEntry]

  /// A manifest of `outputs` in any order. Of several entries for one file the last one counts.
  package init(_ outputs: [ManifestEntry] = []) {
    var sorted: [ManifestEntry] = []
    sorted.reserveCapacity(outputs.count)
    // The sort is stable, so among entries of one file the last one stays the last.
    for entry in outputs.sorted(by: { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }) {
      if sorted.last?.file == entry.file { sorted.removeLast() }
      sorted.append(entry)
    }
    self.outputs = sorted
  }

  /// The manifest as it is in its file.
  package func bytes() -> [UInt8] {
    let buffer = OutputBuffer()
    var writer = JSONWriter(buffer, .pretty)
    buffer.beginRecord()
    writer.beginObject()
    writer.key("version")
    writer.number(Manifest.version)
    writer.key("outputs")
    writer.beginArray()
    for entry in outputs { writer.write(entry.value) }
    writer.endArray()
    writer.endObject()
    writer.endDocument()
    return Array(buffer.record)
  }
}

/// One file that a compilation wrote.
package struct ManifestEntry: Hashable, Sendable {
  /// What a file holds.
  package enum Kind: String, Sendable, CaseIterable {
    /// A request body.
    case body
    /// A body with holes for parameters.
    case open
  }

  /// The message's name.
  package var message: String
  /// The locale's tag, or nil for the base.
  package var locale: String?
  /// The tags that select the base, where locales are listed; empty for all else.
  package var tags: [String]
  /// The way from the folder to the root of the project that it came from, such as `..`; nil in a manifest of an older
  /// version.
  package var root: String?
  /// What the file holds.
  package var kind: Kind
  /// The file's name in the folder.
  package var file: String
  /// The digest of the file's bytes.
  package var sha256: SHA256Digest
  /// The path of the source that declares the message, below the root.
  package var source: String
  /// Whether that was standard input, under the name that `--stdin-filename` gave it, or none.
  package var isPiped: Bool
  /// The bot that sends, if the message names one.
  package var bot: Bot?
  /// The query `type`, if the message has one.
  package var type: String?
  /// The parameters that are still open, as a JSON Schema of the object that gives them; one without any for a body.
  package var parameters: JSONValue

  /// The schema of no parameters.
  package static var noParameters: JSONValue { OpenFormWriter.noParameters }

  /// An entry.
  package init(
    message: String, locale: String? = nil, tags: [String] = [], root: String? = nil, kind: Kind = .body, file: String,
    sha256: SHA256Digest, source: String, isPiped: Bool = false, bot: Bot? = nil, type: String? = nil,
    parameters: JSONValue = ManifestEntry.noParameters
  ) {
    self.message = message
    self.locale = locale
    self.tags = tags
    self.root = root
    self.isPiped = isPiped
    self.kind = kind
    self.file = file
    self.sha256 = sha256
    self.source = source
    self.bot = bot
    self.type = type
    self.parameters = parameters
  }

  /// The name of the file for a message in a locale, `message.json` or `message.tag.json`, or of its open form.
  package static func fileName(message: String, locale: String?, kind: Kind = .body) -> String {
    if kind == .open { return OpenFormWriter.fileName(message: message) }
    return locale.map { "\(message).\($0).json" } ?? "\(message).json"
  }

  /// The entry as JSON.
  ///
  /// A bot's `ids` are a list of `{"environment": "staging" or null, "id": "…"}` and not an object by environment: a single
  /// id has no name to be under that an environment could not have too, and one query does for both forms,
  /// `.bot.ids[] | select(.environment == "staging" or .environment == null) | .id`.
  var value: JSONValue {
    var members: [JSONValue.Member] = [.init("message", .string(message)), .init("locale", .optional(locale))]
    if !tags.isEmpty { members.append(.init("tags", .array(tags.map { .string($0) }))) }
    if let root { members.append(.init("root", .string(root))) }
    members += [
      .init("kind", .string(kind.rawValue)), .init("file", .string(file)), .init("sha256", .string(sha256.hex)),
      .init("source", .string(source)),
    ]
    if isPiped { members.append(.init("stdin", .bool(true))) }
    members += [
      .init("bot", bot.map(ManifestEntry.value) ?? .null), .init("type", .optional(type)),
      .init("parameters", parameters),
    ]
    return .object(members)
  }

  /// A bot as JSON.
  package static func value(of bot: Bot) -> JSONValue {
    let ids = bot.ids.map { id -> JSONValue in ["environment": .optional(id.environment), "id": .string(id.id)] }
    return ["name": .string(bot.name), "provider": .string(bot.provider), "ids": .array(ids)]
  }
}
