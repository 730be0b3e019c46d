import FlowMsgText

/// One round of fixing: fixes that do not touch each other, tried together, and in halves where together they change what
/// compiles.
struct FixRound {
  /// The fixes that changed nothing that is emitted.
  private(set) var accepted: [FixCandidate] = []
  /// Those that would have.
  private(set) var refused: [RefusedFix] = []
  /// What is found after those that were accepted.
  private(set) var compilation: Compilation
  /// Whether a compilation was cancelled: of the fixes that it tried nothing is known.
  private(set) var isCancelled = false
  private let start: Compilation
  private let base: any SourceProvider
  private let compile: (any SourceProvider) -> Compilation

  /// A round that starts from `start`.
  init(_ start: Compilation, base: any SourceProvider, compile: @escaping (any SourceProvider) -> Compilation) {
    self.start = start
    self.base = base
    self.compile = compile
    compilation = start
  }

  /// Accepts of `candidates` what changes nothing. Halving keeps one bad fix among a thousand at ten compilations.
  mutating func attempt(_ candidates: ArraySlice<FixCandidate>) {
    if isCancelled { return }
    let trial = compile(files(with: accepted + candidates))
    if trial.isCancelled {
      isCancelled = true
    } else if start.hasSourceErrors || trial.emitsTheSame(as: start) {
      accepted += candidates
      compilation = trial
    } else if candidates.count == 1 {
      refused += candidates.map { RefusedFix($0, start) }
    } else {
      let middle = candidates.startIndex + candidates.count / 2
      attempt(candidates[..<middle])
      attempt(candidates[middle...])
    }
  }

  /// Every file that was read, with the fixes made: what is checked is one state of the sources, whatever happens to them
  /// meanwhile.
  private func files(with fixes: [FixCandidate]) -> OverlayProvider {
    var edits = EditSet()
    for candidate in fixes { _ = edits.add(candidate.fix) }
    var overlay = OverlayProvider(base)
    for (file, path) in zip(start.files, start.paths) { overlay[path] = file.bytes }
    for id in edits.files {
      let index = Int(id.rawValue)
      overlay[start.paths[index]] = edits.apply(to: start.files[index].bytes, of: id)
    }
    return overlay
  }
}

extension Compilation {
  /// Whether both emit the same messages with the same bytes, for the same bots; forms but for lengths.
  fileprivate func emitsTheSame(as other: Compilation) -> Bool {
    guard !hasSourceErrors, !other.hasSourceErrors, outputs.count == other.outputs.count else { return false }
    return zip(outputs, other.outputs).allSatisfy { x, y in
      guard x.name == y.name, x.kind == y.kind, x.type == y.type, x.bot == y.bot else { return false }
      let (after, before) = (chunks[x.chunk].bytes[x.range], other.chunks[y.chunk].bytes[y.range])
      return before.elementsEqual(after) || (x.kind == .open && FormComparison.areAlike(before, after))
    }
  }
}
