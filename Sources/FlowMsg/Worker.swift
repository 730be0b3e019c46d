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
  /// Messages of which no line could be made.
  var unfilled: [Unfilled] = []
  /// Whether it was cancelled before its work was done.
  private(set) var wasCancelled = false
  /// The variants of the current message, with holes.
  private var openVariants: [JSONValue] = []
  private var openParameters = JSONValue.null
  private var openExample: JSONValue?
  private var openBot: Bot?
  private var openType: String?
  private var openMappings: [SourceMapping] = []
  private var backend: JelouBackend
  let program: Program
  private let options: CompilerOptions
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
        // A base is emitted by what builds on it alone: nothing is set for it.
        checker.isSet = isSelected && unit.extents[extent].kind == .message
        let bodies = bodyCount
        checker.check(unit: part.unit, unit, extent: extent) { form, variant in
          if isSelected { emit(unit, form, variant) }
        }
        if !openVariants.isEmpty { emitOpen(unit, hasBody: bodyCount > bodies) }
      }
    }
  }

  private mutating func emit(_ unit: Unit, _ form: Form, _ variant: Variant) {
    if case .nothing = options.product { return }
    if case .forms = options.product {
      // A body that is made with defaults is none: the form says the same.
      if form == .open || checker.hasNoParameters { keepOpen(variant) }
      return
    }
    if form == .open { return keepOpen(variant) }
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

  private var message: Message { checker.resolved.message }

  private func output(
    _ unit: Unit, _ kind: Output.Kind, _ locale: String?, _ listed: String?, _ place: (chunk: Int, range: Range<Int>)
  ) -> Output {
    Output(
      kind: kind, message: String(decoding: checker.name, as: UTF8.self), locale: locale, source: unit.file,
      bot: checker.bot.flatMap { program.bots[$0] },
      type: message[Schema.type].map { message.tape.string(of: $0) }, parameters: nil, listedLocale: listed,
      chunk: place.chunk, range: place.range)
  }

  // MARK: Open forms

  private mutating func keepOpen(_ variant: Variant) {
    // Lines of bodies have no use for a form, but to know what is missing.
    let isLines = if case .lines = options.product { true } else { false }
    guard isLines || (options.settings.isEmpty && options.locale == nil) else { return }
    if options.mapsSources { openMappings += mappings(root: "/variants/\(openVariants.count)/body", isOpen: true) }
    openVariants.append(
      OpenFormWriter.variant(
        locale: variant.locale?.text, tag: variant.listed?.text, bot: checker.bot.flatMap { program.bots[$0] },
        choices: OpenChoices.pointers(checker.resolved), shown: OpenPlaces.places(checker.resolved),
        orders: OpenPlaces.orders(checker.resolved), of: message))
    guard openVariants.count == 1 else { return }
    openBot = checker.bot.flatMap { program.bots[$0] }
    openType = message[Schema.type].flatMap {
      message.tape.nodes[$0].kind == .string ? message.tape.string(of: $0) : nil
    }
    let parameters = checker.openParameterValues().map { parameter in
      FormParameter(
        name: parameter.name, type: parameter.type,
        defaultValue: parameter.defaultNode.map { OpenFormWriter.value(of: $0, in: message.tape) })
    }
    openExample = checker.exampleValues().map { values in
      .object(values.map { .init($0.name, OpenFormWriter.value(of: $0.node, in: message.tape)) })
    }
    openParameters = OpenFormWriter.schema(of: parameters, in: checker.resolved.contracts)
  }

  private mutating func emitOpen(_ unit: Unit, hasBody: Bool) {
    defer {
      openVariants.removeAll()
      openMappings.removeAll()
    }
    guard !checker.hasErrors else { return }
    if case .lines = options.product { return emitLine(unit, hasBody: hasBody) }
    var isCompact = true
    if case .bodies(let compact) = options.product { isCompact = compact }
    let name = String(decoding: checker.name, as: UTF8.self)
    let bytes = OpenFormWriter.document(message: name, parameters: openParameters, variants: openVariants)
      .bytes(isCompact ? .compact : .pretty)
    buffer.beginRecord()
    bytes.withUnsafeBytes { buffer.append($0) }
    var one = output(unit, .open, nil, nil, buffer.endRecord())
    one.parameters = openParameters.bytes(.compact)
    one.example = openExample?.bytes(.compact)
    // What the manifest says of a form is what its base says.
    (one.bot, one.type, one.mappings) = (openBot, openType, openMappings)
    outputs.append(one)
  }

  /// The line of a form, or a note that no line could be made.
  private mutating func emitLine(_ unit: Unit, hasBody: Bool) {
    let name = String(decoding: checker.name, as: UTF8.self)
    guard options.opensLines else {
      if !hasBody { unfilled.append(Unfilled(message: name, parameters: openRequired)) }
      return
    }
    let form = OpenFormWriter.document(message: name, parameters: openParameters, variants: openVariants)
    let line: JSONValue = ["output": .string("\(name).open"), "form": form]
    bodyCount += 1
    buffer.beginRecord()
    (line.bytes(.compact) + [0x0A]).withUnsafeBytes { buffer.append($0) }
    _ = buffer.endRecord()
  }

  /// The parameters that have to be given.
  private var openRequired: [String] {
    guard case .array(let names)? = openParameters["required"] else { return [] }
    return names.compactMap { if case .string(let name) = $0 { name } else { nil } }
  }

  // MARK: Selection

  private func isSelected(_ unit: Unit, _ extent: Int) -> Bool {
    guard let wanted = options.message else { return true }
    return unit.string(unit.extents[extent].name) == wanted
  }

  private func isSelected(_ variant: Variant) -> Bool {
    guard let wanted = options.locale else { return true }
    if variant.locale == nil { return wanted == "base" || variant.listed?.text == wanted }
    return variant.locale?.text == wanted
  }
}
