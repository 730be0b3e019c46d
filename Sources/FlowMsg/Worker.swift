import FlowMsgCheck
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Checks and emits a run of messages; one thread's.
struct Worker {
  let checker: MessageChecker
  let buffer = OutputBuffer()
  var outputs: [Output] = []
  var bodyCount = 0
  /// How many messages of operands were checked.
  private(set) var messageCount = 0
  /// Their declarations, if they are listed.
  private(set) var declared: [(name: String, location: SourceLocation)] = []
  /// Messages of which no line could be made.
  var unfilled: [Unfilled] = []
  /// Whether it was cancelled before its work was done.
  private(set) var wasCancelled = false
  /// The messages as values, where that is asked for.
  var messages: [CompiledMessage] = []
  /// The current message with its holes, and where its members came from.
  var open: CompiledMessage?
  var openMappings: [SourceMapping] = []
  private var backend: JelouBackend
  let program: Program
  let options: CompilerOptions
  private let operandCount: Int
  private let isCancelled: @Sendable () -> Bool

  init(program: Program, options: CompilerOptions, operandCount: Int, isCancelled: @escaping @Sendable () -> Bool) {
    checker = MessageChecker(
      program: program, reportsNotes: options.reportsNotes, settings: options.settings, traces: options.mapsSources)
    self.program = program
    self.options = options
    self.operandCount = operandCount
    self.isCancelled = isCancelled
    switch options.product {
    case .bodies(compact: false): backend = JelouBackend(.pretty)
    default: backend = JelouBackend(.compact)
    }
  }

  mutating func run(_ work: Work) {
    for part in work.parts {
      let unit = program.units[part.unit]
      let isEmitted = unit.file.rawValue < UInt32(operandCount)
      for m in part.messages {
        wasCancelled = isCancelled()
        if wasCancelled { return }
        let extent = Int(unit.messages[m])
        let isSelected = isEmitted && isSelected(unit, extent)
        if isEmitted, unit.extents[extent].kind == .message { count(unit, extent) }
        // A base is emitted by what builds on it alone: nothing is set for it.
        checker.isSet = isSelected && unit.extents[extent].kind == .message
        let bodies = bodyCount
        checker.check(unit: part.unit, unit, extent: extent) { form, variant in
          if isSelected { emit(unit, form, variant) }
        }
        if let open { emit(open, unit, hasBody: bodyCount > bodies) }
      }
    }
  }

  private mutating func count(_ unit: SourceUnit, _ extent: Int) {
    messageCount &+= 1
    guard options.listsMessages else { return }
    let declaration = unit.extents[extent]
    declared.append((unit.string(declaration.name), SourceLocation(unit.file, declaration.range)))
  }

  private mutating func emit(_ unit: SourceUnit, _ form: Form, _ variant: Variant) {
    if options.hasWholeMessages {
      // A body that is made with defaults is none: the form says the same.
      if form == .open || checker.hasNoParameters { keep(variant) }
      return
    }
    if case .nothing = options.product { return }
    if form == .open { return keep(variant) }
    guard isSelected(variant) else { return }
    if case .lines = options.product, options.opensLines, !checker.hasNoParameters { return }
    bodyCount += 1
    if case .lines = options.product {
      let name = UnsafeRawBufferPointer(checker.name)
      guard let locale = variant.locale else { return _ = backend.writeLine(name, message, to: buffer) }
      let full = Array(name) + [0x2E] + Array(locale.text.utf8)
      full.withUnsafeBytes { _ = backend.writeLine($0, message, to: buffer) }
    } else {
      let place = backend.writeRecord(message, to: buffer)
      outputs.append(output(unit, .body, variant.locale?.text, variant.listed?.text, place))
      if options.mapsSources { outputs[outputs.count - 1].mappings = mappings() }
    }
  }

  var message: Message { checker.resolved.message }

  func output(
    _ unit: SourceUnit, _ kind: Output.Kind, _ locale: String?, _ listed: String?,
    _ place: (chunk: Int, range: Range<Int>)
  ) -> Output {
    Output(
      kind: kind, message: String(decoding: checker.name, as: UTF8.self), locale: locale, source: unit.file,
      bot: checker.bot.flatMap { program.bots[$0] },
      type: message[Schema.type].map { message.tape.string(of: $0) }, parameters: nil, listedLocale: listed,
      chunk: place.chunk, range: place.range)
  }

  // MARK: Selection

  private func isSelected(_ unit: SourceUnit, _ extent: Int) -> Bool {
    guard let wanted = options.message else { return true }
    return unit.string(unit.extents[extent].name) == wanted
  }

  private func isSelected(_ variant: Variant) -> Bool {
    guard let wanted = options.locale else { return true }
    if variant.locale == nil { return wanted == "base" || variant.listed?.text == wanted }
    return variant.locale?.text == wanted
  }
}
