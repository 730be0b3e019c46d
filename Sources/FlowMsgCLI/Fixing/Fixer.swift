package import FlowMsg
import FlowMsgJSON
import FlowMsgText

/// Makes the safe fixes of what a check found, until none is left.
///
/// As long as there are errors nothing compiles, and the fixes of errors are made first. From then on every fix is
/// measured: if the bodies are not the same bytes as before, it is refused. Open forms are measured but for the lengths
/// that their parameters may have: a bound that is missing is mended, whether or not something else is wrong.
package struct Fixer {
  /// Gives the files that the first compilation did not read.
  private let base: any SourceProvider
  /// Compiles the operands, with their bodies, from the files of a provider.
  private let compile: (any SourceProvider) -> Compilation
  /// A fix may uncover the next; two that undo each other must not go on for ever.
  private static let maximumRounds = 10

  /// A fixer of what `compile` finds.
  package init(base: any SourceProvider, compile: @escaping (any SourceProvider) -> Compilation) {
    self.base = base
    self.compile = compile
  }

  /// Fixes what `first` found, in memory.
  package func run(_ first: Compilation) -> FixOutcome {
    var outcome = FixOutcome(first)
    for _ in 0..<Self.maximumRounds {
      outcome.refused = []
      let candidates = candidates(of: outcome.compilation)
      if candidates.isEmpty { break }
      var round = Round(outcome.compilation, compile: compileOverlay)
      round.attempt(candidates[...])
      outcome.refused = round.refused
      if round.accepted.isEmpty { break }
      outcome.take(round)
    }
    return outcome
  }

  private func compileOverlay(_ files: [PathKey: [UInt8]]) -> Compilation {
    compile(OverlayProvider(base: base, files: files))
  }

  /// The fixes to try, in order: those of errors as long as there are any, and none that touches an earlier one.
  private func candidates(of compilation: Compilation) -> [FixCandidate] {
    let all = compilation.sourceDiagnostics.compactMap { FixCandidate($0, compilation) }
    let ofErrors = all.filter { $0.diagnostic.severity == .error }
    var taken = EditSet()
    return (ofErrors.isEmpty ? all : ofErrors).filter { taken.add($0.fix) }
  }
}

/// A finding and the fix of it that may be made unasked.
struct FixCandidate: Sendable {
  /// The finding.
  let diagnostic: Diagnostic
  /// Its first safe fix.
  let fix: Fix

  /// The candidate of `diagnostic`, if it has a safe fix whose edits lie in files of `compilation`.
  init?(_ diagnostic: Diagnostic, _ compilation: Compilation) {
    guard let fix = diagnostic.fixes.first(where: { $0.isSafe && !$0.edits.isEmpty }) else { return nil }
    for edit in fix.edits {
      let file = Int(edit.location.file.rawValue)
      guard compilation.files.indices.contains(file), compilation.paths.indices.contains(file),
        Int(edit.location.range.end) <= compilation.files[file].bytes.count
      else { return nil }
    }
    self.diagnostic = diagnostic
    self.fix = fix
  }
}

/// A fix that was not made, because other bytes would have been emitted.
struct FixRefusal: Sendable {
  /// The finding's code.
  let code: DiagnosticCode
  /// What the fix would have done.
  let title: String
  /// The finding's file, line and column.
  let place: String

  init(_ candidate: FixCandidate, _ compilation: Compilation) {
    code = candidate.diagnostic.code
    title = candidate.fix.title
    let location = candidate.fix.edits[0].location
    let source = compilation.files[Int(location.file.rawValue)]
    let position = LineIndex(source.bytes).position(of: location.range.start, in: source.bytes)
    place = "\(source.name):\(position.line):\(position.column)"
  }
}

/// One round: fixes that do not touch each other, tried together, and in halves where together they change what
/// compiles.
private struct Round {
  private let start: Compilation
  private let compile: ([PathKey: [UInt8]]) -> Compilation
  private(set) var accepted: [FixCandidate] = []
  private(set) var refused: [FixRefusal] = []
  private(set) var compilation: Compilation

  init(_ start: Compilation, compile: @escaping ([PathKey: [UInt8]]) -> Compilation) {
    self.start = start
    self.compile = compile
    compilation = start
  }

  /// Accepts of `candidates` what changes nothing. Halving keeps one bad fix among a thousand at ten compilations.
  mutating func attempt(_ candidates: ArraySlice<FixCandidate>) {
    let trial = compile(files(accepted + candidates))
    if start.hasSourceErrors || emitsTheSame(trial, start) {
      accepted += candidates
      compilation = trial
    } else if candidates.count == 1 {
      refused += candidates.map { FixRefusal($0, start) }
    } else {
      let middle = candidates.startIndex + candidates.count / 2
      attempt(candidates[..<middle])
      attempt(candidates[middle...])
    }
  }

