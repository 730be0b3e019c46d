import FlowMsg

/// A workspace under random edits, of which a seed decides everything: after each its diagnostics have to be those of a
/// compilation of the same bytes, and so has what it gave out along the way.
package struct EditRun {
  /// What was edited, for a report of a difference.
  package private(set) var history: [String] = []
  /// How often each kind of edit was made.
  package private(set) var counts: [String: Int] = [:]
  private var random: SeededGenerator
  private let pool: Pool
  private let disk: [String: [UInt8]]
  private var texts: [String: [UInt8]]
  private var past: [(path: String, bytes: [UInt8])] = []
  private var operands: [String]
  private let workspace: Workspace
  /// What the workspace gave out, by file.
  private var shown: [String: [String]] = [:]

  /// A run over a project of `pool` that `seed` picks.
  package init(seed: UInt64, _ pool: Pool) {
    random = SeededGenerator(seed)
    self.pool = pool
    let project = pool.project(&random)
    disk = project.files
    texts = project.files
    operands = project.operands
    workspace = Workspace(provider: MemoryFiles(project.files))
    take(workspace.add(project.operands.map(MemoryFiles.path)))
  }

  /// Makes `count` edits; what differs after one of them, or nil.
  package mutating func run(_ count: Int) -> String? {
    if let difference = difference() { return "at first: \(difference)" }
    for _ in 0..<count {
      edit()
      if let difference = difference() { return "\(history.suffix(3).joined(separator: "\n"))\n\(difference)" }
    }
    return nil
  }

  // MARK: Comparison

  private mutating func take(_ changes: [FileDiagnostics]) {
    for change in changes {
      shown[change.path?.canonical ?? ""] = change.diagnostics.isEmpty ? nil : change.diagnostics.map(EditRun.describe)
    }
  }

  /// How the workspace differs from a compilation, if it does.
  private func difference() -> String? {
    let fresh = Compiler(provider: MemoryFiles(texts)).compile(operands.map(MemoryFiles.path))
    let wanted = fresh.diagnostics.map(EditRun.describe)
    let found = workspace.diagnostics.map(EditRun.describe)
    if wanted != found {
      let (more, less) = (found.filter { !wanted.contains($0) }, wanted.filter { !found.contains($0) })
      return "the workspace has \(found.count) of \(wanted.count) diagnostics; more: \(more), less: \(less)"
    }
    guard workspace.files.map(\.bytes) == fresh.files.map(\.bytes), workspace.paths == fresh.paths else {
      return "the workspace has other files"
    }
    var parts: [String: [String]] = [:]
    for one in fresh.diagnostics {
      let file = Int(one.location.file.rawValue)
      parts[file < fresh.paths.count ? fresh.paths[file].canonical : "", default: []].append(EditRun.describe(one))
    }
    guard parts == shown else {
      let paths = Set(parts.keys).union(shown.keys).filter { parts[$0] != shown[$0] }
      return "given out otherwise: \(paths.sorted().map { "\($0): \(shown[$0] ?? []), not \(parts[$0] ?? [])" })"
    }
    return nil
  }

  /// Everything that a report can show of a diagnostic.
  private static func describe(_ one: Diagnostic) -> String {
    func place(_ at: SourceLocation) -> String { "\(at.file.rawValue):\(at.range.start)-\(at.range.end)" }
    let labels = one.labels.map { "\(place($0.location)) \($0.message)" }
    let fixes = one.fixes.map { fix in
      "\(fix.title) \(fix.isSafe) \(fix.edits.map { "\(place($0.location)) \($0.replacement)" })"
    }
    return
      "\(one.code) \(one.severity) \(place(one.location)) \(one.message) | \(one.label) | \(labels) | \(one.help) | \(fixes)"
  }

  // MARK: Edits

  private mutating func edit() {
    let path = random.pick(texts.keys.sorted()) ?? ""
    let kinds: [(String, Int)] = [
      ("type", 30), ("delete", 14), ("cut line", 6), ("double line", 4), ("paste", 10), ("swap name", 12), ("let", 6),
      ("undo", 14),
      ("rename", 4), ("set", 3), ("close", 2), ("remove", 1), ("add", 1),
    ]
    let kind = random.pick(kinds.flatMap { Array(repeating: $0.0, count: $0.1) }) ?? "type"
    counts[kind, default: 0] += 1
    let text = texts[path] ?? []
    switch kind {
    case "set": set(path, pool.text(&random, like: path))
    case "close": close(path)
    case "undo": undo()
    case "add", "remove": kind == "add" ? add(path) : remove(path)
    default:
      for edit in EditMaker(text: text, pool: pool).edits(kind, &random) { update(path, edit) }
    }
  }

  private mutating func update(_ path: String, _ edit: SourceEdit) {
    let old = texts[path] ?? []
    past.append((path, old))
    let bytes = edit.applied(to: old)
    texts[path] = bytes
    history.append(
      "\(path) \(edit.range): \(String(decoding: edit.bytes, as: UTF8.self))\nnow: \(String(decoding: bytes, as: UTF8.self))"
    )
    take(workspace.update(MemoryFiles.path(path), edit))
  }

  private mutating func set(_ path: String, _ bytes: [UInt8]) {
    past.append((path, texts[path] ?? []))
    texts[path] = bytes
    history.append("set \(path): \(String(decoding: bytes, as: UTF8.self))")
    take(workspace.set(MemoryFiles.path(path), bytes))
  }

  private mutating func undo() {
    guard let last = past.popLast() else { return }
    texts[last.path] = last.bytes
    history.append("undo \(last.path): \(String(decoding: last.bytes, as: UTF8.self))")
    take(workspace.set(MemoryFiles.path(last.path), last.bytes))
  }

  private mutating func close(_ path: String) {
    texts[path] = disk[path]
    history.append("close \(path)")
    take(workspace.close(MemoryFiles.path(path)))
  }

  private mutating func remove(_ path: String) {
    guard operands.count > 1 else { return }
    operands.removeAll { $0 == path }
    texts[path] = disk[path]
    history.append("remove \(path)")
    take(workspace.remove(MemoryFiles.path(path)))
  }

  private mutating func add(_ path: String) {
    if !operands.contains(path) { operands.append(path) }
    history.append("add \(path)")
    take(workspace.add([MemoryFiles.path(path)]))
  }
}
