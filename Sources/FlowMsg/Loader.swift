import FlowMsgCheck
import FlowMsgSyntax
import FlowMsgText

/// Reads the operands, in parallel, and then what they import, and the Flow files that declarations name.
struct Loader {
  let provider: any SourceProvider
  let runner: any Runner
  var result = Compilation()
  var units: [SourceUnit] = []
  var flowFiles: [SourceLocation: FlowFile] = [:]
  /// What loading found: files that cannot be read, imports that do nothing.
  var found: [Diagnostic] = []
  private var known: [PathKey: FileID] = [:]
  private var flowFileIDs: [PathKey: FileID] = [:]
  /// The units that were made of files, for the paths of `let … from`, and by file.
  var foreign: [SourceLocation: Int] = [:]
  private var valueUnits: [PathKey: Int] = [:]

  /// Whether it was cancelled before everything was read.
  private(set) var wasCancelled = false
  private let isCancelled: @Sendable () -> Bool

  init(provider: any SourceProvider, runner: any Runner, isCancelled: @escaping @Sendable () -> Bool) {
    self.provider = provider
    self.runner = runner
    self.isCancelled = isCancelled
  }

  mutating func load(_ operands: [SourcePath]) {
    readOperands(operands)
    result.operandCount = result.files.count
    // The list grows while it is walked: imports of imports are read too.
    var unit = 0
    while unit < units.count, !wasCancelled {
      wasCancelled = isCancelled()
      loadReferences(of: unit)
      unit += 1
    }
  }

  /// Reads and cuts the operands, each by itself on any thread.
  private mutating func readOperands(_ operands: [SourcePath]) {
    let (provider, isCancelled) = (provider, isCancelled)
    let slots = Slots<Outcome>(count: operands.count)
    let batch = max(1, min(64, operands.count / (runner.width * 4)))
    runner.run((operands.count + batch - 1) / batch) { group in
      for i in (group * batch)..<min(operands.count, (group + 1) * batch) {
        if isCancelled() { return }
        do throws(ReadFailure) { slots[i] = Outcome(bytes: try provider.read(operands[i])) } catch {
          slots[i] = Outcome(bytes: [], failure: error)
        }
      }
    }
    known.reserveCapacity(operands.count)
    var pending: [Pending] = []
    pending.reserveCapacity(operands.count)
    for (i, path) in operands.enumerated() {
      guard let outcome = slots[i] else { return wasCancelled = true }
      if let failure = outcome.failure {
        result.unreadable.append((path, failure))
      } else if known[PathKey(path.canonical)] == nil {
        pending.append(Pending(file: add(path, outcome.bytes), bytes: outcome.bytes))
      }
    }
    let cut = Slots<SourceUnit>(count: pending.count)
    let files = pending
    if files.count == 1 {
      return add(SourceUnit(file: files[0].file, bytes: files[0].bytes, outline: outline(files[0].bytes)))
    }
    let size = max(1, min(64, files.count / (runner.width * 4)))
    runner.run((files.count + size - 1) / size) { group in
      for i in (group * size)..<min(files.count, (group + 1) * size) {
        cut[i] = SourceUnit(file: files[i].file, bytes: files[i].bytes)
      }
    }
    units.reserveCapacity(files.count)
    for i in 0..<files.count { if let unit = cut[i] { add(unit) } }
  }

  /// What came of reading an operand. Structures of our own here and below: generic ones and tuples are made up by the
  /// runtime at every start.
  private struct Outcome: Sendable {
    var bytes: [UInt8]
    var failure: ReadFailure?
  }

  /// An operand that is read and not yet cut.
  private struct Pending: Sendable {
    var file: FileID
    var bytes: [UInt8]
  }

  /// A big file is cut in as many parts as there are threads, at lines that look like the start of a message; each part
  /// proves that the next one's guess was right, else the file is cut as a whole.
  private func outline(_ bytes: [UInt8]) -> Outline {
    guard runner.width > 1, bytes.count > 1 << 20 else { return Outline(bytes.span) }
    var cuts = [0]
    for i in 1..<runner.width {
      if let cut = Outline.cut(bytes.span, near: bytes.count / runner.width * i), cut > cuts.last! { cuts.append(cut) }
    }
    let starts = cuts
    let parts = Slots<Outline>(count: starts.count)
    runner.run(starts.count) { i in
      parts[i] = Outline(part: bytes.span, from: starts[i], to: i + 1 < starts.count ? starts[i + 1] : bytes.count)
    }
    return Outline.join((0..<starts.count).map { parts[$0]! }) ?? Outline(bytes.span)
  }

  /// Takes in a unit, whose declarations are numbered on from those before them.
  private mutating func add(_ unit: SourceUnit) {
    if let last = units.last {
      unit.firstDeclaration = last.firstDeclaration &+ UInt32(truncatingIfNeeded: last.outline.extents.count)
    }
    units.append(unit)
  }

