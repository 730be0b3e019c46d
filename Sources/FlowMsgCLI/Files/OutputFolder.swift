import FlowMsg
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgText

/// The folder that `compile --output` names. What has to happen in it is decided by `FolderPlan`; here it is done.
struct OutputFolder {
  private let folder: String
  private let fileSystem: any FileSystem
  /// The folder's real path, or where it will be.
  private let place: String

  init(_ folder: String, _ fileSystem: any FileSystem) {
    self.folder = folder
    self.fileSystem = fileSystem
    place = Self.place(of: folder, fileSystem)
  }

  /// The folder as it was named.
  var name: String { folder }

  /// The path of one of its files.
  func path(_ file: String) -> String { Path.join(folder, file) }

  /// Locks the folder against other runs, which is made if it is not there; nil, and nothing made, if nothing is to be
  /// written into it. The caller ends the hold when it is done.
  func hold(writes: Bool, root: String?) throws(Failure) -> OutputHold? {
    try OutputPlace.check(folder, fileSystem, root: root)
    return try OutputHold(folder, fileSystem, writes: writes)
  }

  /// What has to be done; nothing is touched yet. Fails where it cannot be done, so that a run writes all or nothing.
  /// With `mapsSources` that includes the source map. Where nothing will be written (`writes` is false), a file that no run
  /// wrote is not as it should be, and no obstacle.
  func plan(
    _ compilation: Compilation, _ provider: DiskProvider, isSelection: Bool, mapsSources: Bool = false,
    writes: Bool = true
  ) throws(Failure) -> FolderPlan {
    let place = try OutputPlace(folder, fileSystem, root: provider.workingRoot)
    var ways: [String: String] = [:]
    let entries = compilation.outputs.map { entry($0, compilation, provider, &ways) }
    let others = [Manifest.fileName] + (mapsSources ? [SourceMap.fileName] : [])
    for file in entries.map(\.file) + others { try place.check(file) }
    var plan = try plan(
      entries, compilation, provider, isSelection: isSelection, names: place.names, writes: writes)
    if mapsSources {
      var builder = SourceMapBuilder(compilation, provider)
      let outputs = zip(compilation.outputs, entries).map { builder.output($0, $1) }
      plan.add(SourceMap(outputs), old: try? fileSystem.readProduct(path(SourceMap.fileName)))
    }
    for file in plan.removed { try place.check(file) }
    return plan
  }

  private func plan(
    _ entries: [ManifestEntry], _ compilation: Compilation, _ provider: DiskProvider, isSelection: Bool,
    names: [String]?, writes: Bool
  ) throws(Failure) -> FolderPlan {
    let operands = compilation.paths.prefix(compilation.operandCount)
    var ways: [String: String] = [:]
    let origins = Set(operands.map { origin(of: $0, provider, &ways) })
    let here = place
    let there = names.map { Set($0.map(FolderPlan.folded)) }
    let oldBytes = try oldBytes()
    var old: Manifest?
    if let oldBytes { old = try oldManifest(oldBytes) }
    let run = FolderRun(
      isSelection: isSelection,
      roots: Set(provider.projectRoots(of: Array(operands)).map { Path.way(to: $0, from: here) }),
      isOperand: {
        // No one can say whether what was piped in without a name is what is piped in now.
        if $0.source == OperandSearch.unnamedInput { return false }
        return origins.contains(Origin(root: $0.root, source: $0.source, isPiped: $0.isPiped))
          || Self.isOld($0, origins)
      },
      sourceExists: { entry in
        let roots =
          entry.root.map { [Path.normalized(Path.join(here, $0))] } ?? provider.projectRoots(of: Array(operands))
        // No one can say whether what was once piped in is gone.
        return entry.source == OperandSearch.unnamedInput
          || roots.contains { fileSystem.exists(Path.join($0, entry.source)) }
      },
      rootExists: { fileSystem.exists(Path.normalized(Path.join(here, $0))) }, names: names ?? [], manifest: oldBytes,
      isOurs: { file in !writes || (try? fileSystem.readProduct(path(file))).map { OwnLayout.matches($0) } ?? false },
      digestOnDisk: { file in
        // To ask for each file that is not there costs a call of the system.
        guard there?.contains(FolderPlan.folded(file)) != false else { return nil }
        return (try? fileSystem.readProduct(path(file))).map { SHA256.digest(of: $0) }
      })
    do throws(FolderConflict) {
      return try FolderPlan(outputs: entries, old: old, run)
    } catch {
      throw failure(of: error)
    }
  }

