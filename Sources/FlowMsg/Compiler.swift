import FlowMsgCheck
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel
import FlowMsgSyntax
public import FlowMsgText

extension Compiler {
  /// Reads `operands` and what they import, checks everything, and emits what `options` ask for, unless there is an error.
  ///
  /// The stages: load (bytes cut into declarations) → program (names, contracts, lets) → messages (each parsed, checked,
  /// emitted and let go, spread over the runner) → what only the whole shows (names used twice or never).
  public func compile(_ operands: [SourcePath], options: CompilerOptions = CompilerOptions()) -> Compilation {
    var loader = Loader(provider: provider, runner: runner)
    loader.load(operands)
    let program = Program(units: loader.units, flowFiles: loader.flowFiles)
    var result = loader.result
    result.program = program
    result.diagnostics = loader.found + program.diagnostics

    let work = Work.split(program, width: runner.width)
    let slots = Slots<Worker>(count: work.count)
    let operandCount = result.operandCount
    // The names of all messages are compared while the messages are checked: one more piece of work.
    let names = Slots<WholeCheck>(count: 1)
    runner.run(work.count + 1) { i in
      if i == 0 {
        var whole = WholeCheck(program: program, operandCount: operandCount)
        whole.checkNames()
        names[0] = whole
        return
      }
      let i = i - 1
      var worker = Worker(program: program, options: options, operandCount: operandCount)
      worker.run(work[i])
      slots[i] = worker
    }
    let workers = (0..<work.count).map { slots[$0]! }
    for worker in workers { result.diagnostics += worker.checker.reporter.diagnostics }

    var whole = names[0]!
    whole.checkUnused(workers.map(\.checker.usage))
    result.diagnostics += whole.reporter.diagnostics
    if !options.reportsNotes { result.diagnostics.removeAll { $0.severity == .note } }
    Allowances.apply(
      to: &result.diagnostics, program: program,
      unseen: options.reportsNotes ? [] : Set(Compiler.catalogue.filter { $0.severity == .note }.map(\.code)))
    if !result.hasErrors { take(workers, into: &result, options) }
    return result
  }

  private func take(_ workers: [Worker], into result: inout Compilation, _ options: CompilerOptions) {
    for worker in workers {
      let first = result.chunks.count
      result.chunks += worker.buffer.takeChunks()
      result.bodyCount += worker.bodyCount
      for var output in worker.outputs {
        output.chunk += first
        result.outputs.append(output)
      }
    }
  }

  /// All diagnostics there are, by code.
  public static var catalogue: [DiagnosticKind] {
    (SyntaxDiagnostics.catalogue + NameDiagnostics.all + TypeDiagnostics.all + FlowDiagnostics.all + BotDiagnostics.all
      + MessageDiagnostics.all + FlowJSONDiagnostics.all + AllowanceDiagnostics.all + Rules.all.map { $0.kind })
      .sorted { $0.code < $1.code }
  }
}

/// A run of messages that one worker takes: of one file, or of several.
struct Work: Sendable {
  /// For each unit in order: which of its messages.
  var parts: [Part]

  /// Some messages of one file.
  struct Part: Sendable {
    var unit: Int
    var messages: Range<Int>
  }

  /// Splits all messages of `program` into pieces of about the same number of bytes: a few for each thread.
  static func split(_ program: Program, width: Int) -> [Work] {
    let total = program.units.reduce(0) { $0 + $1.bytes.count }
    let pieces = width == 1 ? 1 : width * 16
    let wanted = max(1 << 16, total / pieces + 1)
    var result: [Work] = []
    var work = Work(parts: [])
    var size = 0
    for (u, unit) in program.units.enumerated() {
      var first = 0
      var start = 0
      for (m, extent) in unit.messages.enumerated() {
        let end = Int(unit.outline.extents[Int(extent)].range.end)
        guard size + end - start >= wanted else { continue }
        work.parts.append(Part(unit: u, messages: first..<(m + 1)))
        result.append(work)
        work = Work(parts: [])
        (first, start, size) = (m + 1, end, 0)
      }
      if first < unit.messages.count {
        work.parts.append(Part(unit: u, messages: first..<unit.messages.count))
        size += unit.bytes.count - start
      }
    }
    if !work.parts.isEmpty { result.append(work) }
    return result
  }
}

/// Checks and emits a run of messages; one thread's.
struct Worker {
  let checker: MessageChecker
  let buffer = OutputBuffer()
  var outputs: [Output] = []
  var bodyCount = 0
  private var backend: JelouBackend
  private let program: Program
  private let options: CompilerOptions
  private let operandCount: Int

  init(program: Program, options: CompilerOptions, operandCount: Int) {
    checker = MessageChecker(program: program, reportsNotes: options.reportsNotes)
    self.program = program
    self.options = options
    self.operandCount = operandCount
    switch options.product {
    case .bodies(compact: false): backend = JelouBackend(.pretty)
    default: backend = JelouBackend(.compact)
    }
  }

  mutating func run(_ work: Work) {
    for part in work.parts {
      let unit = program.units[part.unit]
      for m in part.messages {
        checker.check(unit: part.unit, unit, extent: Int(unit.messages[m]))
        if checker.reporter.diagnostics.isEmpty || !hasErrors { emit(unit) }
      }
    }
  }

  /// Whether an error was found: from then on nothing is emitted.
  private var hasErrors: Bool { checker.reporter.hasErrors }

  private mutating func emit(_ unit: Unit) {
    if case .nothing = options.product { return }
    guard unit.file.rawValue < UInt32(operandCount), isSelected(unit) else { return }
    bodyCount += 1
    let name = checker.resolved.name
    if case .lines = options.product {
      unit.bytes.withUnsafeBytes {
        _ = backend.writeLine(
          UnsafeRawBufferPointer(rebasing: $0[Int(name.start)..<Int(name.end)]), checker.resolved.message, to: buffer)
      }
    } else {
      let place = backend.writeRecord(checker.resolved.message, to: buffer)
      let message = checker.resolved.message
      outputs.append(
        Output(
          message: unit.string(name), locale: nil, source: unit.file, bot: checker.bot.flatMap { program.bots[$0] },
          type: message[Schema.type].map { message.tape.string(of: $0) }, chunk: place.chunk, range: place.range))
    }
  }

  private func isSelected(_ unit: Unit) -> Bool {
    if let locale = options.locale, locale != "base" { return false }
    guard let wanted = options.message else { return true }
    return unit.string(checker.resolved.name) == wanted
  }
}