  private mutating func add(_ path: SourcePath, _ bytes: [UInt8]) -> FileID {
    let file = FileID(UInt32(result.files.count))
    result.files.append(SourceFile(name: path.display, bytes: bytes))
    result.paths.append(path)
    known[PathKey(path.canonical)] = file
    return file
  }

  // MARK: Imports and Flow files

  private mutating func loadReferences(of index: Int) {
    let unit = units[index]
    var imports: [SourceUnit.Import] = []
    var seen: Set<FileID> = [unit.file]
    for (t, declaration) in unit.trees.enumerated() {
      switch declaration.kind {
      case .import: if let one = loadImport(unit.syntax(t), unit, &seen) { imports.append(one) }
      case .flow: loadFlow(unit.syntax(t), unit)
      case .let: loadValue(unit.syntax(t), unit)
      default: break
      }
    }
    units[index].imports = imports
  }

  private mutating func loadImport(_ syntax: DeclarationSyntax, _ unit: SourceUnit, _ seen: inout Set<FileID>)
    -> SourceUnit.Import?
  {
    let tree = syntax.tree
    guard let node = tree.firstChild(of: 0) else { return nil }
    let location = syntax.location(tree.range(of: node))
    let token = tree.token(of: node)
    guard tree.nodes[node].kind == .string, !token.flags.contains(.faulty) else {
      return SourceUnit.Import(target: nil, location: location)
    }
    let path = syntax.decoded(token)
    do throws(ReadFailure) {
      let target = try provider.locate(path, from: result.paths[Int(unit.file.rawValue)])
      let file = try load(target)
      result.dependencies.add(file, namedIn: unit.file)
      if !seen.insert(file).inserted {
        found.append(NameDiagnostics.useless(path, isSelf: file == unit.file, at: location))
      }
      return SourceUnit.Import(target: file, location: location)
    } catch {
      found.append(NameDiagnostics.unreadable(path, error.description, at: location))
      return SourceUnit.Import(target: nil, location: location)
    }
  }

  private mutating func load(_ path: SourcePath) throws(ReadFailure) -> FileID {
    if let file = known[PathKey(path.canonical)] { return file }
    let bytes = try provider.read(path)
    let file = add(path, bytes)
    add(SourceUnit(file: file, bytes: bytes))
    return file
  }

  private mutating func loadFlow(_ syntax: DeclarationSyntax, _ unit: SourceUnit) {
    guard let (token, path) = from(syntax) else { return }
    let location = syntax.location(token.range)
    do throws(ReadFailure) {
      let target = try provider.locate(path, from: result.paths[Int(unit.file.rawValue)])
      let file: FileID
      if let one = flowFileIDs[PathKey(target.canonical)] {
        file = one
      } else {
        file = FileID(UInt32(result.files.count))
        let bytes = try provider.read(target)
        result.files.append(SourceFile(name: target.display, bytes: bytes))
        result.paths.append(target)
        flowFileIDs[PathKey(target.canonical)] = file
      }
      result.dependencies.add(file, namedIn: unit.file)
      flowFiles[location] = FlowFile(file: file, bytes: result.files[Int(file.rawValue)].bytes)
    } catch {
      found.append(NameDiagnostics.unreadable(path, error.description, at: location))
    }
  }

  /// The file of a `let … from`, made a unit of its own.
  private mutating func loadValue(_ syntax: DeclarationSyntax, _ unit: SourceUnit) {
    guard let (token, path) = from(syntax) else { return }
    let location = syntax.location(token.range)
    do throws(ReadFailure) {
      let target = try provider.locate(path, from: result.paths[Int(unit.file.rawValue)])
      if let index = valueUnits[PathKey(target.canonical)] {
        result.dependencies.add(units[index].file, namedIn: unit.file)
        return foreign[location] = index
      }
      let bytes = try provider.read(target)
      let file = FileID(UInt32(result.files.count))
      result.files.append(SourceFile(name: target.display, bytes: bytes))
      result.paths.append(target)
      result.dependencies.add(file, namedIn: unit.file)
      var value = ForeignValue.file(bytes, path: path, file: file)
      found += value.faults + value.warnings
      guard let made = value.makeUnit(file) else {
        // What is wrong inside the file is reported there.
        if value.faults.isEmpty { found.append(NameDiagnostics.noValue(path, value.reason, value.help, at: location)) }
        return
      }
      if value.isEmptyTable { found.append(NameDiagnostics.noRows(path, at: location)) }
      valueUnits[PathKey(target.canonical)] = units.count
      foreign[location] = units.count
      add(made)
    } catch {
      found.append(NameDiagnostics.unreadable(path, error.description, at: location))
    }
  }

  /// The path behind `from`, and its token.
  private func from(_ syntax: DeclarationSyntax) -> (Token, String)? {
    let tree = syntax.tree
    guard let from = tree.child(.fromClause, of: 0), let node = tree.firstChild(of: from),
      tree.nodes[node].kind == .string
    else { return nil }
    let token = tree.token(of: node)
    return token.flags.contains(.faulty) ? nil : (token, syntax.decoded(token))
  }
}
