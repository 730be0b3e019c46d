import FlowMsgEmit
import FlowMsgJSON
import FlowMsgText

/// A folder that `compile -o` wrote, as something to fill and send.
struct CompiledFolder {
  private let folder: String
  private let fileSystem: any FileSystem

  /// Nil if `path` is no folder with a manifest.
  init?(_ path: String, _ fileSystem: any FileSystem) {
    guard fileSystem.exists(Path.join(path, Manifest.fileName)) else { return nil }
    (folder, self.fileSystem) = (path, fileSystem)
  }

  /// What the manifest beside the body at `path` says of it; nil if there is none, or it does not list the file.
  static func entry(ofBody path: String, _ fileSystem: any FileSystem) throws(Failure) -> ManifestEntry? {
    guard let folder = CompiledFolder(Path.folder(of: path), fileSystem) else { return nil }
    let name = Path.name(of: path)
    return try folder.manifest().outputs.first { $0.file == name && $0.kind == .body }
  }

  /// The open form of the message, or of its bodies one form with a variant for each.
  func form(_ message: String?) throws(Failure) -> [UInt8] {
    // No one writes into it meanwhile.
    let lock = try? fileSystem.lock(folder: folder, isShared: true)
    defer { lock?.release() }
    let entries = try entries(message)
    if let open = entries.first(where: { $0.kind == .open }) { return try read(open) }
    var variants: [[UInt8]] = []
    for entry in entries { variants.append(try variant(entry)) }
    let name = JSONValue.string(entries[0].message).bytes(.compact)
    return Array(#"{"version":\#(OpenFormat.version),"message":"#.utf8) + name
      + Array(#","parameters":"#.utf8) + ManifestEntry.noParameters.bytes(.compact)
      + Array(#","variants":["#.utf8) + Array(variants.joined(separator: [0x2C])) + Array("]}".utf8)
  }

  /// The entries of the one message that is meant.
  private func entries(_ message: String?) throws(Failure) -> [ManifestEntry] {
    let all = try manifest().outputs
    let names = Set(all.map(\.message)).sorted()
    if let message, !names.contains(message) {
      throw Failure(
        "'\(folder)' has no message '\(message)'",
        help: suggestion(for: message, among: names).map { "did you mean '--message \($0)'?" },
        "it has " + names.prefix(20).map { "'\($0)'" }.joined(separator: ", "))
    }
    guard let name = message ?? names.first else { throw Failure("'\(folder)' holds no message") }
    guard message != nil || names.count == 1 else {
      let choices = names.prefix(20).map { "--message \($0)" }.joined(separator: ", ")
      throw Failure("'\(folder)' holds \(names.count) messages", help: "choose one: \(choices)")
    }
    return all.filter { $0.message == name }
  }

  private func manifest() throws(Failure) -> Manifest {
    let path = Path.join(folder, Manifest.fileName)
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try fileSystem.read(path) } catch {
      throw Failure("cannot read '\(path)': \(error.description)")
    }
    do throws(ManifestFailure) { return try Manifest.read(bytes) } catch {
      throw Failure("'\(path)' cannot be used: \(error.message)", help: "compile the folder again")
    }
  }

  /// The bytes of an entry's file, which must be what was compiled.
  private func read(_ entry: ManifestEntry) throws(Failure) -> [UInt8] {
    let path = Path.join(folder, entry.file)
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try fileSystem.read(path) } catch {
      throw Failure("cannot read '\(path)': \(error.description)", help: "compile the folder again")
    }
    guard SHA256.digest(of: bytes) == entry.sha256 else {
      throw Failure(
        "'\(path)' was edited after it was compiled", help: "compile the folder again, or send the file itself")
    }
    return bytes
  }

  private func variant(_ entry: ManifestEntry) throws(Failure) -> [UInt8] {
    let body = try read(entry)
    let document = JSONReader.read(body)
    guard document.faults.isEmpty, document.root != nil else {
      throw Failure("'\(Path.join(folder, entry.file))' is no body", help: "compile the folder again")
    }
    var members: [JSONValue.Member] = [.init("locale", .optional(entry.locale))]
    if !entry.tags.isEmpty { members.append(.init("tags", .array(entry.tags.map { .string($0) }))) }
    members += [.init("bot", entry.bot.map(ManifestEntry.value) ?? .null), .init("type", .optional(entry.type))]
    let head = JSONValue.object(members)
    return head.bytes(.compact).dropLast() + Array(#","body":"#.utf8) + Self.escaped(document) + [0x7D]
  }

  /// A body as it is in an open form, where keys that begin with `$` have one more.
  private static func escaped(_ document: JSONDocument) -> [UInt8] {
    var result: [UInt8] = []
    var at = 0
    for index in document.nodes.indices where document[index].kind == .member {
      guard document.bytes(of: index).first == OpenFormat.mark else { continue }
      let place = Int(document[index].start) + 1
      result += document.source[at..<place] + [OpenFormat.mark]
      at = place
    }
    return result + document.source[at...]
  }
}