  /// Every file that was read, with the fixes made: what is checked is one state of the disk, whatever happens to it
  /// meanwhile.
  private func files(_ fixes: [FixCandidate]) -> [PathKey: [UInt8]] {
    var edits = EditSet()
    for candidate in fixes { _ = edits.add(candidate.fix) }
    var files: [PathKey: [UInt8]] = [:]
    for (file, path) in zip(start.files, start.paths) { files[PathKey(path.canonical)] = file.bytes }
    for id in edits.files {
      let index = Int(id.rawValue)
      files[PathKey(start.paths[index].canonical)] = edits.apply(to: start.files[index].bytes, of: id)
    }
    return files
  }
}

/// Whether two compilations emit the same messages with the same bytes, for the same bots; forms but for lengths.
private func emitsTheSame(_ a: Compilation, _ b: Compilation) -> Bool {
  guard !a.hasSourceErrors, !b.hasSourceErrors, a.outputs.count == b.outputs.count else { return false }
  return zip(a.outputs, b.outputs).allSatisfy { x, y in
    guard x.name == y.name, x.kind == y.kind, x.type == y.type, x.bot == y.bot else { return false }
    let (before, after) = (a.chunks[x.chunk].bytes[x.range], b.chunks[y.chunk].bytes[y.range])
    return before.elementsEqual(after) || (x.kind == .open && FormComparison.areAlike(before, after))
  }
}

/// Files in memory before those of another provider.
private struct OverlayProvider: SourceProvider {
  let base: any SourceProvider
  let files: [PathKey: [UInt8]]

  func locate(_ path: String, from importer: SourcePath) throws(ReadFailure) -> SourcePath {
    try base.locate(path, from: importer)
  }

  func read(_ path: SourcePath) throws(ReadFailure) -> [UInt8] {
    if let bytes = files[PathKey(path.canonical)] { return bytes }
    return try base.read(path)
  }
}

/// What fixing came to.
package struct FixOutcome {
  /// What is found after the fixes.
  package private(set) var compilation: Compilation
  /// How many fixes were made.
  package private(set) var fixCount = 0
  /// Fixes that would have changed what compiles.
  fileprivate(set) var refused: [FixRefusal] = []
  /// The files as they were first read.
  private let original: [SourcePath: [UInt8]]

  init(_ first: Compilation) {
    compilation = first
    original = Dictionary(zip(first.paths, first.files.map(\.bytes))) { first, _ in first }
  }

  fileprivate mutating func take(_ round: Round) {
    fixCount += round.accepted.count
    compilation = round.compilation
  }

  /// The files that changed, with their new bytes.
  package var changes: [(path: SourcePath, bytes: [UInt8])] {
    zip(compilation.paths, compilation.files).compactMap { path, file in
      guard let before = original[path], before != file.bytes else { return nil }
      return (path, file.bytes)
    }
  }

  /// Writes what changed, but no file that is not any more what was read, and none that `outside` says is outside the
  /// project: returns why files were not written.
  package func write(to fileSystem: any FileSystem, outside: (SourcePath) -> String? = { _ in nil }) -> [Failure] {
    changes.compactMap { path, bytes in
      if let place = outside(path) {
        return Failure(
          "cannot write '\(path.display)': a link leads out of the project there, to '\(place)'",
          help: "name that file itself")
      }
      do throws(SystemError) {
        guard try fileSystem.read(path.canonical) == original[path] else {
          return Failure("'\(path.display)' was changed by someone else while it was being fixed", help: "run it again")
        }
        try fileSystem.rewrite(bytes.span.bytes, to: path.canonical)
        return nil
      } catch {
        return Failure("cannot write '\(path.display)': \(error.description)")
      }
    }
  }

  /// What to say on standard error.
  package func summary(_ failures: [Failure]) -> String {
    var lines = failures.map(\.text)
    for fix in refused {
      lines.append("warning: did not fix \(fix.code) at \(fix.place): '\(fix.title)' would change what compiles\n")
    }
    if fixCount > 0 && failures.isEmpty {
      let files = changes.count
      lines.append("made \(fixCount) \(fixCount == 1 ? "fix" : "fixes") in \(files) \(files == 1 ? "file" : "files")\n")
    }
    return lines.joined()
  }
}
