package import FlowMsgJSON

/// `flowmsg.sourcemap.json`: for each member of each file of a folder of compiled messages, the span it came from.
package struct SourceMap: Equatable, Sendable {
  /// The map's own name in the folder.
  package static let fileName = "flowmsg.sourcemap.json"
  /// The version that is written, and the only one of which entries are kept.
  package static let version = 1

  /// One file's entries.
  package struct Output: Equatable, Sendable {
    /// The file's name in the folder.
    package var file: String
    /// The digest of the file's bytes as hexadecimal digits: what tells whether the map still speaks of them.
    package var sha256: String
    /// Its mappings, in the order in which the file has what they speak of, as `schema sourcemap` describes them.
    package var mappings: [JSONValue]

    /// The entries of `file`.
    package init(file: String, sha256: String, mappings: [JSONValue]) {
      (self.file, self.sha256, self.mappings) = (file, sha256, mappings)
    }
  }

  /// The files, sorted bytewise; none appears twice.
  package private(set) var outputs: [Output]

  /// A map of `outputs` in any order, none of them twice.
  package init(_ outputs: [Output] = []) {
    self.outputs = outputs.sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
  }

  /// The map as it is in its file: a line for each mapping, so that a change shows in a difference.
  package func bytes() -> [UInt8] {
    var bytes = Array("{\"version\":\(SourceMap.version),\"outputs\":[".utf8)
    for (i, output) in outputs.enumerated() {
      let head: JSONValue = ["file": .string(output.file), "sha256": .string(output.sha256)]
      bytes += Array(i == 0 ? "\n".utf8 : ",\n".utf8) + head.bytes(.compact).dropLast() + Array(",\"mappings\":[".utf8)
      for (k, mapping) in output.mappings.enumerated() {
        bytes += Array(k == 0 ? "\n".utf8 : ",\n".utf8) + mapping.bytes(.compact)
      }
      bytes += Array("\n]}".utf8)
    }
    return bytes + Array("\n]}\n".utf8)
  }

  /// This map, and of an older one in `bytes` the entries of those `files` that this one does not speak of. What is no
  /// such map has none.
  package func joined(with bytes: [UInt8], files: Set<String>) -> SourceMap {
    let own = Set(outputs.map(\.file))
    let kept = SourceMap.read(bytes).filter { files.contains($0.file) && !own.contains($0.file) }
    return SourceMap(outputs + kept)
  }

  private static func read(_ bytes: [UInt8]) -> [Output] {
    let document = JSONReader.read(bytes)
    guard document.faults.isEmpty, let root = document.root.map(document.jsonValue),
      root["version"] == JSONValue(version), case .array(let entries)? = root["outputs"]
    else { return [] }
    return entries.compactMap { entry in
      guard case .string(let file)? = entry["file"], case .string(let sha256)? = entry["sha256"],
        case .array(let mappings)? = entry["mappings"]
      else { return nil }
      return Output(file: file, sha256: sha256, mappings: mappings)
    }
  }
}
