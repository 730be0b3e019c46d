import FlowMsgCheck
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel

/// Messages with holes: what they compile to, and the forms that are made of it.
extension Worker {
  /// Keeps a variant of the current message.
  mutating func keep(_ variant: Variant) {
    // Lines of bodies have no use for a form, but to know what is missing.
    let isLines = if case .lines = options.product { true } else { false }
    guard isLines || (options.settings.isEmpty && options.locale == nil) else { return }
    var message = open
    if options.mapsSources {
      openMappings += mappings(root: "/variants/\(message?.variants.count ?? 0)/body", isOpen: true)
    }
    // What follows puts defaults and examples on the tape, so that the first variant has them.
    if message == nil { message = compiled() }
    message?.variants.append(compiled(variant))
    open = message
  }

  private func compiled(_ variant: Variant) -> CompiledVariant {
    var one = CompiledVariant(
      locale: variant.locale, listed: variant.listed, bot: checker.bot.flatMap { program.bots[$0] },
      values: message.copy(), choices: OpenChoices.pointers(checker.resolved))
    one.shown = OpenPlaces.places(checker.resolved)
    one.orders = OpenPlaces.orders(checker.resolved)
    return one
  }

  /// The current message, without its variants.
  private func compiled() -> CompiledMessage {
    let parameters = checker.openParameterValues().map {
      CompiledParameter(name: $0.name, type: $0.type, defaultNode: $0.defaultNode)
    }
    return CompiledMessage(
      name: String(decoding: checker.name, as: UTF8.self), parameters: parameters, example: checker.exampleValues(),
      types: checker.resolved.contracts)
  }

  /// Emits a message whose variants are all kept.
  mutating func emit(_ message: CompiledMessage, _ unit: SourceUnit, hasBody: Bool) {
    defer { (open, openMappings) = (nil, []) }
    guard !checker.hasErrors else { return }
    if options.keepsMessages { return messages.append(message) }
    switch options.product {
    case .nothing: break
    case .lines: emitLine(message, hasBody: hasBody)
    case .bodies(let compact): emitForm(message, unit, isCompact: compact)
    case .forms: emitForm(message, unit, isCompact: true)
    }
  }

  private mutating func emitForm(_ message: CompiledMessage, _ unit: SourceUnit, isCompact: Bool) {
    let bytes = OpenFormWriter.document(message).bytes(isCompact ? .compact : .pretty)
    buffer.beginRecord()
    bytes.withUnsafeBytes { buffer.append($0) }
    var one = output(unit, .open, nil, nil, buffer.endRecord())
    one.parameters = OpenFormWriter.parameters(of: message).bytes(.compact)
    one.example = OpenFormWriter.example(of: message)?.bytes(.compact)
    // What the manifest says of a form is what its base says.
    let base = message.variants.first
    (one.bot, one.type, one.mappings) = (base?.bot, base?.values.type, openMappings)
    outputs.append(one)
  }

  /// The line of a form, or a note that no line could be made.
  private mutating func emitLine(_ message: CompiledMessage, hasBody: Bool) {
    guard options.opensLines else {
      if !hasBody { unfilled.append(Unfilled(message: message.name, parameters: message.required)) }
      return
    }
    let form = OpenFormWriter.document(message)
    let line: JSONValue = ["output": .string("\(message.name).open"), "form": form]
    bodyCount += 1
    buffer.beginRecord()
    (line.bytes(.compact) + [0x0A]).withUnsafeBytes { buffer.append($0) }
    _ = buffer.endRecord()
  }
}

extension CompilerOptions {
  /// Whether messages are taken with all their variants, those without parameters too.
  var hasWholeMessages: Bool {
    if case .forms = product { return true }
    return keepsMessages
  }
}

extension Message {
  /// The query `type`, where it is a text without holes.
  fileprivate var type: String? {
    self[Schema.type].flatMap { tape.nodes[$0].kind == .string ? tape.string(of: $0) : nil }
  }
}
