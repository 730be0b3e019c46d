import FlowMsgJSON
import FlowMsgModel

/// Why the bytes of a manifest cannot be used.
package struct ManifestFailure: Error, Hashable, Sendable {
  /// What was found and what was expected: lower case, no final stop.
  package var message: String
  /// The first byte of the place that shows it.
  package var offset: Int
}

extension Manifest {
  /// Reads what `bytes()` wrote. Members that are not known are passed over, so that a later minor addition can be read.
  ///
  /// A manifest is input like any other: a file name with a path in it is refused, since the files that an old manifest
  /// lists may be removed.
  package static func read(_ bytes: [UInt8]) throws(ManifestFailure) -> Manifest {
    let document = JSONReader.read(bytes)
    if let fault = document.faults.first {
      throw ManifestFailure(message: fault.wording(in: bytes).message, offset: fault.offset)
    }
    let fields = ManifestFields(document: document)
    guard let root = document.root else {
      throw ManifestFailure(message: "there is nothing in it", offset: 0)
    }
    let version = try fields.member("version", of: root)
    guard document.written(version).elementsEqual(String(Manifest.version).utf8) else {
      throw fields.failure("only version \(Manifest.version) can be read", version)
    }
    var entries: [ManifestEntry] = []
    var files: Set<String> = []
    for item in try fields.items("outputs", of: root) {
      let entry = try fields.entry(item)
      guard files.insert(entry.file).inserted else { throw fields.failure("\"\(entry.file)\" is listed twice", item) }
      entries.append(entry)
    }
    return Manifest(entries)
  }
}

/// Typed reading of a manifest's members.
private struct ManifestFields: JSONMemberReader {
  let document: JSONDocument

  func failure(_ message: String, _ node: Int) -> ManifestFailure {
    ManifestFailure(message: message, offset: Int(document[node].start))
  }

  func entry(_ node: Int) throws(ManifestFailure) -> ManifestEntry {
    let kind = ManifestEntry.Kind(rawValue: try string("kind", of: node))
    guard let kind else { throw failure("the kind is neither \"body\" nor \"open\"", try member("kind", of: node)) }
    let digest = SHA256Digest(hex: try string("sha256", of: node))
    guard let digest else {
      throw failure("a digest has 64 hexadecimal digits in lower case", try member("sha256", of: node))
    }
    return ManifestEntry(
      message: try string("message", of: node), locale: try optionalString("locale", of: node), tags: try tags(node),
      root: document.value("root", of: node) == nil ? nil : try string("root", of: node), kind: kind,
      file: try file(node), sha256: digest, source: try string("source", of: node), isPiped: try isPiped(node),
      bot: try bot(node), type: try optionalString("type", of: node), parameters: try parameters(node))
  }

  /// Manifests of the first versions have no tags.
  func tags(_ node: Int) throws(ManifestFailure) -> [String] {
    guard document.value("tags", of: node) != nil else { return [] }
    var tags: [String] = []
    for item in try items("tags", of: node) {
      guard let tag = document.stringValue(item) else {
        throw failure("found \(document[item].kind.name), expected a string", item)
      }
      tags.append(tag)
    }
    return tags
  }

  func isPiped(_ node: Int) throws(ManifestFailure) -> Bool {
    guard let value = document.value("stdin", of: node) else { return false }
    guard document[value].kind == .true || document[value].kind == .false else {
      throw failure("found \(document[value].kind.name), expected true or false", value)
    }
    return document[value].kind == .true
  }

  func file(_ node: Int) throws(ManifestFailure) -> String {
    let name = try string("file", of: node)
    let isPlain = name.hasSuffix(".json") && name != Manifest.fileName && !name.hasPrefix(".")
    guard isPlain, !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x2F || $0 == 0x5C || $0 == 0x3A }) else {
      throw failure("\"file\" is no plain name that ends in .json", try member("file", of: node))
    }
    return name
  }

  func bot(_ node: Int) throws(ManifestFailure) -> Bot? {
    let bot = try member("bot", of: node)
    guard document[bot].kind != .null else { return nil }
    var ids: [BotID] = []
    for item in try items("ids", of: bot) {
      ids.append(BotID(environment: try optionalString("environment", of: item), id: try string("id", of: item)))
    }
    return Bot(name: try string("name", of: bot), provider: try string("provider", of: bot), ids: ids)
  }

  /// The schema is kept as it is; the first versions wrote a list without anything in it.
  func parameters(_ node: Int) throws(ManifestFailure) -> JSONValue {
    let schema = try member("parameters", of: node)
    switch document[schema].kind {
    case .object: return document.jsonValue(schema)
    case .array where document.children(of: schema).isEmpty: return ManifestEntry.noParameters
    default: throw failure("found \(document[schema].kind.name), expected an object", schema)
    }
  }
}

extension JSONDocument.Children {
  fileprivate var isEmpty: Bool {
    for _ in self { return false }
    return true
  }
}