  /// Where an entry came from, to be compared.
  private struct Origin: Hashable {
    var root: String?
    var source: String
    var isPiped: Bool
  }

  private func origin(of source: SourcePath, _ provider: DiskProvider, _ ways: inout [String: String]) -> Origin {
    let root = provider.projectRoot(of: source)
    let way = ways[root] ?? Path.way(to: root, from: place)
    ways[root] = way
    return Origin(
      root: way, source: provider.projectPath(of: source, below: root), isPiped: provider.isStandardInput(source))
  }

  /// Whether an entry of an older version, which names no root, has the source of one of `origins`.
  private static func isOld(_ entry: ManifestEntry, _ origins: Set<Origin>) -> Bool {
    entry.root == nil && origins.contains { $0.source == entry.source && !$0.isPiped }
  }

  /// The folder's real path, or where it will be: asked for once a run, as it costs calls of the system.
  private static func place(of folder: String, _ fileSystem: any FileSystem) -> String {
    if let real = try? fileSystem.realPath(folder) { return real }
    let written = Path.normalized(Path.join(fileSystem.workingDirectory ?? "/", folder))
    var above = written
    while above != "/", (try? fileSystem.realPath(above)) == nil { above = Path.folder(of: above) }
    let real = (try? fileSystem.realPath(above)) ?? above
    let rest = Path.relative(written, to: above)
    return rest == "." ? real : Path.join(real, rest)
  }

  private func failure(of conflict: FolderConflict) -> Failure {
    switch conflict {
    case .otherRoot(let file, let theirs, let ours):
      Failure(
        "'\(path(file))' is of another project: it was made from '\(shown(theirs))', and this run's root is '\(shown(ours))'",
        help: "name another folder with '--output', or another message")
    case .foreign(let file):
      Failure(
        "'\(path(file))' is there already, and nothing that 'compile' wrote",
        help: "name another folder with '--output', rename the message, or remove the file")
    case .caseAlone(let file, let other):
      Failure(
        "'\(path(file))' and '\(other)', which is there, differ in case alone",
        help: "on macOS and Windows they are one file: rename the message, or remove '\(path(other))'")
    }
  }

  /// A root as it is shown: where it is, relative to the working directory where it lies in it.
  private func shown(_ root: String) -> String {
    let real = Path.normalized(Path.join(place, root))
    return RawText.shown(fileSystem.workingDirectory.map { Path.relative(real, to: $0) } ?? real)
  }

  /// Does it, and writes `depfile`: all or nothing, should the disk be full. Files get their names in order, the manifest's
  /// behind all that it lists, so that it never lists what is not there yet.
  func carryOut(_ plan: FolderPlan, _ compilation: Compilation, _ depfile: DepfileText? = nil) throws(Failure) {
    var batch = ProductBatch(fileSystem)
    if !plan.isUpToDate {
      try Failure.writing(folder) { () throws(SystemError) in try fileSystem.createFolder(folder) }
      for index in plan.written { try add(compilation.outputs[index], of: compilation, to: &batch) }
      if let map = plan.sourceMap { try batch.add(map.span.bytes, path(SourceMap.fileName)) }
    }
    let outputs = batch.count
    if plan.writesManifest { try batch.add(plan.manifest.bytes().span.bytes, path(Manifest.fileName)) }
    if let depfile { try batch.add(RawText.bytes(depfile.text).span.bytes, depfile.file) }
    try batch.finish(first: outputs)
    let written = plan.written.map { file(of: compilation.outputs[$0]) }
    for file in plan.removed {
      // Where case does not count, the file of the old name is the one that was just written.
      let twin = written.first { $0.lowercased() == file.lowercased() }
      if let twin, fileSystem.isSame(path(twin), path(file)) { continue }
      do throws(SystemError) {
        try fileSystem.remove(path(file))
      } catch .notFound {
        continue
      } catch {
        throw Failure("cannot write '\(path(file))': \(error.description)")
      }
    }
    try batch.finish(first: batch.count)
  }

