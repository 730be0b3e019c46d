import FlowMsgCheck
import FlowMsgSyntax
import FlowMsgText

/// Everything that is known of one state of the files of a workspace.
struct Snapshot {
  /// The files, without diagnostics or output.
  private(set) var loaded: Compilation
  /// What loading found.
  private let found: [Diagnostic]
  private let flowFiles: [SourceLocation: FlowFile]
  private let foreign: [SourceLocation: Int]
  private var program: Program
  /// What was found in each message, by unit, in the order of the unit's messages.
  private var analyses: [[Analysis]]
  /// The check of the names of all messages.
  private var names: WholeCheck
  /// The units whose files are read as sources and as nothing else, by path.
  private let sources: [PathKey: Int]
  /// The number of the next new declaration, and from which on all are numbered again.
  private var nextDeclaration: UInt32
  private let lastDeclaration: UInt32

  /// Loads `operands` and what they name, and checks everything.
  init(_ operands: [SourcePath], _ provider: OverlayProvider, _ runner: any Runner) {
    var loader = Loader(provider: provider, runner: runner, isCancelled: { false })
    loader.load(operands)
    (loaded, found, flowFiles, foreign) = (loader.result, loader.found, loader.flowFiles, loader.foreign)
    program = Program(units: loader.units, flowFiles: flowFiles, foreign: foreign)
    names = Snapshot.names(program, loaded)
    analyses = Snapshot.analyses(of: program, runner)
    sources = Snapshot.sources(loader)
    nextDeclaration = loader.units.reduce(0) { $0 &+ UInt32(truncatingIfNeeded: $1.outline.extents.count) }
    lastDeclaration = min(1 << 31, nextDeclaration.addingClamped(nextDeclaration).addingClamped(4096))
  }

  private static func sources(_ loader: Loader) -> [PathKey: Int] {
    var units: [PathKey: Int] = [:]
    var files: [PathKey: Int] = [:]
    for path in loader.result.paths { files[PathKey(path.canonical), default: 0] += 1 }
    let values = Set(loader.foreign.values)
    for (u, unit) in loader.units.enumerated() where !values.contains(u) {
      let key = PathKey(loader.result.paths[Int(unit.file.rawValue)].canonical)
      if files[key] == 1 { units[key] = u }
    }
    return units
  }

  // MARK: Checking

  private static func names(_ program: Program, _ loaded: Compilation) -> WholeCheck {
    var names = WholeCheck(program: program, operandCount: loaded.operandCount)
    names.checkNames()
    return names
  }

  private static func analyses(of program: Program, _ runner: any Runner) -> [[Analysis]] {
    let work = Work.split(program, width: runner.width)
    let slots = Slots<[Analysis]>(count: work.count)
    let runner: any Runner = work.count > 1 ? runner : SerialRunner()
    runner.run(work.count) { i in
      let checker = MessageChecker(program: program)
      slots[i] = work[i].parts.flatMap { analyses(of: $0.messages, in: $0.unit, checker) }
    }
    var result = program.units.map { _ in [Analysis]() }
    for (i, work) in work.enumerated() {
      var made = (slots[i] ?? [])[...]
      for part in work.parts {
        result[part.unit] += made.prefix(part.messages.count)
        made = made.dropFirst(part.messages.count)
      }
    }
    return result
  }

  private static func analyses(of messages: Range<Int>, in index: Int, _ checker: MessageChecker) -> [Analysis] {
    let unit = checker.unit(index)
    return messages.map { m in
      checker.check(unit: index, unit, extent: Int(unit.messages[m])) { _, _ in }
      return checker.takeAnalysis()
    }
  }

  /// Everything that is wrong, as a compilation has it.
  func diagnostics() -> [Diagnostic] {
    var merge = Merge(program, Merge.Scope())
    merge.add(found)
    for unit in analyses { merge.add(unit) }
    return merge.finish(names, unseen: [])
      + loaded.unreadable.map { RequestFailures.unreadable($0.path.display, $0.failure) }
  }

  // MARK: Edits

  /// The text of a file that is a source; nil if it is none, or something else too.
  func text(of path: SourcePath) -> [UInt8]? {
    sources[PathKey(path.canonical)].map { program.units[$0].bytes }
  }

  /// Takes in that the bytes `range` of a file were replaced, so that it holds `bytes`. Says no where files have to be
  /// loaded again.
  mutating func edit(_ path: SourcePath, _ range: Range<Int>, to bytes: [UInt8], _ runner: any Runner) -> Bool {
    guard let index = sources[PathKey(path.canonical)] else { return false }
    let old = program.units[index]
    let change = old.change(range, to: bytes)
    let unit = SourceUnit(old, bytes: bytes, change, numbering: &nextDeclaration)
    if nextDeclaration >= lastDeclaration { return false }
    if old.namesFiles(change.old) || unit.namesFiles(change.new) { return false }
    loaded.files[Int(unit.file.rawValue)].bytes = bytes
    if let lets = program.changedLets(by: change, on: index, now: unit) {
      program = Program(units: program.units(with: unit, at: index), flowFiles: flowFiles, foreign: foreign)
      analyseAgain(where: { $0.depends(on: lets) })
      names.follow(program)
      return true
    }
    let effect = program.effect(of: change, on: index, now: unit, namesAreClear: names.namesAreClear)
    program =
      effect.keepsProgram && effect.isOfMessages
      ? Program(program, unit: index, now: unit)
      : Program(units: program.units(with: unit, at: index), flowFiles: flowFiles, foreign: foreign)
    if effect.isOfMessages {
      let now = unit.places(ofMessagesIn: change.new)
      let made = Snapshot.analyses(of: now, in: index, MessageChecker(program: program))
      analyses[index].replaceSubrange(old.places(ofMessagesIn: change.old), with: made)
    } else {
      analyses = Snapshot.analyses(of: program, runner)
    }
    if effect.changesNames { names = Snapshot.names(program, loaded) } else { names.follow(program) }
    return true
  }
}

extension Snapshot {
  /// Checks the messages again of which what was found is as `isStale` says.
  private mutating func analyseAgain(where isStale: (Analysis) -> Bool) {
    let checker = MessageChecker(program: program)
    for unit in analyses.indices {
      for m in analyses[unit].indices where isStale(analyses[unit][m]) {
        analyses[unit].replaceSubrange(m..<(m + 1), with: Snapshot.analyses(of: m..<(m + 1), in: unit, checker))
      }
    }
  }
}

extension UInt32 {
  fileprivate func addingClamped(_ other: UInt32) -> UInt32 {
    let (sum, isOver) = addingReportingOverflow(other)
    return isOver ? .max : sum
  }
}
