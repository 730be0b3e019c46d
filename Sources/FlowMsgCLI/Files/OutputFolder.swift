import FlowMsg
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgText

/// The folder that `compile --output` names. What has to happen in it is decided by `FolderPlan`; here it is done.
struct OutputFolder {
  private let folder: String
  private let fileSystem: any FileSystem

  init(_ folder: String, _ fileSystem: any FileSystem) {
    self.folder = folder
    self.fileSystem = fileSystem
  }

  /// The path of one of its files.
  func path(_ file: String) -> String { Path.join(folder, file) }

  /// What has to be done; nothing is touched yet. Fails where it cannot be done, so that a run writes all or nothing.
  /// With `mapsSources` that includes the source map.
  func plan(
    _ compilation: Compilation, _ provider: DiskProvider, isSelection: Bool, mapsSources: Bool = false
  ) throws(Failure) -> FolderPlan {
    let place = try OutputPlace(folder, fileSystem, root: provider.workingRoot)
    let entries = compilation.outputs.map { entry($0, compilation, provider) }
    let others = [Manifest.fileName] + (mapsSources ? [SourceMap.fileName] : [])
    for file in entries.map(\.file) + others { try place.check(file) }
    var plan = try plan(entries, compilation, provider, isSelection: isSelection)
    if mapsSources {
      var builder = SourceMapBuilder(compilation, provider)
      let outputs = zip(compilation.outputs, entries).map { builder.output($0, $1) }
      plan.add(SourceMap(outputs), old: try? fileSystem.readProduct(path(SourceMap.fileName)))
    }
    for file in plan.removed { try place.check(file) }
    return plan
  }

  private func plan(
    _ entries: [ManifestEntry], _ compilation: Compilation, _ provider: DiskProvider, isSelection: Bool
  ) throws(Failure) -> FolderPlan {
    let operands = compilation.paths.prefix(compilation.operandCount)
    let roots = provider.projectRoots(of: Array(operands))
    return FolderPlan(
      outputs: entries, old: try oldManifest(), operands: Set(operands.map(provider.projectPath)),
      isSelection: isSelection,
      sourceExists: { source in
        // Nobody can say whether what was once piped in is gone.
        source == OperandSearch.unnamedInput || roots.contains { fileSystem.exists(Path.join($0, source)) }
      },
      digestOnDisk: { file in (try? fileSystem.readProduct(path(file))).map { SHA256.digest(of: $0) } })
  }

  /// Does it, and writes `depfile`: all or nothing, should the disk be full. Files get their names in order, the manifest's
  /// behind all that it lists, so that it never lists what is not there yet.
  func carryOut(_ plan: FolderPlan, _ compilation: Compilation, _ depfile: DepfileText? = nil) throws(Failure) {
    var batch = ProductBatch(fileSystem)
    if !plan.isUpToDate {
      try attempt(folder) { () throws(SystemError) in try fileSystem.createFolder(folder) }
      for index in plan.written { try add(compilation.outputs[index], of: compilation, to: &batch) }
      if let map = plan.sourceMap { try batch.add(map.span.bytes, path(SourceMap.fileName)) }
    }
    let outputs = batch.count
    if plan.writesManifest { try batch.add(plan.manifest.bytes().span.bytes, path(Manifest.fileName)) }
    if let depfile { try batch.add(RawText.bytes(depfile.text).span.bytes, depfile.file) }
    try batch.finish(first: outputs)
    for file in plan.removed {
      try attempt(path(file)) { () throws(SystemError) in try fileSystem.remove(path(file)) }
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

  private func entry(_ output: Output, _ compilation: Compilation, _ provider: DiskProvider) -> ManifestEntry {
    ManifestEntry(
      message: output.message, locale: output.locale, kind: output.kind == .open ? .open : .body,
      file: file(of: output),
      sha256: SHA256.digest(of: UnsafeRawBufferPointer(rebasing: compilation.chunks[output.chunk].bytes[output.range])),
      source: provider.projectPath(of: compilation.paths[Int(output.source.rawValue)]), bot: output.bot,
      type: output.type, parameters: parameters(of: output))
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

  private func oldManifest() throws(Failure) -> Manifest? {
    let path = path(Manifest.fileName)
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try fileSystem.readProduct(path)
    } catch {
      if error.readFailure == .notFound { return nil }
      throw Failure("cannot read '\(path)': \(error.description)")
    }
    do throws(ManifestFailure) {
      return try Manifest.read(bytes)
    } catch {
      let place = LineIndex(bytes).position(of: UInt32(clamping: error.offset), in: bytes)
      throw Failure(
        "\(path):\(place.line):\(place.column): \(error.message)",
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
