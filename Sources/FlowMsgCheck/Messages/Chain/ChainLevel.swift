import FlowMsgText

/// One declaration of a chain: the message itself, what it builds on, what that builds on.
struct ChainLevel {
  let source: TreeContext
  var shape: MessageShape
  var parameters: [Parameter]
  /// What this declaration is where it is a base message.
  var baseMessage: BaseMessage?
  /// Its file.
  var unit: SourceUnit
  /// The values that it gives and that do not fit.
  var refused = RefusedValues()
}

extension ChainLevel {
  /// What `base` is in a chain, `scope` levels above its end; with `isReporting` what is wrong in it is reported.
  init(_ base: BaseMessage, scope: Int, isReporting: Bool) {
    self.init(
      source: TreeContext(base.syntax, unit: base.unit, isReporting: isReporting, scope: scope), shape: base.shape,
      parameters: base.parameters, baseMessage: base, unit: base.owner)
  }

  /// The locales that are listed for the message of a chain: its own, else those of what it builds on, else those of its
  /// file.
  static func listedLocales(_ chain: [ChainLevel]) -> [WrittenTag]? {
    // By index, as a level is large to copy.
    for k in chain.indices { if let own = chain[k].shape.locales { return own } }
    return chain.first?.unit.locales
  }

  /// Whether it is a base.
  var isBase: Bool { baseMessage?.isBase ?? false }

  /// Its tree as the arguments in it see it.
  var argumentSource: TreeContext {
    var source = source
    source.isArgument = true
    return source
  }

  /// The place of the argument that closes the parameter `name` of what this builds on, if there is one.
  func closing(_ name: String) -> SourceLocation? {
    shape.argument(name).map { SourceLocation(source.file, $0.range) }
  }
}

/// What of a chain was not understood.
struct ChainFaults {
  /// Whether a declaration of it is damaged, or it is not whole.
  var isDamaged = false
  /// Whether something in a declaration of it was not understood, or cannot count where it is.
  var isFaulty = false
  /// The outermost level that may have parameters that were not understood, or -1.
  var lastHiding = -1

  /// Nothing.
  init() {}

  /// Those of the chain `levels`.
  init(_ levels: [ChainLevel]) {
    for k in levels.indices {
      let shape = levels[k].shape
      if shape.isDamaged || levels[k].baseMessage?.isCut == true { isDamaged = true }
      if shape.isFaulty { isFaulty = true }
      if shape.hidesParameters { lastHiding = k }
    }
    if levels.count == 1, levels[0].shape.like != nil { isDamaged = true }
  }
}