  /// What is not as it would be written, a line each.
  func differences(_ plan: FolderPlan, _ compilation: Compilation) -> [String] {
    let files = plan.written.map { path(file(of: compilation.outputs[$0])) }
    let map = plan.sourceMap == nil ? [] : [path(SourceMap.fileName)]
    let manifest = plan.writesManifest ? [path(Manifest.fileName)] : []
    return (files + map + manifest).map { fileSystem.exists($0) ? "'\($0)' is out of date" : "'\($0)' is missing" }
      + plan.removed.map { "'\(path($0))' is left over" }
  }

  private func entry(
    _ output: Output, _ compilation: Compilation, _ provider: DiskProvider, _ ways: inout [String: String]
  ) -> ManifestEntry {
    let origin = origin(of: compilation.paths[Int(output.source.rawValue)], provider, &ways)
    let isBase = output.kind == .body && output.locale == nil
    return ManifestEntry(
      message: output.message, locale: output.locale, tags: isBase ? [output.listedLocale].compactMap { $0 } : [],
      root: origin.root, kind: output.kind == .open ? .open : .body, file: file(of: output),
      sha256: SHA256.digest(of: UnsafeRawBufferPointer(rebasing: compilation.chunks[output.chunk].bytes[output.range])),
      source: origin.source, isPiped: origin.isPiped, bot: output.bot, type: output.type,
      parameters: parameters(of: output))
  }

  private func file(of output: Output) -> String {
    ManifestEntry.fileName(
      message: output.message, locale: output.locale, kind: output.kind == .open ? .open : .body)
  }

  private func parameters(of output: Output) -> JSONValue {
    guard let bytes = output.parameters else { return ManifestEntry.noParameters }
    let document = JSONReader.read(bytes)
    return document.root.map(document.jsonValue) ?? ManifestEntry.noParameters
  }

  /// The bytes of the folder's manifest; nil if it has none.
  private func oldBytes() throws(Failure) -> [UInt8]? {
    let path = path(Manifest.fileName)
    do throws(SystemError) {
      return try fileSystem.readProduct(path)
    } catch {
      if error.readFailure == .notFound { return nil }
      throw Failure("cannot read '\(path)': \(error.description)")
    }
  }

  private func oldManifest(_ bytes: [UInt8]) throws(Failure) -> Manifest {
    do throws(ManifestFailure) {
      return try Manifest.read(bytes)
    } catch {
      let place = LineIndex(bytes).position(of: UInt32(clamping: error.offset), in: bytes)
      throw Failure(
        "\(path(Manifest.fileName)):\(place.line):\(place.column): \(error.message)",
        help: "it lists what earlier runs wrote; if it is beyond repair, remove it")
    }
  }

  private func add(_ output: Output, of compilation: Compilation, to batch: inout ProductBatch) throws(Failure) {
    let bytes = compilation.chunks[output.chunk].bytes[output.range]
    try batch.add(UnsafeRawBufferPointer(rebasing: bytes).bytes, path(file(of: output)))
  }

  private func attempt(_ path: String, _ work: () throws(SystemError) -> Void) throws(Failure) {
    do throws(SystemError) {
      try work()
    } catch {
      throw Failure("cannot write '\(path)': \(error.description)")
    }
  }
}
